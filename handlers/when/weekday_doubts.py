"""What may be doubted of weekdays that stand alone, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from config.calendar import Stretch
from handlers.when.day_items import Date, Dates
from handlers.when.doubt import Days, Options
from handlers.when.items import Clock, Hours
from handlers.when.meeting import meetings, one_by_one
from handlers.when.month_days import ONE_WEEK, day_of
from handlers.when.named_days import Named
from handlers.when.rules import Rule, as_read, which_day
from storage.values.texts import t
from storage.values.times import Day

NEAR = 3 * ONE_WEEK
DAYTIME = range(7, 18)  # hours that a number by itself is sooner than a day of the month
WHICH_WEEK = t("Which week belongs to which day?")


def _next_week(named: Named) -> date:
    weekday = named.weekdays.days[0]
    skipped = weekday == named.today.weekday()
    return named.moment.monday + ONE_WEEK + skipped * ONE_WEEK + timedelta(days=weekday)


def _today_or_later(named: Named) -> Options:
    later = tuple(day + ONE_WEEK if day == named.today else day for day in named.days)
    return tuple(sorted(named.days)), tuple(sorted(later))


def _sorted_or_in_a_row(named: Named) -> Options:
    first = named.days[0]
    in_a_row = sorted(day if day >= first else day + ONE_WEEK for day in named.days)
    return tuple(sorted(named.days)), tuple(in_a_row)


def _of_the_month(named: Named) -> Options:
    month = one_by_one(named.months)[0]
    year = Stretch(first=named.today, last=named.today + timedelta(days=366))
    found = [one.first for one in meetings((named.weekdays, month), year, named.present)]
    return tuple((day,) for day in found if (day.year, day.month) == (found[0].year, found[0].month))[:5]


def dates_by_number(named: Named) -> Days:
    """Return the day within three weeks that has the bare hour for its number, and the weekday, if any."""
    within = Stretch(first=named.today, last=named.today + NEAR)
    number = Dates((Date(named.bare_hour or 0),))
    found = meetings((number, replace(named.weekdays, which="")), within, named.present)
    return tuple(one.first for one in found)


def _reaches_from_date_to_date(named: Named) -> bool:
    """Tell whether both ends of the hours are dates on just that weekday: `torsdag 15.10-22.10`."""
    hours = named.said.get(Hours)
    if hours is None or hours.end is None:
        return False
    ends = [named.said.but(date) for clock in (hours.start, hours.end) if (date := _dated(clock))]
    days = [replace(named, said=said).days[0].weekday() for said in ends]
    return len(days) > 1 and set(days) <= set(named.weekdays.days)


def _dated(clock: Clock) -> Dates | None:
    date = "." in clock.typed and 1 <= clock.minute <= 12 and day_of(2028, clock.minute, clock.hour)
    return Dates((Date(clock.hour, clock.minute),)) if date else None


def _may_be_a_date(named: Named) -> bool:
    hour = named.bare_hour
    return hour is not None and (hour not in DAYTIME or bool(dates_by_number(named)))


ALONE: tuple[Rule, ...] = (
    Rule(_reaches_from_date_to_date, t("Is that a clock time or a day of the month?"), as_read),
    Rule(
        _may_be_a_date,
        t("Is that a clock time or a day of the month?"),
        lambda n: tuple(dict.fromkeys(((n.days[0],), *((day,) for day in dates_by_number(n))))),
        missing=True,
    ),
    Rule(
        lambda n: n.weekdays.which == "next" and n.days[0] != _next_week(n),
        lambda n: which_day(n.days[0], _next_week(n)),
        lambda n: ((n.days[0],), (_next_week(n),)),
    ),
    Rule(
        lambda n: n.weekdays.which == "second" and n.days[0] == n.today + 2 * ONE_WEEK,
        lambda n: which_day(n.today + ONE_WEEK, n.days[0]),
        lambda n: ((n.today + ONE_WEEK,), n.days),
    ),
    Rule(
        lambda n: n.today in n.days,
        lambda n: t("Today is {day}. Is it today, or in a week?", day=Day(day=n.today)),
        _today_or_later,
    ),
    Rule(
        lambda n: n.weekdays.which == "this" and n.days[0] >= n.moment.monday + ONE_WEEK,
        lambda n: t("Is {day} meant?", day=Day(day=n.days[0])),
        as_read,
    ),
    Rule(lambda n: list(n.days) != sorted(n.days), WHICH_WEEK, _sorted_or_in_a_row),
    Rule(
        lambda n: bool(n.months.months),
        t("Which one of that month's days is meant?"),
        _of_the_month,
        missing=True,
    ),
)
"""Of weekdays that nothing but a month stands beside."""
