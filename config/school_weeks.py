"""Counts school weeks: five weekdays on which a unit is open make one, so no break makes anything late."""

from __future__ import annotations

from datetime import date, timedelta

from config.calendar import Calendar, Stretch

WEEKDAYS = 5
_DAY = timedelta(days=1)


def school_weeks(since: date, until: date, calendar: Calendar, school_form: str, unit: str = "") -> int:
    """Return how many school weeks have passed: whole ones, after the day `since` and up to the day `until`.

    Days in the breaks of the unit and its school form don't count; where a form has no breaks, those in July.

    Args:
        since: a day where people are.
        until: a day there; before `since` there are no weeks.
        calendar: terms and breaks.
        school_form: id of the unit's school form, or "".
        unit: the unit's name in the calendar, where it has days of its own.
    """
    if until <= since:
        return 0
    first = since + _DAY
    closed = 0
    done = since
    for days in _closed(first, until, calendar, school_form, unit):
        closed += _weekdays(max(days.first, done + _DAY), min(days.last, until))
        done = max(done, days.last)
    return (_weekdays(first, until) - closed) // WEEKDAYS


def _closed(first: date, last: date, calendar: Calendar, school_form: str, unit: str) -> list[Stretch]:
    """Return the stretches in which the unit is closed that have days from `first` to `last`, in order."""
    years = range(first.year - 1, last.year + 1)
    every = (one for year in years for one in calendar.closed(year, school_form, unit))
    return sorted((one for one in every if one.first <= last and one.last >= first), key=_first)


def _first(days: Stretch) -> date:
    return days.first


def _weekdays(first: date, last: date) -> int:
    """Return how many days from Monday to Friday there are from one day to another, both included."""
    count = (last - first).days + 1
    if count <= 0:
        return 0
    whole, left = divmod(count, 7)
    start = first.weekday()
    return whole * WEEKDAYS + sum((start + day) % 7 < WEEKDAYS for day in range(left))
