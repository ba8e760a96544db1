"""Finds the days on which something named is: November, week 48, 1 December, Christmas, a break, a term."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product

from config.calendar import Calendar, Stretch
from handlers.when.agreement import agrees
from handlers.when.doubt import Unclear
from handlers.when.items import (
    Break,
    Date,
    Dates,
    EndOf,
    Feast,
    Item,
    Months,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.limits import stretch_of
from handlers.when.moment import Moment
from handlers.when.plan import Said

BY_CALENDAR = (Feast, Break, EndOf, TermName)
_NARROWEST = (RelativeDay, Dates, RelativeWeek, Weeks, Months, Weekdays)
NAMING = (*_NARROWEST, *BY_CALENDAR)
_ONE_DAY = timedelta(days=1)
_SIX_DAYS = timedelta(days=6)
_BESIDE = timedelta(days=62)
_NOON = time(12)


def occurrences(items: Sequence[Item], around: date, today: date, calendar: Calendar) -> list[Stretch]:
    """Return the stretches of days that the items can mean together, in order.

    They are of the year of `around`, the one before and the one after; weekdays and days without a month
    are those beside it. What was said with a year is of that year.

    Args:
        items: what was said of one time, each of a type in `NAMING`, of one week, month or day each.
        around: the day beside which they are wanted.
        today: the present day, for what is told from it.
        calendar: terms and breaks.
    """
    year = year_of(items)
    middle = date(year, 7, 1) if year else around
    if any(isinstance(item, BY_CALENDAR) for item in items):
        return list(_by_calendar(items[0], middle, calendar)) if len(items) == 1 else []
    narrowest = min(items, key=lambda item: _NARROWEST.index(type(item)))
    return list(
        _stretches(
            day
            for days in _may_be(narrowest, middle, today)
            for day in _each_day(days)
            if _is_on(day, items, today)
        )
    )


def year_of(items: Iterable[Item]) -> int | None:
    """Return the year that was said, or None."""
    for item in items:
        dated = item.dates[0] if isinstance(item, Dates) else item
        year: int | None = getattr(dated, "year", None)
        if year:
            return year
    return None


def _each_day(days: Stretch) -> Iterator[date]:
    return (days.first + timedelta(days=ahead) for ahead in range((days.last - days.first).days + 1))


def _is_on(day: date, items: Sequence[Item], today: date) -> bool:
    noon = datetime.combine(day, _NOON)
    return all(agrees(item, noon, noon, today) for item in items)


def _may_be(item: Item, middle: date, today: date) -> Iterator[Stretch]:
    """Yield stretches of days, in order, in which all that the item can mean lies."""
    months: Sequence[int] = ()
    match item:
        case RelativeDay(days=days):
            yield Stretch(first=today + timedelta(days=days), last=today + timedelta(days=days))
        case RelativeWeek(weeks=weeks):
            monday = today + timedelta(weeks=weeks, days=-today.weekday())
            yield Stretch(first=monday, last=monday + _SIX_DAYS)
        case Weeks(numbers=(number, *_)):
            for year in _years(middle):
                monday = date.fromisocalendar(year, 1, 1) + timedelta(weeks=number - 1)
                yield Stretch(first=monday, last=monday + _SIX_DAYS)
        case Months():
            months = item.months
        case Dates(dates=(Date(month=int(month)), *_)):
            months = (month,)
        case _:
            yield Stretch(first=middle - _BESIDE, last=middle + _BESIDE)
    for year, month in product(_years(middle), months):
        yield Stretch(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))


def _years(middle: date) -> tuple[int, int, int]:
    return middle.year - 1, middle.year, middle.year + 1


def _stretches(days: Iterable[date]) -> Iterator[Stretch]:
    """Yield the days as stretches without gaps."""
    first = last = None
    for day in days:
        if first and last and day - last > _ONE_DAY:
            yield Stretch(first=first, last=last)
            first = day
        first, last = first or day, day
    if first and last:
        yield Stretch(first=first, last=last)


def _by_calendar(item: Item, middle: date, calendar: Calendar) -> Iterator[Stretch]:
    first, *_, last = _years(middle)
    since, end = date(first, 1, 1), date(last, 12, 31)
    moment = Moment(datetime.combine(end, _NOON), "sv", calendar)
    while since <= end:
        try:
            found = stretch_of(Said((item,)), moment, since)
        except Unclear:
            return
        if found.last < since:
            return
        yield found
        since = found.last + _ONE_DAY
