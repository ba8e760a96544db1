"""Which days are meant by a weekday counted within a month: `sista fredagen i månaden`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.when.doubt import Days, Unclear
from handlers.when.items import Hours, Months, Nth
from handlers.when.moment import Moment
from handlers.when.plan import Said, which_one
from storage.values.texts import t

_ONE_WEEK = timedelta(days=7)


def of_months(said: Said, moment: Moment) -> Days:
    """Return the days that are meant. Raises Unclear where the month is missing, in doubt or far ahead."""
    nth, months = said.get(Nth), said.get(Months)
    assert nth is not None  # noqa: S101 - the caller looked
    if nth.either:
        each = (replace(nth, numbers=(number,)) for number in nth.numbers)
        raise which_one(timed=said.has(Hours), days=tuple(_days(one, months, moment) for one in each))
    return _days(nth, months, moment)


def _days(nth: Nth, months: Months | None, moment: Moment) -> Days:
    return _of_months(nth, months, moment) if months else _of_the_month(nth, moment)


def _of_months(nth: Nth, months: Months, moment: Moment) -> Days:
    if nth.which not in {"", "open"}:
        raise Unclear(t("Which month is meant?"))
    days: list[date] = []
    for month in months.months:
        year = months.year or year_of(month, moment, days[-1] if days else moment.today)
        days += nth_days(nth, year, month)
        if months.year is None and len(months.months) == 1 and days[0] < moment.today:
            days = nth_days(nth, year + 1, month)
    if months.year is None:
        moment.check_near(tuple(days))
    return tuple(days)


def _of_the_month(nth: Nth, moment: Moment) -> Days:
    """Return the nth weekdays of the month at hand or of the next one, as far as that is clear."""
    first = moment.today.replace(day=1)
    later = (first + timedelta(days=31)).replace(day=1)
    days = () if nth.which == "next" else tuple(nth_days(nth, first.year, first.month))
    coming = tuple(day for day in days if day >= moment.today)
    if nth.which == "this" or (nth.which == "coming" and coming == days):
        return days
    following = tuple(nth_days(nth, later.year, later.month))
    if nth.which == "open" or coming:
        options = (days, following) if coming == days else (following,)
        raise Unclear(t("Which month is meant?"), days=options, missing=True)
    return following


def year_of(month: int, moment: Moment, since: date) -> int:
    """Return the year of the next such month, `since` and today looked from."""
    start = max(since, moment.today)
    return start.year if month >= start.month else start.year + 1


def nth_days(nth: Nth, year: int, month: int) -> list[date]:
    """Return the nth weekdays of a month. Raises Unclear where it has no such."""
    first = date(year, month, 1)
    start = first + timedelta(days=(nth.weekday - first.weekday()) % 7)
    all_of_them = [day for step in range(5) if (day := start + step * _ONE_WEEK).month == month]
    if max(map(abs, nth.numbers)) > len(all_of_them):
        raise Unclear(t("That month has no such weekday."))
    return [all_of_them[number if number < 0 else number - 1] for number in nth.numbers]
