"""What may be doubted of weeks that were said by number."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.when.meanings import ONE_DAY, ONE_WEEK, week_of
from handlers.when.named_days import Named
from handlers.when.rules import Rule
from storage.values.texts import t
from storage.values.times import Day, Week

_WORKING = range(5)
_MOST_YEARS = 10
_LONGEST_WRAP = 26 * ONE_WEEK


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
