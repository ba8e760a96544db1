"""Tells whether what was said of a time is true of one that there is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.when.items import (
    Clock,
    Dates,
    Hours,
    Item,
    Months,
    PartOfDay,
    RelativeDay,
    RelativeWeek,
    Weekdays,
    Weeks,
)

NEAR = timedelta(days=7)
AHEAD = timedelta(days=14)
_PARTS = {
    "morning": (0, 12),
    "forenoon": (0, 13),
    "day": (0, 24),
    "afternoon": (12, 24),
    "evening": (16, 24),
}


def tells_weeks_apart(item: Item) -> bool:
    """Tell whether what was said is true of no two weeks alike, as it is of a weekday."""
    named = (Dates, Weeks, RelativeDay, RelativeWeek, Months)
    return isinstance(item, named) or (isinstance(item, Weekdays) and bool(item.which))


def agrees(item: Item, start: datetime, end: datetime, today: date) -> bool:
    """Tell whether what was said is true of a time."""
    day = start.date()
    match item:
        case Dates():
            return _in_dates(item, day)
        case Weekdays(days=days, which=which):
            latest = {"next": AHEAD, "this": NEAR, "coming": NEAR}.get(which)
            return day.weekday() in days and (latest is None or timedelta() <= day - today <= latest)
        case Weeks():
            return _in_weeks(item, day)
        case RelativeDay(days=days, part=part):
            return day == today + timedelta(days=days) and (part is None or _in_part(part, start))
        case RelativeWeek(weeks=weeks):
            return day.isocalendar()[:2] == (today + weeks * NEAR).isocalendar()[:2]
        case Months(months=months, year=year):
            return day.month in months and year in {None, day.year}
        case PartOfDay(part=part):
            return _in_part(part, start)
        case Hours():
            return _is_clock(item.start, start) and (item.end is None or _is_clock(item.end, end))
        case _:
            return True


def _in_weeks(said: Weeks, day: date) -> bool:
    its = day.isocalendar()
    if not said.wraps:
        return its.week in said.numbers and said.year in {None, its.year}
    first, last = said.numbers[0], said.numbers[-1]
    began = its.year if its.week >= first else its.year - 1
    return (its.week >= first or its.week <= last) and said.year in {None, began}


def _in_dates(said: Dates, day: date) -> bool:
    if not said.stretch:
        return any(
            one.day == day.day and one.month in {None, day.month} and one.year in {None, day.year}
            for one in said.dates
        )
    first, last = said.dates[0], said.dates[-1]
    same = last.month in {None, day.month} and last.year in {None, day.year}
    return same and first.day <= day.day <= last.day


def _in_part(part: str, start: datetime) -> bool:
    first, last = _PARTS[part]
    return first <= start.hour < last


def _is_clock(clock: Clock, time: datetime) -> bool:
    hour, minute = clock.hour % 24, clock.minute
    if clock.half:
        return (time.hour, time.minute) == (hour % 12 + 12 * (clock.half == "pm"), minute)
    hours = {hour, hour + 12} if clock.plain and hour <= 12 else {hour}
    return time.minute == minute and time.hour in hours
