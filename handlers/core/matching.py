"""Finds what people mean by a name, with typos and without å, ä and ö."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from storage.values.letters import seen, words_of

T = TypeVar("T")

CLOSE = 0.75
CLEAR = 0.12
LONGEST_WORD = 80  # letters: no word of a name or of a command is longer


def plain_letters(text: str) -> str:
    """Return the text case folded, without accents, unseen marks and double spaces, for comparing."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = seen(unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def name_letters(name: str) -> str:
    """Return a name in plain letters, with a space for a hyphen or comma in it, for seeking."""
    return plain_letters(words_of(name))


def nameable(words: Sequence[str], most: int) -> Sequence[str]:
    """Return the words at the front that may be of a name: at most so many, and none that is endless."""
    end = next((i for i, word in enumerate(words[:most]) if len(word) > LONGEST_WORD), most)
    return words[:end]


@dataclass(frozen=True)
class Match(Generic[T]):
    """What a name may mean: `found` best first; `exact` where it is the only one's whole name."""

    found: tuple[T, ...]
    exact: bool = False


def match(query: str, names: Sequence[tuple[str, T]]) -> Match[T]:
    """Return what `query` may mean among (name, thing) pairs; a thing may have several names.

    A whole name wins, before others one with the same å, ä and ö; else names whose words the query's words
    begin; else close ones with typos, that have no fewer words: a word too many is no slip.
    """
    wanted, letters = name_letters(query), words_of(query)
    plain = [(name_letters(name), thing) for name, thing in names]
    whole = [i for i, (name, _) in enumerate(plain) if name == wanted]
    if whole:
        same = [i for i in whole if words_of(names[i][0]) == letters]
        meant = _each([plain[i] for i in same or whole])
        return Match(meant, exact=len(meant) == 1)
    begun = [i for i, (name, _) in enumerate(plain) if _begins(wanted, name)]
    if begun or not wanted:
        own = [i for i in begun if not letters.isascii() and _begins(letters, words_of(names[i][0]))]
        return Match(_each([plain[i] for i in own or begun]))
    scored = sorted(((closeness(wanted, name), i) for i, (name, _) in enumerate(plain)), reverse=True)
    said = len(wanted.split())
    near = [(score, i) for score, i in scored if score >= CLOSE and said <= len(plain[i][0].split())]
    if len(near) > 1 and near[0][0] - near[1][0] >= CLEAR:
        near = near[:1]
    return Match(_each([plain[i] for _, i in near]))


def _each(named: Sequence[tuple[str, T]]) -> tuple[T, ...]:
    """Return the things, each once."""
    return tuple({id(thing): thing for _, thing in named}.values())


def closeness(wanted: str, name: str) -> float:
    """Return how close `wanted` is to the name or its first words, both in plain letters.

    From CLOSE to 1; 0 where it is not close. The first words alone must begin with the same letter, since
    those of schools end alike.
    """
    if len(wanted) * CLOSE > len(name):
        return 0.0
    start = " ".join(name.split()[: len(wanted.split())])
    ones = (name, start) if wanted[:1] == start[:1] else (name,)
    return max(OSA.normalized_similarity(wanted, one, score_cutoff=CLOSE) for one in ones)


def _begins(wanted: str, name: str) -> bool:
    words = name.split()
    return bool(wanted) and all(any(w.startswith(part) for w in words) for part in wanted.split())
