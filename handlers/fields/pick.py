"""The base of the fields that name a document: by id from a list, or by name with typos."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from itertools import dropwhile
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.left_over import says_nothing
from handlers.core.matching import CLOSE, closeness, match, name_letters, nameable, plain_letters
from handlers.core.replies import Input, Option
from handlers.core.view import View
from handlers.core.within import Found, find_name
from handlers.core.words import LANGUAGES
from handlers.fields.text import MARKS, bare
from storage.documents.base import Document
from storage.documents.drafts import Raw, Understood
from storage.values.texts import Message, Refusal, t, typed

D = TypeVar("D", bound=Document)

MOST_WORDS = 6
_AND = re.compile(r"[,;+&/] ?(?:och|samt|and)? |\b(?:och|samt|and)\b", re.IGNORECASE)
_LISTED_WITH = ",("  # what parts a name from what is listed beside it
MOST_OFFERS = 5
MOST_LISTED = 100


class PickKind(FieldKind, Generic[D]):
    """Finds one document among those that the person may choose here."""

    input: ClassVar[Input] = Input.SEARCH
    joined: ClassVar[bool] = True  # two names with `och` between them are asked about
    none: ClassVar[Message] = t("There is nothing to choose here yet.")
    document: type[D]

    @abstractmethod
    async def candidates(self, view: View) -> Sequence[D]:
        """Return what may be chosen, the likeliest first."""

    @abstractmethod
    async def name(self, document: D, view: View) -> str:
        """Return the name that people know it by."""

    @abstractmethod
    async def check(self, document: D, view: View) -> None:
        """Raise Refusal where this person may not choose this one now."""

    async def label(self, document: D, view: View) -> Message:
        """Return how it is listed."""
        return typed(await self.name(document, view))

    async def names(self, document: D, text: str, view: View) -> Sequence[str]:
        """Return all names that it may be called by in a text, the one that people know it by first."""
        return (await self.name(document, view),)

    async def labels(self, documents: Sequence[D], view: View) -> Sequence[Message]:
        """Return how each of several is listed."""
        return [await self.label(one, view) for one in documents]

    async def also_called(self, document: D, view: View) -> Sequence[str]:
        """Return what else it is called where it is shown, such as with its year."""
        return ()

    async def others(self, view: View) -> Sequence[str]:
        """Return names that people may type here though they can't be chosen, so that they are told."""
        return ()

    def unknown(self, text: str) -> Message:
        """Return what to say where nothing is called so."""
        return t("I can't find “{text}”. Check the spelling, or choose from the list.", text=text[:60])

    async def example(self, view: View) -> str:
        """Return the likeliest one's name."""
        for one in await self.candidates(view):
            return await self.name(one, view)
        return ""

    async def why_not(self, text: str, view: View) -> Message:
        """Return what to say where nothing that can be chosen is called so."""
        return self.unknown(text)

    async def why_none(self, view: View) -> Message | None:
        """Return what is said where there are no candidates."""
        return None if await self.candidates(view) else self.none

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the document. Raises Problem where nothing, or more than one thing, is meant."""
        text = bare(raw)
        document = await view.get(self.document, text)
        if document is not None:
            await self._checked(document, view)
            return Read(document)
        candidates = await self.candidates(view)
        if not candidates:
            raise Problem(self.none)
        found = match(text, await self._named(candidates, text, view))
        if not found.found:
            shown = [(name, one) for one in candidates for name in await self.also_called(one, view)]
            found = match(text, shown)
        if not found.found and (listed := await self._as_listed(text, "", view)):
            return Read(await view.need(self.document, listed[0]))
        if not found.found and (several := await self._several(text, candidates, view)):
            raise several
        if len(found.found) != 1:
            asks = t("More than one is called that. Which one?")
            raise Problem(
                asks if found.found else await self.why_not(text, view),
                await self._offers(found.found[:MOST_OFFERS], view),
            )
        return Read(found.found[0], exact=found.exact)

    async def _named(self, documents: Sequence[D], text: str, view: View) -> list[tuple[str, D]]:
        return [(name, one) for one in documents for name in await self.names(one, text, view)]

    async def _offers(self, documents: Sequence[D], view: View) -> list[Offer]:
        labels = await self.labels(documents, view)
        return [Offer(label, Understood(value=one.id)) for one, label in zip(documents, labels, strict=True)]

    async def _several(self, text: str, candidates: Sequence[D], view: View) -> Problem | None:
        """Return the question which of two that are joined is meant; None where they aren't two names."""
        parts = [part.strip() for part in _AND.split(text) if part.strip()]
        if not self.joined or len(parts) != 2:
            return None
        named = await self._named(candidates, text, view)
        others = [(name, None) for name in await self.others(view)]
        meant = [match(part, named).found for part in parts]
        known = [match(part, others).found or found for part, found in zip(parts, meant, strict=True)]
        if not all(known):
            return None
        offered = list({one.id: one for found in meant for one in found}.values())
        asks = t("One at a time: which of them first, {names}?", names=text)
        return Problem(asks, await self._offers(offered, view))

    async def _checked(self, document: D, view: View) -> None:
        try:
            await self.check(document, view)
        except Refusal as refusal:
            raise Problem(refusal.message) from refusal

    def to_json(self, value: Any) -> JsonValue:
        """Return the id."""
        return str(value.id)

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the document of the id. Raises Problem where it is gone, or can't be chosen now."""
        document = await view.get(self.document, str(kept))
        if document is None:
            raise Problem(t("What was chosen here is no longer kept. Choose again."))
        await self._checked(document, view)
        return Read(document)

    async def options(self, view: View, query: str = "") -> list[Option]:
        """Return what may be chosen, that which matches `query` first."""
        documents = list(await self.candidates(view))
        if query:
            documents = list(match(query, await self._named(documents, query, view)).found)
        documents = documents[:MOST_LISTED]
        labels = await self.labels(documents, view)
        return [Option(value=one.id, label=label) for one, label in zip(documents, labels, strict=True)]

    async def chosen(self, raw: Raw, view: View) -> tuple[Option, ...]:
        """Return the option of an id, or of a name that can mean one thing only."""
        try:
            document = (await self.read(raw, view)).value if raw else None
        except Problem:
            return ()
        return (Option(value=document.id, label=await self.label(document, view)),) if document else ()

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a name as `take_one` does, with another that is joined to it, for `read` to ask about."""
        taken = await self.take_one(text, view)
        return await self._with_another(*taken, view) if taken else None

    async def _with_another(self, raw: Raw, rest: str, view: View) -> tuple[Raw, str]:
        joins = _AND.match(rest) if self.joined else None
        second = await self.take_one(rest[joins.end() :].strip(), view) if joins else None
        if joins is None or second is None or second[0] == raw:
            return raw, rest
        mark = joins[0].strip()
        return f"{raw}{'' if mark == ',' else ' '}{mark} {second[0]}", second[1]

    async def take_one(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a name or an id from the front, past emoji: as listed, some of its words, or a close one."""
        words = list(dropwhile(says_nothing, text.split()))
        names = await self._names(text, view)
        named = _front(words, names, names_it)
        if named:
            return await self._as_listed(*named, view) or named
        if words and await view.get(self.document, words[0]) is not None:
            return words[0], " ".join(words[1:])
        return _front(words, names, close_to) or _front(words, await self.others(view), names_it)

    async def find(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Find a name wherever it stands, and take the small word that leads to it along."""
        found = await self.within(text, view)
        if found is None:
            return None
        named = await self._as_listed(found.words, found.after, view) or (found.words, found.after)
        raw, after = await self._with_another(*named, view)
        return raw, f"{found.before} {after}".strip()

    async def within(self, text: str, view: View, *, first: bool = False) -> Found | None:
        """Return the surest name in a line, or the `first`; also one of those that can't be chosen."""
        eager = not await self.default(view)
        names = [*await self._names(text, view), *await self.others(view)]
        return find_name(text, names, view.municipality.filler, eager=eager, first=first)

    async def _names(self, text: str, view: View) -> list[str]:
        candidates = await self.candidates(view)
        names = [name for name, _ in await self._named(candidates, text, view)]
        return names + [name for one in candidates for name in await self.also_called(one, view)]

    async def _as_listed(self, named: str, rest: str, view: View) -> tuple[str, str] | None:
        """Return the id of what is listed with this name and the words after it, and what follows those."""
        whole = f"{named}{'' if rest.startswith(',') else ' '}{rest}".split()
        if not any(mark in f"{named} {rest}" for mark in _LISTED_WITH):
            return None
        plain = plain_letters(" ".join(whole))
        for one in await self.candidates(view):
            if not plain.startswith(plain_letters(await self.name(one, view))):
                continue
            label = await self.label(one, view)
            for language in LANGUAGES:
                words = plain_letters(view.words.text(label, language)).split()
                if plain_letters(" ".join(whole[: len(words)])).rstrip(MARKS).split() == words:
                    return one.id, " ".join(whole[len(words) :])
        return None

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the document that a text names, if it says nothing else. Raises Problem for several."""
        taken = await self.take_one(text, view)
        return await self.read(taken[0], view) if taken and not taken[1] else None


def _front(
    words: Sequence[str], names: Iterable[str], test: Callable[[str, str], bool]
) -> tuple[str, str] | None:
    plain = [name_letters(name) for name in names]
    for count in range(len(nameable(words, MOST_WORDS)), 0, -1):
        part = " ".join(words[:count])
        wanted = name_letters(part.rstrip(MARKS))
        if any(test(wanted, name) for name in plain):
            marks = part[len(part.rstrip(MARKS)) :]
            return part.rstrip(MARKS), " ".join([*([marks] if marks else []), *words[count:]])
    return None


def names_it(part: str, name: str) -> bool:
    """Tell whether `part` is the name, its beginning, or some of its words in their order."""
    if part == name:
        return True
    return len(part) >= 3 and bool(name) and (name.startswith(part) or _in_order(part.split(), name.split()))


def _in_order(part: Sequence[str], name: Sequence[str]) -> bool:
    first, *rest = part
    if len(first) >= 3 and name[0].startswith(first):
        left = iter(name[1:])
        return all(word in left for word in rest)
    left = iter(name)
    return all(word in left for word in part)


def close_to(part: str, name: str) -> bool:
    """Tell whether `part` is the name but for typos; both in plain letters."""
    return len(part) >= 4 and len(part.split()) <= len(name.split()) and closeness(part, name) >= CLOSE
