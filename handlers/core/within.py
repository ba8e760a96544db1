"""Finds a known name wherever it stands in a typed line, and leaves the words of a topic alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from config.filler import Filler
from handlers.core.matching import nameable, plain_letters

MOST_SEARCHED = 40  # words of a line, from the first one on, among which a name is looked for
MOST_WORDS = 60  # of a line that is searched at all: more is a text
LONGEST = 6  # words of a name
SHORT = 3  # letters of a name that counts only with a capital
LONG = 6  # letters of a word that may be a slip of a name
SLIP = 0.85
STEM = 4  # letters of a name without the word for a school at its end, where a capital or `på` marks it
AROUND = ",;:!?.()\"”“’'–-"


class _Way(IntEnum):
    """How a word finds a name, the best first."""

    WHOLE = 0
    PART = 1
    STEM = 2
    SLIP = 3


class _Hit(NamedTuple):
    """A name that was found: how, whether a small word leads there, from which word and before which."""

    way: _Way
    led: bool
    start: int
    end: int

    def rank(self) -> tuple[int, ...]:
        """Return by what the surest comes first, the longest of those that begin together."""
        return self.way, not self.led, self.start, -self.end

    def place(self) -> tuple[int, ...]:
        """Return by what the first comes first."""
        return self.start, self.way, -self.end


@dataclass(frozen=True)
class Found:
    """A name in a line: the words that name it, and what stands before and after it, as typed.

    A small word that leads to the name is in neither.
    """

    words: str
    before: str
    after: str


def find_name(
    text: str, names: Iterable[str], filler: Filler, *, eager: bool = False, first: bool = False
) -> Found | None:
    """Return the name that a line holds, the surest where it may be several; None where there is none.

    Args:
        text: what was typed; a long one is not searched.
        names: as people know them.
        filler: the words that find no name, and those that lead to one.
        eager: a name is wanted, so that a slip is taken for one, too.
        first: return the first in place of the surest.
    """
    words = text.split()
    if not words or len(words) > MOST_WORDS:
        return None
    known = _Names(
        frozenset(map(plain_letters, filler.common)), frozenset(map(plain_letters, filler.leading))
    )
    for name in names:
        known.add(plain_letters(name))
    return known.find(words, eager=eager, first=first)


@dataclass(frozen=True)
class _Names:
    """Names that may stand within a line, by the words that find them.

    Attributes:
        common: words that many names have, in plain letters.
        leading: small words that lead to a name, in plain letters.
    """

    common: frozenset[str]
    leading: frozenset[str]
    _parts: dict[str, list[str]] = field(default_factory=dict)
    _stems: dict[str, list[str]] = field(default_factory=dict)
    _firsts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Take a name in plain letters."""
        words = name.split()
        for word in words:
            if word not in self.common and any(map(str.isalpha, word)):
                _put(self._parts, word, name)
                stem = self._stem(word)
                if len(stem) >= STEM and stem.removesuffix("s") not in self.common:
                    _put(self._stems, stem, name)
        if words:
            self._firsts.setdefault(words[0], []).append(name)

    def _stem(self, word: str) -> str:
        """Return a word without the word for a school at its end, or ""."""
        ends = [end for end in self.common if len(end) >= STEM and word.endswith(end)]
        return word[: -max(map(len, ends))] if ends else ""

    def find(self, words: Sequence[str], *, eager: bool, first: bool) -> Found | None:
        """Return the surest name among words, or the first one."""
        searched = nameable(words, MOST_SEARCHED)
        plain = [plain_letters(word).strip(AROUND) for word in searched]
        hits = [hit for place in range(len(plain)) for hit in self._at(place, words, plain)]
        if not hits and eager:
            hits = list(self._slips(plain))
        if not hits:
            return None
        hit = min(hits, key=_Hit.place if first else _Hit.rank)
        return Found(
            _bare(words[hit.start : hit.end]),
            " ".join(words[: hit.start - hit.led]),
            _marks(words[hit.end - 1]) + " ".join(words[hit.end :]),
        )

    def _at(self, place: int, words: Sequence[str], plain: Sequence[str]) -> Iterator[_Hit]:
        """Yield how a word finds names."""
        word = plain[place]
        capital = words[place].lstrip(AROUND)[:1].isupper()
        for name in self._firsts.get(word, ()):
            count = len(name.split())
            small = len(name) <= SHORT or name in self.common
            if name == " ".join(plain[place : place + count]) and (capital or not small):
                yield _Hit(_Way.WHOLE, self._led(place, plain), place, place + count)
        if len(word) <= SHORT and not capital:
            return
        if word in self._parts:
            start, end = _widest(place, plain, self._parts[word])
            yield _Hit(_Way.PART, self._led(start, plain), start, end)
        elif word in self._stems:
            led = self._led(place, plain)
            if led or len(word) >= LONG or (capital and _goes_on(words, place)):
                yield _Hit(_Way.STEM, led, place, place + 1)

    def _slips(self, plain: Sequence[str]) -> Iterator[_Hit]:
        known = [*self._parts, *self._stems]
        for place, word in enumerate(plain):
            if len(word) < LONG or word in self.common:
                continue
            if process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=SLIP):
                yield _Hit(_Way.SLIP, self._led(place, plain), place, place + 1)

    def _led(self, place: int, plain: Sequence[str]) -> bool:
        return place > 0 and plain[place - 1] in self.leading


def _put(found: dict[str, list[str]], word: str, name: str) -> None:
    for form in _forms(word):
        found.setdefault(form, []).append(name)


def _forms(word: str) -> set[str]:
    """Return a word of a name with and without the s of a genitive."""
    bare = [word[:-1]] if word.endswith("s") and len(word) >= LONG else []
    return {one + ending for one in (word, *bare) for ending in ("", "s", "'s", "’s")}


def _widest(place: int, plain: Sequence[str], names: Sequence[str]) -> tuple[int, int]:
    """Return from where to where the most words around a place are all of one name, in its order."""
    for count in range(LONGEST, 1, -1):
        for start in range(max(place - count + 1, 0), min(place + 1, len(plain) - count + 1)):
            if any(_is_of(plain[start : start + count], name) for name in names):
                return start, start + count
    return place, place + 1


def _is_of(words: Sequence[str], name: str) -> bool:
    left = iter(name.split())
    return all(any(word in _forms(one) for one in left) for word in words)


def _goes_on(words: Sequence[str], place: int) -> bool:
    """Tell whether a word stands within a sentence, where a capital makes it a name."""
    before = words[place - 1] if place else ""
    return before[:1].islower() and not before.endswith((".", "!", "?", ":"))


def _bare(words: Sequence[str]) -> str:
    """Return the words of a name as typed, without marks around them and an apostrophe's genitive."""
    name = " ".join(words).strip(AROUND)
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _marks(word: str) -> str:
    """Return the mark behind a name that parts it from what follows, with a space."""
    return ", " if word.endswith((",", ";")) else ""
