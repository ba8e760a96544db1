"""Asks a form's fields one after the other, for people at a keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.text import Text

from bot.terminal.render import shown
from bot.terminal.script import choice_of
from handlers.core.replies import Ask, FormField, Input
from handlers.core.words import Words
from storage.documents.drafts import Raw
from storage.documents.messages import Message, t

MOST_LISTED = 12


class Prompts:
    """Prompts in one language."""

    def __init__(self, words: Words, console: Console, session: PromptSession[str]) -> None:
        self._words = words
        self._console = console
        self._session = session

    async def fill(self, form: Ask, language: str) -> dict[str, Raw]:
        """Ask for the form's fields; once something was wrong, for those alone. Raises KeyboardInterrupt."""
        wrong = [one for one in form.fields if one.error]
        return {one.name: await self._field(one, language) for one in wrong or form.fields}

    async def _field(self, one: FormField, language: str) -> Raw:
        def word(message: Message) -> str:
            return shown(self._words.text(message, language))

        label = word(one.label) + ("" if one.required else f" ({word(t('optional'))})")
        self._console.print(Text(label, style="bold"))
        if one.error:
            self._console.print(Text(word(one.error), style="yellow"))
        if one.hint:
            self._console.print(Text(word(one.hint), style="dim"))
        for number, option in enumerate(one.options[:MOST_LISTED], start=1):
            self._console.print(Text(f"  {number}. {word(option.label)}"))
        if len(one.options) > MOST_LISTED:
            rest = t("… and {count} more; write the name.", count=len(one.options) - MOST_LISTED)
            self._console.print(Text(word(rest), style="dim"))
        typed = await self._session.prompt_async(
            "> ", default=_filled_in(one, [word(o.label) for o in one.chosen])
        )
        return self._value(one, typed.strip())

    def _value(self, one: FormField, typed: str) -> Raw:
        if one.chosen and typed == ", ".join(self._words.text(o.label, "sv") for o in one.chosen):
            return one.value
        if one.input is Input.SEARCH_MANY:
            return tuple(
                str(choice_of(one, part.strip(), self._words)) for part in typed.split(",") if part.strip()
            )
        return choice_of(one, typed, self._words)


def _filled_in(one: FormField, chosen: Sequence[str]) -> str:
    if chosen:
        return ", ".join(chosen)
    number = next((n for n, option in enumerate(one.options, start=1) if option.value == one.value), None)
    if number:
        return str(number)
    return one.value if isinstance(one.value, str) else ", ".join(one.value)
