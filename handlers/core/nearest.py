"""The commands that somebody may have meant by what is none, each with the rest of the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from handlers.core.declaration import Declaration
from handlers.core.matching import plain_letters
from handlers.core.small_talk import bare
from handlers.core.view import View

MOST = 3
SHORTEST = 3  # letters of a word that may be a slip of a command's
MARKS = ",;:.!?"
_LETTERS = ((5, 1), (8, 2))  # of how many letters a word may have how many slips
_MOST_SLIPS = 3


@dataclass(frozen=True)
class Near:
    """A command that may be meant.

    Attributes:
        spec: the command.
        place: how many words stand before its own.
        words: how many words were taken for its name.
        score: how sure it is, from 0 to 100.
    """

    spec: Declaration
    place: int
    words: int
    score: float


def nearest(text: str, view: View, cutoff: int, *, anywhere: bool = False) -> list[Near]:
    """Return the commands that the first word or two are a slip of, the likeliest first, at most three.

    Args:
        text: what was typed.
        view: only what its reader may send is found.
        cutoff: how close they must come, 0 to 100.
        anywhere: whether a command's words are found further on, too; the most of them count.
    """
    words = {
        plain_letters(word): spec for spec in view.commands for word in spec.words if view.may_send(spec)
    }
    said = [word.strip(MARKS) for word in bare(text).split()]
    found = [*(_within(said, words) if anywhere else ()), *_slips(said, words, cutoff)]
    found.sort(key=lambda near: (-near.score, near.place))
    return list({near.spec.name: near for near in reversed(found)}.values())[::-1][:MOST]


def _slips(said: Sequence[str], words: Mapping[str, Declaration], cutoff: int) -> Iterator[Near]:
    for count in (1, 2):
        start = " ".join(said[:count])
        if len(said) >= count and len(start) >= SHORTEST:
            for word, spec in words.items():
                score = fuzz.ratio(start, word, score_cutoff=cutoff)
                if score and _is_slip(start, word):
                    yield Near(spec, 0, count, score)


def _within(said: Sequence[str], words: Mapping[str, Declaration]) -> Iterator[Near]:
    """Yield the commands whose whole name stands somewhere, the longest from each word on."""
    longest = max((len(word.split()) for word in words), default=0)
    place = 0
    while place < len(said):
        counts = range(min(longest, len(said) - place), 0, -1)
        count = next((count for count in counts if " ".join(said[place : place + count]) in words), 0)
        if count:
            yield Near(words[" ".join(said[place : place + count])], place, count, 100)
        place += count or 1


def _is_slip(said: str, word: str) -> bool:
    """Tell whether one is the other but for letters left out, doubled, swapped or wrong."""
    most = next((slips for letters, slips in _LETTERS if len(word) <= letters), _MOST_SLIPS)
    slips = OSA.distance(said, word, score_cutoff=most)
    return slips <= 1 or (slips <= most and said[0] == word[0])
