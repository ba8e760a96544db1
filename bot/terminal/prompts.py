"""Asks a form's fields one after the other, for people at a keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.text import Text

from bot.terminal.render import shown
from bot.terminal.script import MOST_LISTED, choice_of, numbered
from handlers.core.matching import plain_letters
from handlers.core.replies import Ask, FormField, Input
from handlers.core.small_talk import agrees
from handlers.core.words import Words
from storage.documents.drafts import Raw
from storage.values.texts import Message, t

STOPS = frozenset({"avbryt", "stopp", "stop", "cancel"})


class Prompts:
    """Prompts in one language."""

    def __init__(self, words: Words, console: Console, session: PromptSession[str]) -> None:
        self._words = words
        self._console = console
        self._session = session

    async def fill(self, form: Ask, language: str, *, again: bool = False) -> dict[str, Raw]:
        """Ask for the form's fields; `again` for those alone that were wrong.

        Raises:
            KeyboardInterrupt: the person wants to stop: Ctrl-C, or a word that says so.
        """
        wrong = [one for one in form.fields if one.error] if again else []
        asked = wrong or [one for one in form.fields if not one.more]
        values = {one.name: await self._field(one, language) for one in asked}
        more = [] if wrong else [one for one in form.fields if one.more]
        if more and await self._wants(more, language):
            values |= {one.name: await self._field(one, language) for one in more}
        return values

    async def _wants(self, more: Sequence[FormField], language: str) -> bool:
        """Ask whether to go on with the fields behind *More details*."""

        def word(message: Message) -> str:
            return shown(self._words.text(message, language))

        names = ", ".join(word(one.label) for one in more)
        self._console.print(Text(f"{word(t('More details'))}: {names}", style="bold"))
        self._console.print(Text(word(t("Write “yes” to fill them in; an empty line leaves them out."))))
        typed = await self._session.prompt_async("> ")
        if plain_letters(typed) in STOPS:
            raise KeyboardInterrupt
        return agrees(typed)

    async def _field(self, one: FormField, language: str) -> Raw:
        def word(message: Message) -> str:
            return shown(self._words.text(message, language))

        label = one.label if one.required or one.error else t("{label} (optional)", label=one.label)
        self._console.print(Text(word(label), style="bold"))
        if one.error:
            self._console.print(Text(word(one.error), style="yellow"))
        if one.hint:
            self._console.print(Text(word(one.hint), style="dim"))
        for number, option in enumerate(one.options[:MOST_LISTED], start=1):
            self._console.print(Text(f"  {numbered(number, word(option.label))}"))
        if len(one.options) > MOST_LISTED:
            rest = t("… and {count} more; write the name.", count=len(one.options) - MOST_LISTED)
            self._console.print(Text(word(rest), style="dim"))
        offered = "" if one.error else _filled_in(one, word).replace("\n", " ").strip()
        typed = await self._session.prompt_async("> ", default=offered)
        if plain_letters(typed.removeprefix(offered)) in STOPS:
            raise KeyboardInterrupt
        return self._value(one, typed.strip(), offered)

    def _value(self, one: FormField, typed: str, offered: str) -> Raw:
        """Return what was typed; a choice that was typed after what was offered stands instead of it."""
        if typed == offered:
            return "" if one.error else one.value
        instead = choice_of(one, typed.removeprefix(offered).strip(), self._words)
        if instead in {option.value for option in one.options}:
            return instead
        if one.input in {Input.CHOICES, Input.SEARCH_MANY}:
            parts = (choice_of(one, part.strip(), self._words) for part in typed.split(",") if part.strip())
            return ", ".join(map(str, parts))
        return choice_of(one, typed, self._words)


def _filled_in(one: FormField, word: Callable[[Message], str]) -> str:
    chosen = one.chosen or tuple(option for option in one.options if option.value == one.value)
    if chosen:
        return ", ".join(word(option.label) for option in chosen)
    return one.value if isinstance(one.value, str) else ", ".join(one.value)
