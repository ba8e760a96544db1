"""Finds numbers that may be a clock time, a date or neither: `15.10`, `14`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.when.clocks import DOTTED, MONTH_AFTER, NOT_A_CLOCK, WEEKS_AFTER, clocks, is_date, is_possible
from handlers.when.day_items import Date, Dates
from handlers.when.items import Bare, Clock, Hours, Item, Puzzle, Unknown
from handlers.when.lexicon import DAY, END, MONTH, loose

_DATED = re.compile(rf"\s\d{{1,2}}(?:(?::?[ae])?\s{MONTH}{END}|\s?/\s?\d)")
_EVERY_WEEK = re.compile(
    loose(
        r"(?:varje|varannan|tredje|fjärde|udda|jämna|every|each|other|odd|even)\s(?:vecka|veckor|weeks?)\s$"
    )
)
_BARE = re.compile(rf"\d{{1,4}}{END}(?![./:]\d)")
_DATE = r"(?<![\d.:])\d{1,2}\.\d{1,2}(?![.:]?\d|\s?-\s?\d)\.?"
_AND = r"(?:\s?[,;&+]\s?|\s(?:och|o|samt|and)\s|,\s(?:och|and)\s)"
_LIST = re.compile(rf"{_DATE}(?:{_AND}(?:{DAY}\.?\s)?{_DATE})+")
_CLOCK = re.compile(r"(?<!\w)(?:kl|klo|klockan|at)\.?\s?\d|\d[.:]\d\d\s?-\s?\d|\d\s?[ap]m(?!\w)|(?<!\d):\d\d")


def dotted(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield what `15.10` may be: a clock time, a date, or either; and clock times that can't be."""
    if found := DOTTED.match(text, pos):
        if NOT_A_CLOCK.match(text, found.end()) or MONTH_AFTER.match(text, found.end()):
            return
        first, second = int(found[1]), int(found[2])
        times = [time for time, end in clocks(text, pos) if ":" not in time.typed and end >= found.end() - 1]
        clock = next((time for time in times if is_possible(time)), None)
        date = _date(first, second)
        if _is_in_a_list_of_dates(text, pos):
            clock = None
        if clock:
            yield Hours(clock, guessed=date is not None, or_date=is_date(clock)), found.end()
        if date:
            yield Dates((date,), guessed=clock is not None), found.end()
        if not clock and not date:
            yield Unknown() if found[2] == "0" else Puzzle("clock"), found.end()  # "version 2.0"


def numbers(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield what a number by itself may be: an hour, a day of the month."""
    found = _BARE.match(text, pos)
    if found is None:
        return
    value, small = (
        int(found[0]),
        len(found[0]) <= 2
        and not (NOT_A_CLOCK.match(text, found.end()) or WEEKS_AFTER.match(text, found.end())),
    )
    if _EVERY_WEEK.search(text, 0, pos):
        yield Bare(), found.end()
        return
    if small and value <= 24 and not _DATED.match(text, found.end()):
        yield Hours(_clock_of(found[0]), marked=False, guessed=True), found.end()
    if small and 1 <= value <= 31:
        yield Dates((Date(value),), guessed=True), found.end()
    if not small or value > 31:
        yield Bare(), found.end()


def _date(day: int, month: int) -> Date | None:
    return Date(day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _is_in_a_list_of_dates(text: str, pos: int) -> bool:
    """Tell whether what stands here is one of several dates: no clock times, or with a clock of their own."""
    listed = next((one for one in _LIST.finditer(text) if one.start() <= pos < one.end()), None)
    if listed is None:
        return False
    pairs = [(int(day), int(month)) for day, month in DOTTED.findall(listed[0])]
    timed = _CLOCK.search(text, listed.end()) or _CLOCK.search(text[: listed.start()])
    all_dates = all(_date(*pair) for pair in pairs)
    return all_dates and (timed is not None or any(day > 24 for day, _ in pairs))


def _clock_of(digits: str) -> Clock:
    hour = int(digits)
    return Clock(hour, plain=1 <= hour <= 12 and digits[0] != "0", typed=digits)
