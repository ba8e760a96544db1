"""Asks a form's fields one after the other, for people at a keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from bot.terminal.choosing import Search, refused
from bot.terminal.keyboard import Keyboard
from bot.terminal.render import shown
from bot.terminal.script import MOST_LISTED, choice_of, numbered
from config.yes_and_no import YesAndNo
from handlers.core.calling import Calls
from handlers.core.command import CommandSpec
from handlers.core.replies import Ask, FormField, Input
from handlers.core.small_talk import agrees, bare, greets, leaves
from handlers.core.text_or_command import as_field
from handlers.core.words import Words
from storage.documents.drafts import Raw
from storage.values.texts import Message, t

ONE_CHOICE = {Input.CHOICE, Input.SEARCH}  # what is typed after what stands there is chosen instead of it
STOPS = frozenset({"avbryt", "stopp", "stop", "cancel"})


class CommandTyped(Exception):  # noqa: N818 - what somebody wants, not a fault
    """Somebody turned from the form to a command that writes, as typed in `line`."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Besides:
    """What can be asked while a form is open.

    Attributes:
        search: looks in a field's long list.
        check: tells what is wrong with a field as it is filled in, and what may be meant.
        look: does a command that only reads, and shows what it says.
    """

    search: Search
    check: Callable[[FormField, dict[str, Raw]], Awaitable[Sequence[Message]]]
    look: Callable[[str], Awaitable[object]]


class Prompts:
    """Prompts in one language."""

    def __init__(
        self,
        words: Words,
        console: Console,
        keyboard: Keyboard,
        calls: Calls,
        yes_and_no: YesAndNo,
    ) -> None:
        self._words = words
        self._console = console
        self._keyboard = keyboard
        self._calls = calls
        self._yes_and_no = yes_and_no

    async def fill(
        self, form: Ask, language: str, besides: Besides, *, again: bool = False
    ) -> dict[str, Raw]:
        """Ask for the form's fields; `again` for those alone that were wrong.

        Raises:
            KeyboardInterrupt: the person wants to leave: Esc, Ctrl-C, or a word that says so.
            EOFError: they want to end the chat.
            CommandTyped: they want to do something else.
        """
        wrong = [one for one in form.fields if one.error] if again else []
        if not again:
            self._tell(t("Esc or “cancel” leaves this. Enter keeps what stands there."), language, "dim")
        asked = wrong or [one for one in form.fields if not one.more]
        values: dict[str, Raw] = {}
        for one in asked:
            values[one.name] = await self._field(one, values, language, besides)
        more = [] if wrong else [one for one in form.fields if one.more]
        for one in more if more and await self._wants(more, language) else ():
            values[one.name] = await self._field(one, values, language, besides)
        return values

    async def _wants(self, more: Sequence[FormField], language: str) -> bool:
        """Ask whether to go on with the fields behind *More details*."""
        names = ", ".join(self._word(one.label, language) for one in more)
        self._console.print(Text(f"{self._word(t('More details'), language)}: {names}", style="bold"))
        self._tell(t("Write “yes” to fill them in; an empty line leaves them out."), language)
        return agrees(await self._answer(), self._yes_and_no)

    async def _field(self, one: FormField, before: dict[str, Raw], language: str, besides: Besides) -> Raw:
        """Ask until something is typed that the field can hold beside the values of those `before` it."""
        self._head(one, language)
        offered = "" if one.error else self._filled_in(one, language).replace("\n", " ").strip()
        while True:
            typed = await self._answer(offered, one)
            new = typed.removeprefix(offered).strip()
            typed = new if new and one.input in ONE_CHOICE else typed
            value = self._value(one, typed, offered)
            stands = typed == offered or self._chosen(one, new)
            unknown = None if stands else await refused(one, typed, self._words, language, besides.search)
            called = None if stands or greets(new) else self._calls.called(new)
            if called and await self._is_meant(called[0], one, new, language, unknown):
                if not called[0].reads:
                    raise CommandTyped(new)
                await besides.look(new)
                self._head(one, language)
                continue
            wrong = [unknown] if unknown else await besides.check(one, before | {one.name: value})
            if not wrong:
                return value
            self._wrong(wrong, language)

    def _wrong(self, wrong: Sequence[Message], language: str) -> None:
        """Say what is wrong, and then what may be meant."""
        self._tell(wrong[0], language, "yellow")
        for meant in wrong[1:]:
            self._console.print(Text(f"  {self._word(meant, language)}"))

    async def _answer(self, offered: str = "", one: FormField | None = None) -> str:
        """Return what is typed. Raises KeyboardInterrupt for a word that leaves.

        A mere no leaves where something is chosen or a time asked for; it may be what else is asked for.
        """
        typed = (await self._keyboard.line("> ", default=offered, in_form=True)).strip()
        new = typed.removeprefix(offered)
        chooses = one is not None and (one.of_time or one.input not in {Input.LINE, Input.PARAGRAPH})
        if bare(new) in STOPS or (chooses and leaves(new, self._yes_and_no)):
            raise KeyboardInterrupt
        return typed

    async def _is_meant(
        self, spec: CommandSpec, one: FormField, text: str, language: str, wrong: Message | None
    ) -> bool:
        """Tell whether a text is meant as the command that it begins like.

        To a choice it is where it is none of the choices; where words can be written, it is asked about.
        """
        if one.input not in {Input.LINE, Input.PARAGRAPH} and not one.open_ended:
            return wrong is not None
        field = as_field(one.label, of_time=one.of_time)
        self._tell(t("“{text}” begins like a command. What is it meant as?", text=text[:60]), language)
        ways = [self._word(message, language) for message in (field, spec.about)]
        for number, way in enumerate(ways, start=1):
            self._console.print(Text(f"  {number}. {way}"))
        while True:
            answer = bare(await self._answer())
            for number, way in enumerate(ways, start=1):
                if answer in {str(number), bare(way)}:
                    return way != ways[0]

    def _head(self, one: FormField, language: str) -> None:
        """Show what a field asks for, what is wrong with it and what can be chosen."""
        label = one.label if one.required or one.error else t("{label} (optional)", label=one.label)
        self._tell(label, language, "bold")
        if one.error:
            self._tell(one.error, language, "yellow")
        if one.hint:
            self._tell(one.hint, language, "dim")
        for number, option in enumerate(one.options[:MOST_LISTED], start=1):
            self._console.print(Text(f"  {numbered(number, self._word(option.label, language))}"))
        if len(one.options) > MOST_LISTED:
            rest = t("… and {count} more; write the name.", count=len(one.options) - MOST_LISTED)
            self._tell(rest, language, "dim")

    def _chosen(self, one: FormField, text: str) -> bool:
        """Tell whether a text is one of the field's choices, by number or name."""
        return choice_of(one, text, self._words) in {option.value for option in one.options}

    def _value(self, one: FormField, typed: str, offered: str) -> Raw:
        """Return what was typed; a choice that was typed after what was offered stands instead of it."""
        if typed == offered:
            return "" if one.error else one.value
        instead = typed.removeprefix(offered).strip()
        if self._chosen(one, instead):
            return choice_of(one, instead, self._words)
        if one.input in {Input.CHOICES, Input.SEARCH_MANY}:
            parts = (choice_of(one, part.strip(), self._words) for part in typed.split(",") if part.strip())
            return ", ".join(map(str, parts))
        return choice_of(one, typed, self._words)

    def _filled_in(self, one: FormField, language: str) -> str:
        chosen = one.chosen or tuple(option for option in one.options if option.value == one.value)
        if chosen:
            return ", ".join(self._word(option.label, language) for option in chosen)
        return one.value if isinstance(one.value, str) else ", ".join(one.value)

    def _word(self, message: Message, language: str) -> str:
        return shown(self._words.text(message, language))

    def _tell(self, message: Message, language: str, style: str = "") -> None:
        self._console.print(Text(self._word(message, language), style=style))
