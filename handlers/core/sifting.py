"""Sifts a list by the words that follow its command: names, and what things are, such as a role."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.distance import Prefix

from handlers.core.matching import CLEAR, CLOSE, closeness, plain_letters
from storage.values.letters import one_spelling, words_of

T = TypeVar("T")

_WORD = re.compile(r"[,;]|[^\s,;=]+")
_JOINS = frozenset({",", ";", "och", "samt", "eller", "and", "or", "&", "+"})
_FILLERS = frozenset({"i", "pa", "vid", "med", "som", "ar", "har", "alla", "allt", "hela", "lista", "listan"})
_FILLERS |= {"in", "at", "with", "who", "are", "is", "the", "all", "everything", "list"}
_DENIALS = frozenset({"inte", "ej", "icke", "utom", "not", "except", "without", "utan"})
_ENDINGS = frozenset({"", "a", "e", "n", "r", "s", "t", "na", "ar", "er", "or", "en", "et", "an", "ns"})
_ENDINGS |= {"arna", "erna", "orna", "rna", "nde"}
NAME = "name"
AT_ONCE = 50  # rows for each of which a word is looked up before others get their turn: some 2 ms
_STEM = 4  # letters that an inflected word keeps at least
_LONG = 7  # letters that are enough to know a long word by, whatever follows
_SHORT = 3


@dataclass(frozen=True)
class Trait:
    """What some rows are.

    Attributes:
        sort: of what sort it is. Several of one sort widen a list, those of several sorts narrow it.
        id: what rows call it.
        names: what people may type for it, in any language.
    """

    sort: str
    id: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Row(Generic[T]):
    """A thing with its own name first, then names that it belongs to, and the ids of its traits."""

    thing: T
    names: tuple[str, ...]
    traits: frozenset[str] = frozenset()


def sift(query: str, rows: Sequence[Row[T]], traits: Iterable[Trait] = ()) -> list[T]:
    """Return the things that `query` asks for, in their order; all where it asks for nothing.

    A thing's whole name finds it alone. Otherwise words that name a trait, inflected or not, choose by
    it, and other words by the beginnings of the names' words, then with typos. All words must fit;
    names parted by `och`, `or` or a comma are alternatives. What is not to be found can't be said.
    """
    words = _words(query)
    known = {name: _words(name) for name in {name for row in rows for name in row.names}}
    called = [row for row in rows if known[row.names[0]] == words]
    same = [row for row in called if words_of(row.names[0]) == words_of(query)]
    if called:
        return [row.thing for row in same or called]
    return [rows[index].thing for index in sorted(_Sieve(rows, known, traits).keep(words))]


async def sifted(query: str, rows: Sequence[Row[T]], traits: Iterable[Trait] = ()) -> list[T]:
    """Return what `sift` does; where there is much to look at in a thread, so that others get their turn."""
    traits = tuple(traits)
    if len(rows) * len(query.split()) <= AT_ONCE:
        return sift(query, rows, traits)
    return await asyncio.to_thread(sift, query, rows, traits)


class _Sieve(Generic[T]):
    """Knows by which words rows are found. Rows are meant by their indexes; `known` has the names' words."""

    def __init__(
        self, rows: Sequence[Row[T]], known: Mapping[str, Sequence[str]], traits: Iterable[Trait]
    ) -> None:
        self._all = set(range(len(rows)))
        self._phrases: list[tuple[list[str], str, set[int]]] = []
        self._traits: list[tuple[str, str, set[int]]] = []
        for trait in traits:
            own = {index for index, row in enumerate(rows) if trait.id in row.traits}
            for words in filter(None, map(_telling, map(_words, trait.names))):
                self._phrases.append((words, trait.sort, own))
                self._traits += [(word, trait.sort, own) for word in words]
        self._phrases.sort(key=lambda phrase: len(phrase[0]), reverse=True)
        names: dict[str, set[int]] = {}
        for index, row in enumerate(rows):
            for word in (word for name in row.names for word in known[name]):
                names.setdefault(word, set()).add(index)
        self._names = [(word, NAME, own) for word, own in names.items()]

    def keep(self, words: Sequence[str]) -> set[int]:
        """Return the rows that the words ask for."""
        chosen: dict[str, set[int]] = {}
        named: list[set[int]] = []
        joined = True
        rest = _telling(words)
        while rest:
            said, sort, own = self._first(rest)
            rest = rest[len(said) :]
            if sort == NAME:
                named[len(named) :] = [own] if joined else [named.pop() & own]
                joined = False
            elif sort:
                chosen[sort] = chosen.get(sort, set()) | own
            elif said[0] in _JOINS:
                joined = True
        kept = set.union(*named) if named else self._all
        return kept.intersection(*chosen.values())

    def _first(self, words: Sequence[str]) -> tuple[Sequence[str], str, set[int]]:
        """Return the words that belong together at the front, of what sort they are, and their rows."""
        phrase = next((one for one in self._phrases if _said(one[0], words)), None)
        if phrase:
            return phrase
        word = words[0]
        if word in _JOINS:
            return [word], "", set()
        sort, own = self._found(word)
        return [word], sort, own

    def _found(self, word: str) -> tuple[str, set[int]]:
        """Return what a word finds that is no trait's whole name, and of what sort that is."""
        stem = word[:-2]
        names = [one for one in self._names if one[0].startswith(word)]
        kin = [one for one in self._traits if len(stem) >= _LONG and one[0].startswith(stem)]
        if names or kin:
            rows, sorts = _rows((*names, *kin)), {sort for _, sort, _ in kin}
            return (sorts.pop() if len(sorts) == 1 and rows == _rows(kin) else NAME), rows
        if len(word) < _SHORT or word in _DENIALS:
            return NAME, set()
        begun = [one for one in self._traits if one[0].startswith(word)]
        within = [one for one in self._traits if len(word) > _STEM and word in one[0]]
        found = begun or self._near(word) or within
        sorts = {sort for _, sort, _ in found}
        return sorts.pop() if len(sorts) == 1 else NAME, _rows(found)

    def _near(self, word: str) -> list[tuple[str, str, set[int]]]:
        """Return the closest words with their sorts and rows, for typos."""
        scored = [(closeness(word, one[0]), one) for one in (*self._names, *self._traits)]
        best = max((score for score, _ in scored), default=0.0)
        return [one for score, one in scored if score >= CLOSE and score > best - CLEAR]


def _words(text: str) -> list[str]:
    return _WORD.findall(plain_letters(one_spelling(text).replace("-", " ")))


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _FILLERS]


def _rows(found: Iterable[tuple[str, str, set[int]]]) -> set[int]:
    return set().union(*(own for _, _, own in found))


def _said(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the words begin with the phrase, inflected or not."""
    return len(words) >= len(phrase) and all(map(_same, phrase, words))


def _same(one: str, other: str) -> bool:
    shared = Prefix.similarity(one, other)
    return one == other or (shared >= _STEM and {one[shared:], other[shared:]} <= _ENDINGS)
