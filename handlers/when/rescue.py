"""Hands a left-over bare date phrase to dateparser: one that the grammar does not know, `15-okt-2026`.

dateparser guesses boldly, so it only ever sees a phrase of at most 40 characters that consists of one
month's name and numbers, never a clock time, and its answer counts only if it uses each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.when.day_items import Date, Dates, Weekdays
from handlers.when.items import Found, Hours, Item, Length, PartOfDay, Pieces, Puzzle
from handlers.when.lexicon import END, MONTH, month
from handlers.when.moment import Moment

LONGEST = 40
_PHRASE = re.compile(
    rf"(?:\d{{1,4}}(?:st|nd|rd|th|:?e|:?a)?{END}|\d{{1,2}}(?=[a-z])|{MONTH}(?![a-z])|den\s|the\s|of\s|[\s.,/'-])+"
)
_MONTH = re.compile(rf"(?<![a-z]){MONTH}(?![a-z])")
_LAST_YEAR = re.compile(r"(?<!\d)(?:2[5-9]|3\d)$")
_NUMBER = re.compile(r"\d+")


def rescued(ways: Sequence[Pieces], text: str, moment: Moment) -> Pieces | None:
    """Return a way with its left-over phrase read as a date, or None where none is a date beyond doubt."""
    asked: dict[str, Date | None] = {}
    for way in ways:
        left = _left_over(way)
        if not left:
            continue
        start, end = left[0].start, left[-1].end
        phrase = text[start:end]
        if phrase not in asked:
            asked[phrase] = _read(phrase, moment)
        if date := asked[phrase]:
            before, after = (piece for piece in way if piece.end <= start), (p for p in way if p.start >= end)
            return (*before, Found(Dates((date,)), start, end), *after)
    return None


def load_dateparser() -> None:
    """Load dateparser and its data."""
    _parse("15-okt-2026", ["sv", "en"], datetime(2026, 1, 1))  # noqa: DTZ001 - a date only
    _parse("oct the 15th", ["en", "sv"], datetime(2026, 1, 1))  # noqa: DTZ001 - a date only


def _left_over(way: Pieces) -> Pieces:
    """Return the pieces that no clock time, length or weekday accounts for, if they stand together."""
    left = tuple(piece for piece in way if not _is_read(piece.item))
    if any(isinstance(p.item, Puzzle) or (isinstance(p.item, Dates) and not p.item.guessed) for p in left):
        return ()
    return left if left and left == way[way.index(left[0]) : way.index(left[-1]) + 1] else ()


def _is_read(item: Item) -> bool:
    clock = isinstance(item, Hours) and item.marked and not item.guessed
    return clock or isinstance(item, (Length, PartOfDay, Weekdays))


def _read(phrase: str, moment: Moment) -> Date | None:
    """Return the date that dateparser reads, if it uses the month's name and all numbers of the phrase."""
    names = _MONTH.findall(phrase)
    if len(phrase) > LONGEST or len(names) != 1 or not _PHRASE.fullmatch(phrase):
        return None
    languages = ["en", "sv"] if moment.language == "en" else ["sv", "en"]
    found = _parse(phrase, languages, moment.now.replace(tzinfo=None))
    numbers = [int(number) for number in _NUMBER.findall(phrase)]
    if found is None or found.month != month(names[0]) or numbers.count(found.day) != 1 or len(numbers) > 2:
        return None
    numbers.remove(found.day)
    if not numbers:
        return Date(found.day, found.month)
    short = _LAST_YEAR.search(phrase)
    year = numbers[0] + 2000 if short and int(short[0]) == numbers[0] else numbers[0]
    return Date(found.day, found.month, year) if year == found.year else None


def _parse(phrase: str, languages: list[str], base: datetime) -> datetime | None:
    import dateparser  # noqa: PLC0415 - it takes a second to load, and most chats never need it

    return dateparser.parse(
        phrase,
        languages=languages,
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month"],
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": base,
        },
    )
