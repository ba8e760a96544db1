"""Which days each thing that is said of a time means, and on which days several of them meet.

This is the one place that knows it. A thing is true of stretches of days: a weekday of single days, a week of
seven, a term of months. They are counted out one after the other, as far as a feast or a 29 February is away.
What is meant by several things is where they meet, the first to come coming first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dateutil.easter import easter

from config.calendar import Calendar, Season, Stretch
from handlers.when.day_items import (
    Break,
    Date,
    Dates,
    EndOf,
    Feast,
    Months,
    Nth,
    Parity,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.items import Item

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
_SIX_DAYS = timedelta(days=6)
_MOST_YEARS = 9  # after which each 29 February and week 53 has come
_SOON = {"next": 2 * ONE_WEEK, "this": ONE_WEEK, "coming": ONE_WEEK}
_SEASONS: tuple[Season, ...] = ("VT", "HT")
DAY_KINDS = (
    Weekdays, Dates, Weeks, RelativeDay, RelativeWeek, Months, Nth, TermName, Feast, Break, EndOf, Parity
)  # fmt: skip


@dataclass(frozen=True)
class Present:
    """The day on which a thing is said, and the terms and breaks that are meant."""

    today: date
    calendar: Calendar

    @property
    def monday(self) -> date:
        """The present week's first day."""
        return monday_of(self.today)


def meeting(items: Iterable[Item], since: date, present: Present) -> Stretch | None:
    """Return the first days that all things mean and that have not ended before `since`; None for never."""
    kinds = [item for item in items if isinstance(item, DAY_KINDS)]
    latest = since.year + _MOST_YEARS
    while kinds and since.year < latest:
        found = [_coming(item, since, present) for item in kinds]
        stretches = [one for one in found if one]
        if len(stretches) < len(kinds):
            return None
        first, last = max(one.first for one in stretches), min(one.last for one in stretches)
        if first <= last:
            return Stretch(first=first, last=last)
        since = first
    return None


def meetings(items: Sequence[Item], days: Stretch, present: Present) -> Iterator[Stretch]:
    """Yield all days in a window that all things mean, days in a row as one stretch, in order."""
    since, open_one = days.first, None
    while (found := meeting(items, since, present)) and found.first <= days.last:
        if open_one and found.first - open_one.last <= ONE_DAY:
            open_one = Stretch(first=open_one.first, last=found.last)
        else:
            if open_one:
                yield open_one
            open_one = found
        since = found.last + ONE_DAY
    if open_one:
        yield open_one


def means(item: Item, day: date, present: Present) -> bool:
    """Tell whether a thing is true of a day."""
    found = _coming(item, day, present)
    return found is not None and day in found


def one_by_one(item: Item) -> list[Item]:
    """Return what is named together as one thing after the other."""
    match item:
        case Dates(dates=dates):
            return [replace(item, dates=(one,), stretch=False, either=False) for one in dates]
        case Weekdays(days=days):
            return [replace(item, days=(day,), stretch=False) for day in days]
        case Weeks(numbers=numbers):
            return [Weeks((one,), item.year if one >= numbers[0] else None) for one in numbers]
        case Months(months=months):
            return [Months((one,), item.year if one >= months[0] else None) for one in months]
        case Nth(numbers=numbers):
            return [replace(item, numbers=(one,), either=False) for one in numbers]
        case _:
            return [item]


def months_of(term: TermName) -> Months:
    """Return the months of a term or läsår, beside the days of teaching that the calendar knows."""
    spring, autumn = tuple(range(1, 8)), tuple(range(8, 13))
    return Months({"HT": autumn, "VT": spring}.get(term.season, autumn + spring), term.year)


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _coming(item: Item, since: date, present: Present) -> Stretch | None:
    return next((days for days in _counted(item, since, present) if days.last >= since), None)


def _counted(item: Item, since: date, present: Present) -> Iterator[Stretch]:
    """Yield the stretches of days that a thing means, in order, from one that may end before `since`."""
    match item:
        case Weekdays():
            yield from _weekdays(item, since, present)
        case Dates():
            yield from _dates(item, since)
        case Weeks():
            yield from _weeks(item, since)
        case Nth():
            yield from _nths(item, since, present)
        case Parity(remainder=remainder):
            mondays = (monday_of(since) + ahead * ONE_WEEK for ahead in range(3))
            yield from (_week(one) for one in mondays if one.isocalendar().week % 2 == remainder)
        case RelativeDay(days=ahead):
            yield _day(present.today + timedelta(days=ahead))
        case RelativeWeek(weeks=ahead):
            yield _week(present.monday + ahead * ONE_WEEK)
        case _:
            for year in _years(since):
                yield from _in_year(item, year, present.calendar)


def _in_year(item: Item, year: int, calendar: Calendar) -> Iterator[Stretch]:
    """Yield what begins in a year and is told by a calendar."""
    match item:
        case Months():
            yield from _months(item, year)
        case TermName(season="", year=said) if said in {None, year}:
            yield Stretch(first=calendar.term("HT", year).first, last=calendar.term("VT", year + 1).last)
        case TermName(season="HT" | "VT" as season, year=said) if said in {None, year}:
            yield calendar.term(season, year)
        case Feast(name=name):
            yield _feast(name, year)
        case Break(name=name):
            if days := calendar.break_days(name, year):
                yield days
        case EndOf():
            yield from map(_day, _ends(item, year, calendar))
        case _:
            pass


def _weekdays(item: Weekdays, since: date, present: Present) -> Iterator[Stretch]:
    latest = present.today + _SOON[item.which] if item.which else date.max
    start = max(since, present.today) if item.which else since
    for ahead in range(7):
        day = start + timedelta(days=ahead)
        if day.weekday() in item.days and day <= latest:
            yield _day(day)


def _dates(item: Dates, since: date) -> Iterator[Stretch]:
    for year, month in _months_from(since, item.dates):
        days = [day for one in item.dates if (day := _placed(one, year, month))]
        if item.stretch and len(days) == len(item.dates):
            yield Stretch(first=days[0], last=days[-1])
        elif not item.stretch:
            yield from map(_day, sorted(days))


def _months_from(since: date, dates: Sequence[Date]) -> Iterator[tuple[int, int]]:
    """Yield the months that dates may lie in, as year and month."""
    years = {one.year for one in dates}
    months = {one.month for one in dates}
    for year in _years(since) if None in years else sorted(one for one in years if one):
        for month in range(1, 13):
            if (None in months or month in months) and (year, month) >= (since.year, since.month):
                yield year, month


def _placed(said: Date, year: int, month: int) -> date | None:
    fits = said.month in {None, month} and said.year in {None, year}
    return day_of(year, month, said.day) if fits else None


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day; None where there is no such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weeks(item: Weeks, since: date) -> Iterator[Stretch]:
    numbers = item.numbers[:1] if item.wraps else sorted(set(item.numbers))
    for year in _years(since) if item.year is None else (item.year,):
        for monday in (monday for number in numbers if (monday := week_of(year, number))):
            last = week_of(year + 1, item.numbers[-1]) if item.wraps else monday
            if last:
                yield Stretch(first=monday, last=last + _SIX_DAYS)


def week_of(year: int, number: int) -> date | None:
    """Return the Monday of an ISO week; None where the year lacks it."""
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _nths(item: Nth, since: date, present: Present) -> Iterator[Stretch]:
    first = present.today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    month = {"this": first, "next": following, "coming": first}.get(item.which, since.replace(day=1))
    for _ in range({"this": 1, "next": 1, "coming": 2}.get(item.which, 12 * _MOST_YEARS)):
        yield from map(_day, sorted(nth_days(item, month.year, month.month)))
        month = (month + timedelta(days=31)).replace(day=1)


def nth_days(item: Nth, year: int, month: int) -> list[date]:
    """Return the nth weekdays of a month, in the order that they were said; those that it has."""
    start = date(year, month, 1) + timedelta(days=(item.weekday - date(year, month, 1).weekday()) % 7)
    every = [day for step in range(5) if (day := start + step * ONE_WEEK).month == month]
    places = [number if number < 0 else number - 1 for number in item.numbers]
    return [every[place] for place in places if -len(every) <= place < len(every)]


def _months(item: Months, year: int) -> Iterator[Stretch]:
    """Yield the months that begin with the first one of `year`, those in a row as one stretch."""
    if item.year not in {None, year}:
        return
    years = [year]
    for before, month in pairwise(item.months):
        years.append(years[-1] + (month < before))
    named = [date(its, month, 1) for its, month in zip(years, item.months, strict=True)]
    start = named[0]
    for its_first, following in zip(named, (*named[1:], None), strict=True):
        last = _last_of_month(its_first)
        if following is None or following - last > ONE_DAY:
            yield Stretch(first=start, last=last)
            start = following or start


def _ends(item: EndOf, year: int, calendar: Calendar) -> Iterator[date]:
    match item.what:
        case "year":
            yield date(year, 12, 31)
        case "month":
            months = (item.month,) if item.month else range(1, 13)
            yield from (_last_of_month(date(year, month, 1)) for month in months)
        case what:
            yield from (calendar.term(one, year).last for one in _SEASONS if what == "term" or one == "VT")


def _feast(name: str, year: int) -> Stretch:
    """Return the days of which people differ on whether they belong to a feast."""
    if name == "easter":
        sunday = easter(year)
        return Stretch(first=sunday - timedelta(days=3), last=sunday)
    if name == "midsummer":
        friday = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
        return Stretch(first=friday, last=friday + 2 * ONE_DAY)
    if name == "new year":
        return Stretch(first=date(year, 12, 31), last=date(year + 1, 1, 1))
    return _day(date(year, 12, 24))


def _years(since: date) -> range:
    return range(since.year - 1, since.year + _MOST_YEARS)


def _last_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - ONE_DAY


def _week(monday: date) -> Stretch:
    return Stretch(first=monday, last=monday + _SIX_DAYS)


def _day(day: date) -> Stretch:
    return Stretch(first=day, last=day)
