"""Days by their place in a month or a week."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.when.day_items import Nth

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def sunday_of(day: date) -> date:
    """Return the last day of a day's week."""
    return monday_of(day) + timedelta(days=6)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day; None where there is no such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_of(year: int, number: int) -> date | None:
    """Return the Monday of an ISO week; None where the year lacks it."""
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def nth_days(item: Nth, year: int, month: int) -> list[date]:
    """Return the nth weekdays of a month, in the order that they were said; those that it has."""
    start = date(year, month, 1) + timedelta(days=(item.weekday - date(year, month, 1).weekday()) % 7)
    every = [day for step in range(5) if (day := start + step * ONE_WEEK).month == month]
    places = [number if number < 0 else number - 1 for number in item.numbers]
    return [every[place] for place in places if -len(every) <= place < len(every)]


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - ONE_DAY
