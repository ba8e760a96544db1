"""Reads what is typed to a read-back as what is to be different in it: by field, by name or as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handlers.core import phrasing
from handlers.core.command import CommandSpec
from handlers.core.filling import Filled, beside, fill
from handlers.core.forms import FieldSpec, Notice, Problem, Read, Suggestion
from handlers.core.left_over import without_filler_around
from handlers.core.lines import LONGEST
from handlers.core.matching import plain_letters
from handlers.core.named_fields import LONGEST_NAME, field_called, is_long, names_of, take_named
from handlers.core.small_talk import words_of
from handlers.core.view import View
from storage.documents.drafts import Draft, Kept, Understood
from storage.values.texts import t

MOST_PARTS = 6


@dataclass
class Correction:
    """What is to be different.

    Attributes:
        values: the fields that are, as they are to be kept.
        notices: what was understood of a field, and can't be taken so.
    """

    values: dict[str, Kept] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    @property
    def understood(self) -> bool:
        """Whether the text said anything of a field."""
        return bool(self.values or self.notices)


async def correction(spec: CommandSpec, draft: Draft, text: str, view: View) -> Correction:
    """Return what a text changes in a form that was read back; nothing where a word is not understood."""
    filled = await fill(spec, draft.values, view)
    fields = [beside(one, filled.values) for one in spec.fields if one.for_person(view)]
    words = view.municipality.yes_and_no
    fronts = words.before, (*words.before, *words.also)
    stripped = (phrasing.without_around(text, front, words.after) for front in fronts)
    for said in dict.fromkeys((text, *stripped)):
        found = await _Reader(fields, filled, view).read(without_filler_around(said, view))
        if found.understood:
            return found
    return Correction()


class _Reader:
    """Reads one text beside the values that were read back."""

    def __init__(self, fields: Sequence[FieldSpec], filled: Filled, view: View) -> None:
        self._fields = fields
        self._values = dict(filled.values)
        self._view = view
        self._words = view.municipality.yes_and_no
        self._found = Correction()

    async def read(self, text: str) -> Correction:
        """Return what the text changes."""
        named, rest = take_named(self._fields, text, self._view.words, self._trimmed)
        if not named and (front := self._named_at_front(text)):
            named, rest = {front[0].name: front[1]}, ""
        for name, given in named.items():
            await self._put(name, str(given))
        understood = not rest or (len(rest) <= LONGEST and await self._take(rest))
        return self._found if understood else Correction()

    def _trimmed(self, said: str) -> str:
        return phrasing.without_around(without_filler_around(said, self._view), (), self._words.after)

    def _named_at_front(self, text: str) -> tuple[FieldSpec, str] | None:
        """Return the field whose name a text begins with, and what is to stand there: `ämnet är läsning`."""
        words = text.split()
        names = [(names_of(one, self._view.words), one) for one in self._fields]
        called, sign, rest = text.partition(":")
        if rest.strip() and sign and (one := field_called(called, names)):
            return one, rest.strip()
        for count in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
            wanted = " ".join(words_of(" ".join(words[:count])))
            rest = " ".join(words[count:]).lstrip(": ")
            becomes = phrasing.after(rest, self._words.becomes)
            said = {wanted, *_definite(wanted)}
            for full, one in names:
                if said & full or (becomes and said & self._short_names(one, full)):
                    return one, becomes or rest
        return None

    def _short_names(self, one: FieldSpec, called: Iterable[str]) -> set[str]:
        """Return what a field is called before what becomes of it: `typ` of `typ av träff`, `tid`."""
        of_time = map(plain_letters, self._words.time) if one.kind.of_time else ()
        return {*of_time, *(name.partition(" av ")[0].partition(" of ")[0] for name in called)}

    async def _put(self, name: str, given: str) -> None:
        """Put what was typed for a field by its name."""
        one = next(one for one in self._fields if one.name == name)
        try:
            read = None if is_long(one) else await self._amended(one, given)
        except Problem:
            read = None
        if read:
            self._keep(one, read)
        else:
            self._found.values[name] = one.kind.typed(given, self._view)

    async def _take(self, text: str) -> bool:
        """Take a text whole, or else each part of it; False where some of it is not understood."""
        if await self._take_one(text):
            return True
        parts = phrasing.several(text)
        if not 1 < len(parts) <= MOST_PARTS:
            return False
        return all([await self._take_one(part) for part in parts])

    async def _take_one(self, text: str) -> bool:
        if self._emptied(text):
            return True
        meant: list[tuple[FieldSpec, Read]] = []
        problems: list[tuple[FieldSpec, Problem]] = []
        for one in self._fields:
            try:
                read = await self._amended(one, text)
            except Problem as problem:
                problems.append((one, problem))
                continue
            if read:
                meant.append((one, read))
        concerned = [*(one for one, _ in meant), *(one for one, _ in problems)]
        if timed := next((one for one in concerned if one.kind.of_time), None):
            meant = [(one, read) for one, read in meant if one is timed]
            problems = [(one, problem) for one, problem in problems if one is timed]
        if len(meant) == 1:
            self._keep(*meant[0])
        elif meant:
            self._found.notices.append(await self._which(text, meant))
        else:
            self._found.notices += [_told(one, problem) for one, problem in problems[:1]]
        return bool(meant or problems)

    async def _amended(self, one: FieldSpec, text: str) -> Read | None:
        return await one.kind.amended(self._values.get(one.name), text, self._view)

    def _keep(self, one: FieldSpec, read: Read) -> None:
        self._values[one.name] = read.value
        self._found.values[one.name] = Understood(value=one.kind.to_json(read.value))

    def _emptied(self, text: str) -> bool:
        """Empty the field that a text says to leave out: `utan ämne`."""
        name = phrasing.after(text, self._words.without)
        names = [(names_of(one, self._view.words), one) for one in self._fields]
        one = field_called(name, names) if name else None
        if one is None or one.required:
            return False
        self._values.pop(one.name, None)
        self._found.values[one.name] = ""
        return True

    async def _which(self, text: str, meant: Sequence[tuple[FieldSpec, Read]]) -> Notice:
        """Ask which field a text is for."""
        suggestions = []
        for one, read in meant:
            label = t(
                "{label}: {value}",
                label=one.asked.label,
                value=await one.kind.show(read.value, self._view),
            )
            suggestions.append(Suggestion(label, one.name, Understood(value=one.kind.to_json(read.value))))
        return Notice(t("What is “{text}” meant for?", text=text), tuple(suggestions))


def _told(one: FieldSpec, problem: Problem) -> Notice:
    offers = (Suggestion(offer.label, one.name, offer.value) for offer in problem.offers)
    return Notice(problem.message, tuple(offers))


def _definite(name: str) -> set[str]:
    """Return the names that a Swedish one with its article may be of: `amnet` of `amne`, `tiden` of `tid`."""
    return {name[: -len(end)] for end in ("t", "n", "et", "en") if name.endswith(end)}
