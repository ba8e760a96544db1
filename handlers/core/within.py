"""Finds a known name wherever it stands in a typed line, and leaves the words of a topic alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from config.filler import Filler
from handlers.core.matching import name_letters, nameable, plain_letters

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
    line = _Line(words, filler)
    plain = list(
        dict.fromkeys(plain for name in names for plain in (plain_letters(name), name_letters(name)))
    )
    hits = [hit for name in plain for hit in line.hits(name)]
    if not hits and eager:
        hits = list(line.slips(plain))
    return line.around(min(hits, key=_Hit.place if first else _Hit.rank)) if hits else None


class _Line:
    """The words of a line, among which names are looked for."""

    def __init__(self, words: Sequence[str], filler: Filler) -> None:
        self._words = words
        self._plain = [plain_letters(word).strip(AROUND) for word in nameable(words, MOST_SEARCHED)]
        self._common = frozenset(map(plain_letters, filler.common))
        self._leading = frozenset(map(plain_letters, filler.leading))
        self._ends = tuple(word for word in self._common if len(word) >= STEM)
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._plain):
            for name in _named_by(word):
                self._places.setdefault(name, []).append(place)

    def hits(self, name: str) -> Iterator[_Hit]:
        """Yield where a name in plain letters stands, whole or by a word that is its own."""
        parts = name.split()
        for place in self._places.get(parts[0], ()) if parts else ():
            end = place + len(parts)
            small = len(name) <= SHORT or name in self._common
            if self._plain[place:end] == parts and not (small and not self._has_capital(place)):
                yield _Hit(_Way.WHOLE, self._led(place), place, end)
        for part in parts:
            yield from self._of_part(part, parts)

    def _of_part(self, part: str, parts: Sequence[str]) -> Iterator[_Hit]:
        if part in self._common:
            return
        for place in self._places.get(part, ()):
            if len(self._plain[place]) > SHORT or self._has_capital(place):
                start, end = self._widest(place, parts)
                yield _Hit(_Way.PART, self._led(start), start, end)
        for place in self._places.get(self._stem(part), ()):
            led = self._led(place)
            if led or len(self._plain[place]) >= LONG or (self._has_capital(place) and self._goes_on(place)):
                yield _Hit(_Way.STEM, led, place, place + 1)

    def slips(self, names: Sequence[str]) -> Iterator[_Hit]:
        """Yield the words that are nearly one of a name."""
        parts = {part for name in names for part in name.split() if part not in self._common}
        stems = filter(None, map(self._stem, parts))
        known = {*parts, *stems, *(part.removesuffix("s") for part in parts)}
        for place, word in enumerate(self._plain):
            if len(word) < LONG or word in self._common:
                continue
            if process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=SLIP):
                yield _Hit(_Way.SLIP, self._led(place), place, place + 1)

    def around(self, hit: _Hit) -> Found:
        """Return a name with what stands around it."""
        return Found(
            _bare(self._words[hit.start : hit.end]),
            " ".join(self._words[: hit.start - hit.led]),
            _marks(self._words[hit.end - 1]) + " ".join(self._words[hit.end :]),
        )

    def _stem(self, part: str) -> str:
        """Return a word without the word for a school at its end; "" where that leaves nothing of its own."""
        if not part.endswith(self._ends):
            return ""
        stem = part[: -max(len(end) for end in self._ends if part.endswith(end))]
        return stem if len(stem) >= STEM and stem.removesuffix("s") not in self._common else ""

    def _widest(self, place: int, parts: Sequence[str]) -> tuple[int, int]:
        """Return from where to where the most words around a place are all of one name, in its order."""
        for count in range(min(LONGEST, len(parts)), 1, -1):
            for start in range(max(place - count + 1, 0), min(place + 1, len(self._plain) - count + 1)):
                if _is_of(self._plain[start : start + count], parts):
                    return start, start + count
        return place, place + 1

    def _led(self, place: int) -> bool:
        return place > 0 and self._plain[place - 1] in self._leading

    def _has_capital(self, place: int) -> bool:
        return self._words[place].lstrip(AROUND)[:1].isupper()

    def _goes_on(self, place: int) -> bool:
        """Tell whether a word stands within a sentence, where a capital makes it a name."""
        before = self._words[place - 1] if place else ""
        return before[:1].islower() and not before.endswith((".", "!", "?", ":"))


def _named_by(word: str) -> set[str]:
    """Return the words of names that a typed word can be, with and without the s of a genitive."""
    bare = {word} | {word.removesuffix(ending) for ending in ("s", "'s", "’s")}
    return bare | {f"{one}s" for one in bare if len(one) + 1 >= LONG}


def _is_of(words: Sequence[str], parts: Sequence[str]) -> bool:
    left = iter(parts)
    return all(any(one in _named_by(word) for one in left) for word in words)


def _bare(words: Sequence[str]) -> str:
    """Return the words of a name as typed, without marks around them and an apostrophe's genitive."""
    name = " ".join(words).strip(AROUND)
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _marks(word: str) -> str:
    """Return the mark behind a name that parts it from what follows, with a space."""
    return ", " if word.endswith((",", ";")) else ""
