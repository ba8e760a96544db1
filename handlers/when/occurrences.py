"""Finds the days on which something named is: November, week 48, 1 December, Christmas, a break, a term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from config.calendar import Stretch
from handlers.when.day_items import (
    Break,
    Dates,
    EndOf,
    Feast,
    Months,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.items import Item
from handlers.when.meanings import Present
from handlers.when.meeting import meetings

_BY_CALENDAR = (Feast, Break, EndOf, TermName)
NAMING = (RelativeDay, Dates, RelativeWeek, Weeks, Months, Weekdays, *_BY_CALENDAR)
_BESIDE = timedelta(days=62)


def occurrences(items: Sequence[Item], around: date, present: Present) -> list[Stretch]:
    """Return the stretches of days that the items can mean together, in order.

    They are of the year of `around`, the one before and the one after; weekdays and days without a month
    are those beside it. What was said with a year is of that year.

    Args:
        items: what was said of one time, each of a type in `NAMING`, of one week, month or day each.
        around: the day beside which they are wanted.
        present: the present day, for what is told from it, with terms and breaks.
    """
    if len(items) > 1 and any(isinstance(item, _BY_CALENDAR) for item in items):
        return []
    year = year_of(items)
    middle = date(year, 7, 1) if year else around
    if all(map(_is_often, items)):
        window = Stretch(first=middle - _BESIDE, last=middle + _BESIDE)
    else:
        window = Stretch(first=date(middle.year - 1, 1, 1), last=date(middle.year + 1, 12, 31))
    return list(meetings(items, window, present))


def _is_often(item: Item) -> bool:
    return isinstance(item, Weekdays) or (isinstance(item, Dates) and item.dates[0].month is None)


def year_of(items: Iterable[Item]) -> int | None:
    """Return the year that was said, or None."""
    for item in items:
        dated = item.dates[0] if isinstance(item, Dates) else item
        year: int | None = getattr(dated, "year", None)
        if year:
            return year
    return None
