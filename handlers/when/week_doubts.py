"""What may be doubted of weeks, and of days that are told by them, rule by rule."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.when.day_items import Nth, WeekOfMonth
from handlers.when.doubt import Days, Options
from handlers.when.month_days import ONE_DAY, ONE_WEEK, nth_days, week_of
from handlers.when.named_days import Named
from handlers.when.rules import Rule, as_read, which_day
from handlers.when.weekday_doubts import WHICH_WEEK
from storage.values.texts import t
from storage.values.times import Day, Week

_WORKING = range(5)
_MOST_YEARS = 10
_LONGEST_WRAP = 26 * ONE_WEEK


def _days_of_the_week(named: Named) -> Options:
    mondays = named.mondays
    days = [(mondays[0] + timedelta(days=day),) for day in _WORKING] if len(mondays) == 1 else []
    return tuple(one for one in days if one[0] >= named.today)


def _is_counted_from_earlier(named: Named) -> bool:
    near = named.near if named.by_week else None
    early = any(day < named.today.weekday() for day in named.weekdays.days)
    return bool(near and near.counted and near.weeks and early)


def _by_weekday_of_month(named: Named) -> Days:
    """Return the nth such weekdays of the month whose nth week was said."""
    week = named.said.get(WeekOfMonth)
    nths = [Nth((week.number,), day) for day in named.weekdays.days] if week else []
    return tuple(day for one in nths for day in nth_days(one, named.days[0].year, week.month if week else 1))


def _gone(named: Named) -> date | None:
    """Return the Monday of the week by that number which has already been in this läsår."""
    year_said = named.weeks.year or (named.term and named.term.year)
    if year_said or named.start is not None:
        return None
    first = named.first_monday
    before = (week_of(first.isocalendar().year - back, named.weeks.numbers[0]) for back in range(1, 8))
    monday = next((one for one in before if one), None)
    since = date(named.today.year if named.today.month >= 7 else named.today.year - 1, 8, 1)
    return monday if monday and monday + 6 * ONE_DAY >= since else None


def _gone_week(named: Named) -> Week:
    monday = _gone(named)
    assert monday is not None  # noqa: S101 - the rule looked
    return Week.of(monday)


def _lacking_year(named: Named) -> int | None:
    """Return the year that lacks the week which was said of it."""
    year = named.weeks.year or named.since.isocalendar().year
    return year if named.first_monday.isocalendar().year > year + (named.weeks.year is None) else None


IN_WEEKS: tuple[Rule, ...] = (
    Rule(
        lambda n: n.by_week and not n.weekdays.days and not n.by_count,
        lambda n: t("Which day in {week}?", week=Week.of(n.mondays[0])),
        _days_of_the_week,
        missing=True,
    ),
    Rule(lambda n: n.by_week and n.weekdays.which == "next", t("Which week is meant?")),
    Rule(
        lambda n: n.by_week and list(n.weekdays.days) != sorted(n.weekdays.days) and not n.weekdays.plural,
        WHICH_WEEK,
        as_read,
    ),
    Rule(
        _is_counted_from_earlier,
        t("Which week is meant?"),
        lambda n: (n.days, tuple(day + ONE_WEEK for day in n.days)),
    ),
    Rule(
        lambda n: n.said.has(WeekOfMonth) and not n.weekdays.days,
        t("Which day?"),
        lambda n: tuple((n.days[0] + timedelta(days=day),) for day in _WORKING),
        missing=True,
    ),
    Rule(
        lambda n: n.said.has(WeekOfMonth) and n.days != _by_weekday_of_month(n),
        lambda n: which_day(n.days[0], _by_weekday_of_month(n)[0]),
        lambda n: (n.days, _by_weekday_of_month(n)),
    ),
)
"""Of days that are told by their week."""

WEEKS: tuple[Rule, ...] = (
    Rule(
        lambda n: _lacking_year(n) is not None,
        lambda n: t("{year} has no week {number}.", year=str(_lacking_year(n)), number=n.weeks.numbers[0]),
    ),
    Rule(
        lambda n: (n.weeks.year or 0) > n.today.year + _MOST_YEARS,
        lambda n: t("{day} is very far ahead. Is the year right?", day=Day(day=n.first_monday)),
    ),
    Rule(
        lambda n: _gone(n) is not None,
        lambda n: t("{week} has already been this school year. Which year is meant?", week=_gone_week(n)),
        lambda n: (
            (tuple(n.first_monday + timedelta(days=day) for day in n.weekdays.days or _WORKING),)
            if len(n.weeks.numbers) == 1
            else ()
        ),
    ),
    Rule(
        lambda n: n.near is not None and n.first_monday != n.moment.monday + n.near.weeks * ONE_WEEK,
        t("The two weeks don't agree. Which one is meant?"),
    ),
    Rule(
        lambda n: n.weeks.wraps and n.mondays[-1] - n.mondays[0] > _LONGEST_WRAP,
        t("Which weeks are meant? Write the first and the last."),
    ),
    Rule(
        lambda n: (
            n.weeks.year is not None
            and not n.weeks.wraps
            and n.mondays[-1].isocalendar().year > n.first_monday.isocalendar().year
        ),
        lambda n: t("{year} has no week {number}.", year=str(n.weeks.year), number=n.weeks.numbers[-1]),
    ),
)
"""Of the weeks that were said by number."""
