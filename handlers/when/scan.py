"""Finds what a text is made of, every way that it may be taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handlers.when.beside import beside
from handlers.when.clocks import hours
from handlers.when.counts import counts
from handlers.when.dates import dates
from handlers.when.day_items import Dates, Months, Weekdays, Weeks
from handlers.when.items import Found, Item, Puzzle, Times, Unknown
from handlers.when.lengths import lengths
from handlers.when.lexicon import DAY, END, LETTER, MONTH, SHORTEST_DAYS, UNITS, languages, loose
from handlers.when.nths import nths
from handlers.when.numbers import dotted, numbers
from handlers.when.phrases import phrases
from handlers.when.shifts import distances, same
from handlers.when.weekdays import weekdays
from handlers.when.weeks import months, terms, weeks, weeks_by_year

_MOST_WAYS = 16
_BARE_DAY = re.compile(r"\s\d{1,2}")
_WITHIN = re.compile(r"\b(?:i|in|under|during|20\d\d)\s$")
_LAST_HOURS = re.compile(r"(?:\s?,\s?\d{1,2})?(?:\s?-\s?\d{1,2})?")
_WORD = re.compile(r"\w+|.")
_LABELS = (
    "åk|årskurs|klass|grupp|grp|sal|rum|lokal|kap|kapitel|modul|omgång|nr|arbetslag|lag|sid|sida|sidor|sidorna"
    r"|grade|class|group|room|chapter|page|pages|s(?=\.\s?\d)"
)
_NUMBERED = (
    "möte|lärträff|träff|session|lektion|workshop|del|steg|part|step|lesson|meeting|fas|phase|uppföljning"
    "|handledning"
)
_MORE_DAYS = (
    r"(?:\s?,\s?\d{1,2})*(?:\s(?:och|o|and|samt|eller|or)\s|\s?[&+]\s?)"
    rf"(?:den\s)?\d{{1,2}}(?::?[ae])?\s?(?:/\s?\d|{MONTH}{END})"
)
_LABELLED = re.compile(
    loose(
        rf"(?:(?:{_LABELS})\.?\s?\d+[a-z]?"
        rf"(?:(?:\s?[-&/+]\s?\d+|\s?,\s?\d(?!\s?-)|\soch\s\d+)(?!\d|\s?/\s?\d|\s{MONTH}{END})[a-z]?)*"
        rf"|(?:{_NUMBERED})\s?\d{{1,2}}(?:\s(?:och|and|&)\s\d{{1,2}}(?=\s?,))?(?:\s(?:av|of)\s\d{{1,2}})?(?!\s?[-/]\s?\d|\s(?:to|till)\s\d|\s?(?:{UNITS}){END}|\s{MONTH}{END}|{_MORE_DAYS}))"
        rf"{END}(?![.:]\d)|f\s?-\s?\d{END}(?![.:/]\d)"
    )
)


_NAME = rf"(?:{MONTH}|{DAY})"
_COMPOUND = re.compile(rf"{_NAME}-(?!{_NAME}{END}|(?:kl|den|till){END})\w*{LETTER}[\w-]*")  # "mars-projektet"
_ITS_NUMBER = re.compile(
    rf"{LETTER}+\s[1-9](?:[-/][1-9])?(?=\s?[,;:)]|\s|$)"
    rf"(?!\s\d|\s?,\s?\d(?![\d.:])|\s?-|\s(?:{UNITS}|{MONTH}|{DAY}{END}\s{MONTH}){END}"
    rf"|\s(?:och|eller|and|or|to|till)\s\d)"
)
_COUNTED_THINGS = re.compile(rf"\d{{1,3}}(?=\s{LETTER}{{3}})")  # "4 elever", behind a clock time
_CLOCK = re.compile(r"(?<!\w)(?:kl|klo|klockan|at)\.?\s?\d|(?<![\d.])\d{1,2}[.:]\d\d(?!\d)|\d\s?[ap]m(?!\w)")


def _labelled(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    for pattern in (_LABELLED, _COMPOUND):
        if found := pattern.match(text, pos):
            yield Unknown(), found.end()


_Recogniser = Callable[[str, int], Iterator[tuple[Item, int]]]
_FROM_DIGITS: tuple[_Recogniser, ...] = (
    hours,
    dotted,
    lengths,
    dates,
    weeks,
    weeks_by_year,
    nths,
    weekdays,
    counts,
    numbers,
)
_FROM_LETTERS: tuple[_Recogniser, ...] = (
    hours,
    lengths,
    dates,
    weeks,
    months,
    terms,
    nths,
    weekdays,
    beside,
    counts,
    phrases,
    _labelled,
)
_OF_MOVES: tuple[_Recogniser, ...] = (distances, same)
_FROM_SIGNS: tuple[_Recogniser, ...] = (hours, lengths, phrases)


def ways(text: str, language: str, *, moved: bool = False) -> list[tuple[Found, ...]]:
    """Return the ways to take an even text apart, the likeliest first; none where they are more than 16.

    Where it is the new time of something that is `moved`, it may say how far, or what stays the same.
    """
    spoken = languages(text) or {language}
    open_ways: list[tuple[Found, ...]] = [()]
    done: list[tuple[Found, ...]] = []
    cache: dict[int, list[Found]] = {}
    while open_ways:
        way = open_ways.pop()
        pos = way[-1].end if way else 0
        if text[pos : pos + 1] == " ":
            pos += 1
        if pos == len(text):
            done.append(way)
            continue
        if pos not in cache:
            cache[pos] = _pieces(text, pos, spoken, _OF_MOVES if moved else ())
        open_ways.extend((*way, piece) for piece in reversed(cache[pos]))
        if len(open_ways) + len(done) > _MOST_WAYS:
            return []
    return done


def begins(text: str, language: str) -> bool:
    """Tell whether an even text begins with anything that is known, so that it is worth taking apart."""
    spoken = languages(text) or {language}
    return any(not isinstance(piece.item, Unknown) for piece in _pieces(text, 0, spoken)) if text else False


def _pieces(
    text: str, pos: int, spoken: frozenset[str] | set[str], more: tuple[_Recogniser, ...] = ()
) -> list[Found]:
    first = text[pos]
    recognisers = _FROM_DIGITS if first.isdigit() else _FROM_LETTERS if first.isalpha() else _FROM_SIGNS
    all_of_them = (*more, *recognisers)
    found = [Found(item, pos, end) for recognise in all_of_them for item, end in recognise(text, pos)]
    if not found:
        word = _WORD.match(text, pos)
        numbered = _ITS_NUMBER.match(text, pos)
        if numbered and (_CLOCK.search(text, numbered.end()) or _CLOCK.search(text[:pos])):
            word = numbered  # "svenska 2"
        elif (counted := _COUNTED_THINGS.match(text, pos)) and _CLOCK.search(text[:pos]):
            word = counted
        return [Found(Unknown(), pos, word.end() if word else pos + 1)]
    longest = max(piece.end for piece in found)
    best = [piece for piece in dict.fromkeys(found) if piece.end == longest]
    if any(isinstance(piece.item, Times) for piece in best):
        return [piece for piece in best if isinstance(piece.item, Times)]
    if text[pos:longest].rstrip(".") in SHORTEST_DAYS and len(best) > 1:
        best = [
            piece for piece in best if ("sv" if isinstance(piece.item, Weekdays) else "en") in spoken
        ] or best
    return best + [piece for piece in dict.fromkeys(found) if _rivals(best[0].item, piece, text, longest)]


def _rivals(item: Item, piece: Found, text: str, longest: int) -> bool:
    """Whether a shorter piece is as likely: `v 42, 14` may be one week and an hour."""
    if piece.end >= longest or not isinstance(item, (Weeks, Dates, Puzzle)):
        return False
    if isinstance(item, Dates) and isinstance(piece.item, Months):
        bare = _BARE_DAY.fullmatch(text, piece.end, longest)
        return bare is None or _WITHIN.search(text, 0, piece.start) is not None
    same = Dates if isinstance(item, Dates) else Weeks
    return isinstance(piece.item, same) and _LAST_HOURS.fullmatch(text, piece.end, longest) is not None
