"""On which days several things that are said of a time meet: the first to come comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from config.calendar import Stretch
from handlers.when.day_items import Dates, Months, Nth, TermName, Weekdays, Weeks
from handlers.when.items import Item
from handlers.when.meanings import DAY_KINDS, MOST_YEARS, Present, coming
from handlers.when.month_days import ONE_DAY


def meeting(items: Iterable[Item], since: date, present: Present) -> Stretch | None:
    """Return the first days that all things mean and that have not ended before `since`; None for never."""
    kinds = [item for item in items if isinstance(item, DAY_KINDS)]
    latest = since.year + MOST_YEARS
    while kinds and since.year < latest:
        found = [coming(item, since, present) for item in kinds]
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
