"""Lines, paragraphs, and choices among a few things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.matching import closeness, match, nameable, plain_letters
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.core.words import LANGUAGES
from storage.documents.drafts import Raw, Understood
from storage.values.texts import Message, named, t, typed

LINE = 150
NEARLY = 0.85  # how close to a choice's name a slip in a line comes
SHORTEST = 5  # letters of a name that a slip is looked for in
PARAGRAPH = 3000
MARKS = ",;:.!?"  # that stand right behind a name and are none of it


def bare(raw: Raw) -> str:
    """Return the text of what was typed or chosen, without outer spaces."""
    return (raw if isinstance(raw, str) else ", ".join(raw)).strip()


class LineKind(FieldKind):
    """One line of text; takes all that is left of a typed line."""

    def __init__(self, max_length: int = LINE) -> None:
        self.max_length = max_length

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the text."""
        return Read(bare(raw))

    def to_json(self, value: Any) -> JsonValue:
        """Return the text."""
        return str(value)

    async def show(self, value: Any, view: View) -> Message:
        """Return the text as typed."""
        return typed(value)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take everything."""
        return text, ""


class ParagraphKind(LineKind):
    """Several lines of text."""

    input: ClassVar[Input] = Input.PARAGRAPH

    def __init__(self, max_length: int = PARAGRAPH) -> None:
        super().__init__(max_length)


class NamedLineKind(LineKind):
    """One line of text that takes nothing unless it is named."""

    by_name: ClassVar[bool] = True

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take nothing."""
        return None


class NamedParagraphKind(NamedLineKind):
    """Several lines of text that take nothing unless they are named."""

    input: ClassVar[Input] = Input.PARAGRAPH

    def __init__(self, max_length: int = PARAGRAPH) -> None:
        super().__init__(max_length)


class ChoiceKind(FieldKind):
    """A choice among a few things that the municipality's ways, or the programme, name."""

    input: ClassVar[Input] = Input.CHOICE

    def __init__(
        self,
        entries: Callable[[View], Sequence[Option]],
        usual: Callable[[View], str] | str = "",
        also: Callable[[View], Mapping[str, Sequence[str]]] = lambda _: {},
    ) -> None:
        """Take what can be chosen, what is chosen unless another is said, and what else values are called."""
        self._entries = entries
        self._usual = usual
        self._also = also

    def named(self, view: View) -> list[tuple[str, str]]:
        """Return all names of the choices in both languages, each with its value."""
        also = self._also(view)
        return [
            (name, one.value)
            for one in self._entries(view)
            for name in (*names_of(one, view), *also.get(one.value, ()))
        ]

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return all."""
        return list(self._entries(view))

    async def default(self, view: View) -> Raw:
        """Return what is chosen unless something else is said."""
        return self._usual if isinstance(self._usual, str) else self._usual(view)

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the chosen value, by id or by name in either language. Raises Problem with all offered."""
        text = bare(raw)
        options = self._entries(view)
        for option in options:
            if option.value == text:
                return Read(text)
        found = match(text, self.named(view))
        values = tuple(dict.fromkeys(found.found))
        if len(values) != 1:
            raise self._unknown(text, view)
        return Read(values[0], exact=found.exact)

    def _unknown(self, text: str, view: View) -> Problem:
        offers = [Offer(one.label, Understood(value=one.value)) for one in self._entries(view)]
        return Problem(t("“{text}” is not one of the choices.", text=text[:60]), offers)

    def to_json(self, value: Any) -> JsonValue:
        """Return the id."""
        return str(value)

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the id. Raises Problem with all offered where it is no longer a choice."""
        if any(option.value == kept for option in self._entries(view)):
            return Read(kept)
        raise self._unknown(str(kept), view)

    async def show(self, value: Any, view: View) -> Message:
        """Return the chosen thing's name."""
        return next((o.label for o in self._entries(view) if o.value == value), typed(str(value)))

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a whole name from the front, the longest."""
        words = text.split()
        names = {plain_letters(name): value for name, value in self.named(view)}
        names |= {plain_letters(one.value): one.value for one in self._entries(view)}
        longest = max((len(name.split()) for name in names), default=0)
        for count in range(len(nameable(words, longest)), 0, -1):
            value = names.get(plain_letters(" ".join(words[:count])).rstrip(MARKS))
            if value is not None:
                return value, " ".join(words[count:])
        return self._near(words, names) if self._usual else None

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a whole name behind a small word: `till rektor`."""
        first, _, rest = text.partition(" ")
        if plain_letters(first) not in map(plain_letters, view.municipality.filler.leading):
            return None
        return await self.take(rest, view)

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the choice that a text names, if it says nothing else."""
        taken = await self.take(text, view)
        return await self.read(taken[0], view) if taken and not taken[1] else None

    def _near(self, words: Sequence[str], names: Iterable[str]) -> tuple[Raw, str] | None:
        """Take what is nearly a name from the front, to be read back: else the usual one would be taken."""
        counts = {len(name.split()) for name in names}
        for count in sorted((one for one in counts if one <= len(words)), reverse=True):
            part = " ".join(words[:count])
            wanted = plain_letters(part)
            if len(wanted) >= SHORTEST and any(closeness(wanted, name) >= NEARLY for name in names):
                return part, " ".join(words[count:])
        return None


def names_of(option: Option, view: View) -> set[str]:
    """Return an option's names in both languages."""
    return {view.words.text(option.label, language) for language in LANGUAGES}


def _owners(view: View) -> list[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.process.owners]


def _school_forms(view: View) -> list[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.process.school_forms]


def _standpoints(view: View) -> list[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.municipality.programme.standpoints]


def _short_standpoints(view: View) -> dict[str, Sequence[str]]:
    return {one.id: one.names for one in view.municipality.programme.standpoints}


Line = Annotated[str, LineKind()]
Paragraph = Annotated[str, ParagraphKind()]
NamedLine = Annotated[str, NamedLineKind()]
NamedParagraph = Annotated[str, NamedParagraphKind()]
Owner = Annotated[str, ChoiceKind(_owners, also=lambda view: view.municipality.unit_words.owners)]
SchoolForm = Annotated[
    str, ChoiceKind(_school_forms, also=lambda view: view.municipality.unit_words.school_forms)
]
Standpoint = Annotated[str, ChoiceKind(_standpoints, also=_short_standpoints)]
