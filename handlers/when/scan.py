"""Finds what a text is made of, every way that it may be taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handlers.when.clocks import dotted, hours, numbers
from handlers.when.counts import counts
from handlers.when.dates import dates
from handlers.when.items import Dates, Found, Item, Months, Puzzle, Unknown, Weekdays, Weeks
from handlers.when.lengths import lengths
from handlers.when.lexicon import END, SHORTEST_DAYS, languages, loose
from handlers.when.phrases import phrases
from handlers.when.weekdays import weekdays
from handlers.when.weeks import months, terms, weeks

_MOST_WAYS = 16
_LAST_HOUR = re.compile(r"\s?,\s?\d{1,2}")
_WORD = re.compile(r"\w+|.")
_LABELS = "åk|årskurs|klass|grupp|grp|sal|rum|lokal|kap|kapitel|modul|omgång|nr|arbetslag|lag|grade|class|group|room|chapter"
_NUMBERED = "möte|lärträff|träff|session|lektion|workshop|del|steg|part|step|lesson|meeting|fas|phase"
_LABELLED = re.compile(
    loose(
        rf"(?:(?:{_LABELS})\.?\s?\d+[a-z]?(?:\s?[-,&/]\s?\d+[a-z]?|\soch\s\d+[a-z]?)*|(?:{_NUMBERED})\s?\d{{1,2}}(?!\s?-\s?\d)){END}(?![.:]\d)"
    )
)


def _labelled(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    if found := _LABELLED.match(text, pos):
        yield Unknown(), found.end()


_RECOGNISERS: tuple[Callable[[str, int], Iterator[tuple[Item, int]]], ...] = (
    hours, dotted, lengths, dates, weeks, months, terms, weekdays, counts, phrases, numbers, _labelled,
)  # fmt: skip


def ways(text: str, language: str) -> list[tuple[Found, ...]]:
    """Return the ways to take an even text apart, the likeliest first; at most 16."""
    spoken = languages(text) or {language}
    taken: list[tuple[Found, ...]] = [()]
    done: list[tuple[Found, ...]] = []
    cache: dict[int, list[Found]] = {}
    while taken:
        way = taken.pop()
        pos = way[-1].end if way else 0
        while pos < len(text) and text[pos] == " ":
            pos += 1
        if pos == len(text):
            done.append(way)
            continue
        if pos not in cache:
            cache[pos] = _pieces(text, pos, spoken)
        room = _MOST_WAYS - len(taken) - len(done)
        taken.extend((*way, piece) for piece in reversed(cache[pos][: max(1, room)]))
    return done


def _pieces(text: str, pos: int, spoken: frozenset[str] | set[str]) -> list[Found]:
    found = [Found(item, pos, end) for recognise in _RECOGNISERS for item, end in recognise(text, pos)]
    if not found:
        word = _WORD.match(text, pos)
        return [Found(Unknown(), pos, word.end() if word else pos + 1)]
    longest = max(piece.end for piece in found)
    best = [piece for piece in dict.fromkeys(found) if piece.end == longest]
    if text[pos:longest].rstrip(".") in SHORTEST_DAYS and len(best) > 1:
        best = [
            piece for piece in best if ("sv" if isinstance(piece.item, Weekdays) else "en") in spoken
        ] or best
    return best + [piece for piece in dict.fromkeys(found) if _rivals(best[0].item, piece, text, longest)]


def _rivals(item: Item, piece: Found, text: str, longest: int) -> bool:
    """Whether a shorter piece is as likely: `v 42, 14` may be one week and an hour."""
    if piece.end >= longest or not isinstance(item, (Weeks, Dates, Puzzle)):
        return False
    if not isinstance(item, Dates):
        return isinstance(piece.item, Weeks)
    if isinstance(piece.item, Dates):
        return _LAST_HOUR.fullmatch(text, piece.end, longest) is not None
    return isinstance(piece.item, Months)
