"""Which days each thing that is said of a time means: this is the one place that knows it.

A thing is true of stretches of days: a weekday of single days, a week of seven, a term of months. They are
counted out one after the other, from a day on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from config.calendar import Calendar, Season, Stretch
from handlers.when.day_items import (
    Break,
    Date,
    Dates,
    DayBeside,
    EndOf,
    Feast,
    FeastDay,
    Months,
    NextTerm,
    Nth,
    Parity,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    TermName,
    Weekdays,
    WeekOfMonth,
    Weeks,
)
from handlers.when.items import Item
from handlers.when.month_days import ONE_DAY, ONE_WEEK, day_of, last_of_month, monday_of, nth_days, week_of

_SIX_DAYS = timedelta(days=6)
MOST_YEARS = 9  # after which each 29 February and week 53 has come
_SOON = {"next": 2 * ONE_WEEK, "this": ONE_WEEK, "coming": ONE_WEEK}
_SEASONS: tuple[Season, ...] = ("VT", "HT")
DAY_KINDS = (
    Weekdays,
    Dates,
    Weeks,
    RelativeDay,
    RelativeWeek,
    RelativeMonth,
    Months,
    Nth,
    WeekOfMonth,
    TermName,
    NextTerm,
    Feast,
    FeastDay,
    DayBeside,
    Break,
    EndOf,
    Parity,
)


@dataclass(frozen=True)
class Present:
    """The day on which a thing is said, and the terms and breaks that are meant."""

    today: date
    calendar: Calendar

    @property
    def monday(self) -> date:
        """The present week's first day."""
        return monday_of(self.today)


def means(item: Item, day: date, present: Present) -> bool:
    """Tell whether a thing is true of a day."""
    found = coming(item, day, present)
    return found is not None and day in found


def coming(item: Item, since: date, present: Present) -> Stretch | None:
    """Return the first days that a thing means and that have not ended before `since`; None for never."""
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
        case RelativeDay() | RelativeWeek() | RelativeMonth() | NextTerm():
            yield _relative(item, present)
        case DayBeside():
            yield from map(_day, _beside(item, since, present.calendar))
        case _:
            for year in _years(since):
                yield from _in_year(item, year, present.calendar)


def _relative(item: RelativeDay | RelativeWeek | RelativeMonth | NextTerm, present: Present) -> Stretch:
    """Return what is told from the present day."""
    match item:
        case RelativeDay(days=ahead):
            return _day(present.today + timedelta(days=ahead))
        case RelativeWeek(weeks=ahead):
            return _week(present.monday + ahead * ONE_WEEK)
        case RelativeMonth(months=ahead):
            first = present.today.replace(day=1) + relativedelta(months=ahead)
            return Stretch(first=first, last=last_of_month(first))
        case NextTerm():
            return next_term(item, present)[1]


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
            names = [name] if name else [one.id for one in calendar.breaks]
            found = [days for one in names if (days := calendar.break_days(one, year))]
            yield from sorted(found, key=lambda days: days.first)
        case FeastDay(month=month, day=day):
            yield _day(easter(year) + timedelta(days=day) if item.easter else date(year, month, day))
        case WeekOfMonth(number=number, month=month):
            yield from (_week(monday_of(day)) for day in nth_days(Nth((number,), 3), year, month))
        case EndOf():
            yield from map(_day, _ends(item, year, calendar))
        case _:
            pass


def _weekdays(item: Weekdays, since: date, present: Present) -> Iterator[Stretch]:
    if item.which == "second":
        later = ((day - present.today.weekday() - 1) % 7 + 8 for day in item.days)
        yield from (_day(present.today + timedelta(days=ahead)) for ahead in sorted(later))
        return
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


def _weeks(item: Weeks, since: date) -> Iterator[Stretch]:
    numbers = item.numbers[:1] if item.wraps else sorted(set(item.numbers))
    for year in _years(since) if item.year is None else (item.year,):
        for monday in (monday for number in numbers if (monday := week_of(year, number))):
            last = week_of(year + 1, item.numbers[-1]) if item.wraps else monday
            if last:
                yield Stretch(first=monday, last=last + _SIX_DAYS)


def _nths(item: Nth, since: date, present: Present) -> Iterator[Stretch]:
    first = present.today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    month = {"this": first, "next": following, "coming": first}.get(item.which, since.replace(day=1))
    for _ in range({"this": 1, "next": 1, "coming": 2}.get(item.which, 12 * MOST_YEARS)):
        yield from map(_day, sorted(nth_days(item, month.year, month.month)))
        month = (month + timedelta(days=31)).replace(day=1)


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
        last = last_of_month(its_first)
        if following is None or following - last > ONE_DAY:
            yield Stretch(first=start, last=last)
            start = following or start


def _ends(item: EndOf, year: int, calendar: Calendar) -> Iterator[date]:
    match item.what:
        case "year":
            yield date(year, 12, 31)
        case "month":
            months = (item.month,) if item.month else range(1, 13)
            yield from (last_of_month(date(year, month, 1)) for month in months)
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
    return range(since.year - 1, since.year + MOST_YEARS)


def _week(monday: date) -> Stretch:
    return Stretch(first=monday, last=monday + _SIX_DAYS)


def _day(day: date) -> Stretch:
    return Stretch(first=day, last=day)


def next_term(item: NextTerm, present: Present) -> tuple[TermName, Stretch]:
    """Return the term or läsår after the one at hand, with its days."""
    names = [
        TermName("" if item.school_year else season, year)
        for year in range(present.today.year - 1, present.today.year + 3)
        for season in (("HT",) if item.school_year else _SEASONS)
    ]
    ahead = [(name, days) for name in names for days in _in_year(name, name.year or 0, present.calendar)]
    at_hand = next(place for place, (_, days) in enumerate(ahead) if days.last >= present.today)
    return ahead[at_hand + 1]


def _beside(item: DayBeside, since: date, calendar: Calendar) -> Iterator[date]:
    """Yield the first such weekday after each feast or break, or the last one before it."""
    for year in _years(since):
        for days in _in_year(item.what or Break(""), year, calendar):
            if item.after:
                yield days.last + timedelta(days=(item.weekday - days.last.weekday() - 1) % 7 + 1)
            else:
                yield days.first - timedelta(days=(days.first.weekday() - item.weekday - 1) % 7 + 1)
