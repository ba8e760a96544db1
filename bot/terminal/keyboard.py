"""Reads lines from a person at a keyboard: what leaves a form, and what ends the chat once that is sure."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit import PromptSession
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.patch_stdout import patch_stdout

from config.yes_and_no import YesAndNo
from handlers.core.small_talk import agrees
from storage.values.texts import Message, t


class Keyboard:
    """Prompts for lines.

    Args:
        say: shows a line of the terminal's own, in the language that is read.
    """

    def __init__(
        self, session: PromptSession[str], yes_and_no: YesAndNo, say: Callable[[Message], str]
    ) -> None:
        self._session = session
        self._yes_and_no = yes_and_no
        self._say = say
        self._in_form = _keys_of_a_form()

    async def line(self, prompt: str, *, default: str = "", in_form: bool = False) -> str:
        """Return a line as it was typed.

        Args:
            prompt: what stands before it.
            default: what stands there to begin with.
            in_form: Esc leaves then as Ctrl-C does, and Ctrl-D asks whatever stands in the line.

        Raises:
            KeyboardInterrupt: the person wants to leave what they are at.
            EOFError: they want to end the chat, and said so twice.
        """
        while True:
            try:
                with patch_stdout():
                    return await self._session.prompt_async(
                        prompt, default=default, key_bindings=self._in_form if in_form else KeyBindings()
                    )
            except EOFError:
                if await self._ends():
                    raise

    async def _ends(self) -> bool:
        """Ask whether the chat is to end; Ctrl-D once more says so, too."""
        asked = self._say(t("End the chat? What is not sent is lost. Write yes, or press Ctrl-D once more."))
        try:
            with patch_stdout():
                typed = await self._session.prompt_async(f"{asked}\n> ", default="")
        except EOFError:
            return True
        except KeyboardInterrupt:
            return False
        return agrees(typed, self._yes_and_no)


def _keys_of_a_form() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    return keys
