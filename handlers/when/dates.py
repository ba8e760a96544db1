"""Finds days of the month: in digits, in words, alone and several together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers.when.day_items import Date, Dates
from handlers.when.items import Item, Puzzle
from handlers.when.lexicon import (
    DAY,
    END,
    LETTER,
    MONTH,
    NO_HOURS,
    NUMBER_WORD,
    OR,
    ORDINAL_WORD,
    ORDINALS,
    UNITS,
    loose,
    month,
)
from handlers.when.typed import fold

_ISO = re.compile(r"(?P<y>20\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)(?:t(?=\d))?")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)(?:t(?=\d))?")
_SIX = re.compile(r"(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d.:-])")
_DASHED = re.compile(r"(\d\d)-(\d\d)-(\d\d)(?![\d.:-])")
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<y>20\d\d|(?<!-)\d\d)(?![\d:])"
)
_ALSO = r"(?:\s?,\s?(?:(?:och|and)\s)?|\s(?:och|o|samt|and)\s|\s?[&+]\s?)"
_REACHES = r"(?:\s?-\s?|\s(?:till|to|until)\s)"
_SEPARATORS = rf"(?:{_ALSO}|{_REACHES}|{OR})"
_THE = r"(?:(?:den|the|d\.?)\s|d\.(?=\d))"
_FULL_YEAR = rf"(?P<y>20\d\d){NO_HOURS}"
_SLASHED = re.compile(
    rf"{_THE}?(?P<days>(?:\d{{1,2}}{_SEPARATORS}(?:den\s)?){{0,12}}\d{{1,2}})\s?/\s?(?P<m>\d{{1,2}})(?![/.:]?\d)"
    rf"(?:\s?-\s?'?(?P<yy>(?<=\d-)[01]\d|2[5-9]|[3-9]\d)(?![\d.:/-])|(?:,?\s(?:år\s)?|-){_FULL_YEAR})?"
)
_DOTTED = r"\d{1,2}\.(?:0?[1-9]|1[0-2])(?!\d)"
_THE_DOTTED = re.compile(rf"{_THE}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})(?![.:]?\d|\s?-\s?{_DOTTED})\.?")
_ORDINAL = rf"(?:\d{{1,2}}(?::?[ae]|:?dje|:?de|st|nd|rd|th)?{END}(?!\.\d)|{ORDINAL_WORD}{END})"
_SUFFIXED = rf"(?:\d{{1,2}}(?::[ae]|e|:?dje|:?de|st|nd|rd|th){END})"
_DAYS = rf"{_THE}?{_ORDINAL}(?:{_SEPARATORS}{_THE}?{_ORDINAL}){{0,20}}"
_YEAR = (
    rf"(?:\.?,?\s?(?:år\s)?{_FULL_YEAR}|\.?(?:\s?-\s?'?|\s?'|\s)(?P<yy>2[5-9]|[3-9]\d)"
    rf"(?![\d.:/'-]|\s?(?:{UNITS}){END}|\.?\s(?:{MONTH}){END}))?"
)
_WORDED = re.compile(
    loose(
        rf"(?P<days>{_DAYS}?)\.?\s?(?:of\s|(?<=\d[ae]\s)i\s|(?<=\d:[ae]\s)i\s)?(?P<m>{MONTH}){END}(?!-(?!{MONTH}{END}){LETTER})(?:\.(?!\d))?{_YEAR}"
    )
)
_UNCOUNTED = rf"(?!\s(?:{UNITS}|veckor|weeks){END})"
_MONTH_FIRST = tuple(
    re.compile(
        rf"(?P<m>{MONTH}){END}\.?\s(?P<days>{_THE}?{_ORDINAL}{more})(?![:/]\d|\s?(?:am|pm|-(?!\s?{MONTH}{END}))|\.\d|\s{MONTH}{END}){_UNCOUNTED}"
        rf"(?:,?\s{_FULL_YEAR})?(?P<yy>)"
    )
    for more in (rf"(?:(?:{_ALSO}|{OR}){_THE}?{_ORDINAL})*", rf"{_REACHES}{_ORDINAL}", "")
)
_MONTHLESS = tuple(
    re.compile(
        rf"(?P<days>(?:{_THE}{_ORDINAL}|{_SUFFIXED}){more})(?![/:]\d|\s?-\s?\d|\.\d|\s(?:{UNITS}|veckor|weeks){END})"
    )
    for more in (rf"(?:(?:{_ALSO}|{OR}){_THE}?{_ORDINAL})*", "")
)
_COUNTED = re.compile(rf"(?:{_SUFFIXED}|{_THE}?{ORDINAL_WORD}{END})")
_CLOCK_WORDS = (
    "kl|klockan|at|from|från|fr|mellan|between|noon|mitt|half|halv|kvart|quarter|på|in|em|fm|f|e|p|och|and|samt"
    "|o|till|to|eller|or|v|vecka|week|i|of|varje|every|each|this|den|the"
)
# What makes an ordinal one of a row of things: "the first meeting".
_THING = re.compile(rf"\s(?!(?:{_CLOCK_WORDS}|{NUMBER_WORD}|{DAY}|{MONTH}){END}){LETTER}")
_MAY_END_IN_AN_HOUR = re.compile(r",\s?\d{1,2}$")
_EACH = re.compile(rf"\d{{1,2}}|{ORDINAL_WORD}")
_EITHER = re.compile(OR)
_ALL = re.compile(r"[-&+]|\b(?:och|o|and|samt|till|to|until)\b")


def dates(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the days of the month that may be named here."""
    yield from _digits(text, pos)
    for pattern in (_SLASHED, _WORDED, *_MONTH_FIRST, *_MONTHLESS):
        if (found := pattern.match(text, pos)) and (item := _several(found)):
            counts = pattern in _MONTHLESS and _COUNTED.match(text, pos) and _THING.match(text, found.end())
            yield replace(item, guessed=True) if counts and isinstance(item, Dates) else item, found.end()
    if found := _THE_DOTTED.match(text, pos):
        yield _single(None, int(found["m"]), int(found["d"])), found.end()


def _digits(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    for pattern in (_ISO, _COMPACT, _DAY_FIRST, _SIX):
        if found := pattern.match(text, pos):
            year = int(found["y"])
            yield _single(year + 2000 * (year < 100), int(found["m"]), int(found["d"])), found.end()
            return
    if found := _DASHED.match(text, pos):
        first, second, third = map(int, found.groups())
        for year, day in ((first, third), (third, first)):
            if 1 <= second <= 12 and 1 <= day <= 31 and year >= 25:
                yield _single(2000 + year, second, day), found.end()


def _several(found: re.Match[str]) -> Item | None:
    parts = found.groupdict()
    listed = parts["days"]
    days = [int(day) if day.isdigit() else ORDINALS[fold(day)] for day in _EACH.findall(listed)]
    name = parts.get("m")
    number = (int(name) if name.isdigit() else month(name)) if name else None
    year = int(parts["y"]) if parts.get("y") else 2000 + int(parts["yy"]) if parts.get("yy") else None
    between = _EACH.sub("", listed)
    stretch = len(days) > 1 and re.search(r"-|\b(?:till|to|until)\b", between) is not None
    either = _EITHER.search(between) is not None
    if (stretch and len(days) != 2) or (either and _ALL.search(between)):
        return None
    if (stretch and days[0] >= days[1]) or not all(_is_possible(year, number, day) for day in days):
        return Puzzle("date") if number else None
    dated = tuple(Date(day, number, year, short=bool(parts.get("yy"))) for day in days)
    or_hours = len(days) > 1 and days == sorted(days) and _MAY_END_IN_AN_HOUR.search(found[0]) is not None
    return Dates(dated, stretch=stretch, either=either, or_hours=or_hours)


def _single(year: int | None, number: int, day: int) -> Item:
    return Dates((Date(day, number, year),)) if _is_possible(year, number, day) else Puzzle("date")


def _is_possible(year: int | None, number: int | None, day: int) -> bool:
    try:
        date(year or 2024, number or 1, day)
    except ValueError:
        return False
    return True
