"""What the terminal prints: rich for people, plain lines for pipes."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.terminal.render import Renderer, shown
from bot.terminal.script import form_lines
from bot.terminal.talk import Talk
from handlers.core.plain import PlainText
from handlers.core.replies import Answer, Ask, Button, Reply
from handlers.core.words import Words
from storage.values.texts import Message


class Screen(Protocol):
    """Where answers and messages are shown."""

    def show(self, answer: Answer, talk: Talk) -> None:
        """Show an answer; its buttons get numbers in the talk."""

    def tell(self, message: Message, language: str) -> None:
        """Show a line of the terminal's own."""

    def posted(self, whom: str, reply: Reply, language: str) -> None:
        """Show what was sent to somebody else, or posted in a channel."""


class PlainScreen:
    """Plain text, one reply after the other, with an empty line between."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def show(self, answer: Answer, talk: Talk) -> None:
        """Print the answer."""

        def mark(button: Button, label: str) -> str:
            return f"[{talk.number(button)}] {label}"

        plain = PlainText(self._words, answer.language, mark)
        for reply in answer.replies:
            self._print(plain.write(reply))
            if isinstance(reply, Ask):
                self._print("\n".join(form_lines(reply, lambda m: self._words.text(m, answer.language))))
        self._print("")

    def tell(self, message: Message, language: str) -> None:
        """Print the line."""
        self._print(self._words.text(message, language))

    def posted(self, whom: str, reply: Reply, language: str) -> None:
        """Print what was sent, each line after an arrow."""
        lines = PlainText(self._words, language, lambda _, label: f"[{label}]").write(reply).splitlines()
        self._print("\n".join([f"→ {whom}", *(f"  {line}" for line in lines), ""]))

    def _print(self, text: str) -> None:
        print(shown(text), flush=True)  # noqa: T201 - this is the terminal


class RichScreen:
    """Panels, tables and colours."""

    def __init__(self, words: Words, console: Console) -> None:
        self._words = words
        self._console = console

    def show(self, answer: Answer, talk: Talk) -> None:
        """Print the answer."""
        renderer = Renderer(self._words, answer.language, talk.number)
        for reply in answer.replies:
            self._console.print(renderer.render(reply))

    def tell(self, message: Message, language: str) -> None:
        """Print the line, dimmed."""
        self._console.print(Text(shown(self._words.text(message, language)), style="dim"))

    def posted(self, whom: str, reply: Reply, language: str) -> None:
        """Print what was sent, indented under whom it went to."""
        text = shown(PlainText(self._words, language).write(reply))
        self._console.print(
            Text(f"→ {shown(whom)}", style="dim"), Padding(Text(text, style="dim"), (0, 0, 0, 2))
        )
