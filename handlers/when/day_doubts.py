"""What may be doubted of days that were named, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.when.day_items import (
    Dates,
    DayBeside,
    FeastDay,
    Nth,
    RelativeDay,
    RelativeWeek,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Days, Options
from handlers.when.meeting import months_of, one_by_one
from handlers.when.month_days import ONE_DAY, ONE_WEEK, nth_days
from handlers.when.named_days import NAMED, Named
from handlers.when.puzzles import which_one
from handlers.when.rules import Rule, as_read, which_day
from handlers.when.weekday_doubts import DAYTIME, NEAR
from storage.values.texts import Message, t
from storage.values.times import Day, Week

_WORKING = range(5)
_MOST_YEARS = 10
_MOST_SHORT_YEARS = 3
_EVERY_DAY = t("Every day from the first to the last?")
_WHICH_MONTH = t("Which month is meant?")
_TWO_DAYS = t("Two days are named that don't go together. Which one is meant?")


def _nth_of(named: Named) -> Nth:
    assert named.nth is not None  # noqa: S101 - its rules look first
    return named.nth


def _nths_of_month(named: Named, ahead: int = 0) -> Days:
    first = named.today.replace(day=1)
    month = (first + ahead * timedelta(days=31)).replace(day=1)
    return tuple(nth_days(_nth_of(named), month.year, month.month))


def _is_of_another_month(named: Named) -> bool:
    """Tell whether `nästa månad` and a month by name are said; `i månaden` beside several is of each."""
    of_each = len(named.months.months) > 1 and "coming"
    return bool(named.nth and named.months.months) and _nth_of(named).which not in {"", "open", of_each}


def _is_counted_in_doubt(named: Named) -> bool:
    """Tell whether a weekday counted within a month is of one that nobody named, or of one partly past."""
    if named.nth is None or named.months.months or named.nth.which not in {"open", "coming"}:
        return False
    past = [day < named.today for day in _nths_of_month(named)]
    return named.nth.which == "open" or (any(past) and not all(past))


def _of_either_month(named: Named) -> Options:
    these, following = _nths_of_month(named), _nths_of_month(named, 1)
    whole = these and these[0] >= named.today
    return tuple(days for days in ((these, following) if whole else (following,)) if days)


def _each_alone(named: Named) -> Options:
    """Offer one of several dates, or of several weekdays counted within a month."""
    if named.nth:
        alone = (one for one in one_by_one(named.nth) if isinstance(one, Nth))
        each = [replace(named, said=named.said.but(one)) for one in alone]
        return tuple(one.days for one in each)
    return tuple((day,) for day in named.days)


def _days_in_a_row(named: Named) -> Options:
    if named.dates.stretch:
        return (named.between[:60],)
    if named.by_week:
        return (named.days,)
    first = named.days[0]
    return (tuple(first + timedelta(days=day - named.weekdays.days[0]) for day in named.weekdays.days),)


def _disagrees_by_weekday(named: Named) -> bool:
    days, weekdays = named.days, named.weekdays.days
    if not weekdays or not (named.dates.dates or named.said.has(RelativeDay, FeastDay, DayBeside)):
        return False
    missing = set(weekdays) - {day.weekday() for day in days}
    return any(day.weekday() not in weekdays for day in days) or (bool(missing) and len(weekdays) > 1)


def _wrong_weekday(named: Named) -> date:
    return next((day for day in named.days if day.weekday() not in named.weekdays.days), named.days[0])


def _near_weekdays(named: Named) -> Options:
    """Offer the day as dated, and the nearest such weekdays."""
    if len(named.days) > 1 or len(named.weekdays.days) > 1:
        return (named.days,)
    day = named.days[0]
    ahead = (named.weekdays.days[0] - day.weekday()) % 7
    steps = (ahead, ahead - 7) if ahead <= 3 else (ahead - 7, ahead)
    return (named.days, *((day + timedelta(days=step),) for step in steps))


def _is_weeks_away(named: Named) -> bool:
    """Tell whether `nu på torsdag` is said of a date or week that is weeks away."""
    soon = named.today + (2 if named.weekdays.which == "next" else 1) * ONE_WEEK
    return bool(named.weekdays.which) and not named.by_weekday and named.days[0] > soon


def _is_sooner_an_hour(named: Named) -> bool:
    """Tell whether a number by itself, beside a weekday, is too far away as a day not to be the clock."""
    guessed = named.dates.guessed and named.dates.dates[0].month is None and not named.timed
    return guessed and named.dates.dates[0].day in DAYTIME and named.days[0] > named.today + NEAR


def _misses_a_week(named: Named) -> bool:
    several = len(named.weeks.numbers) > 1 and not named.by_week
    return several and bool(set(named.weeks.numbers) - {Week.of(day).number for day in named.days})


def _wrong_week(named: Named) -> date | None:
    if named.by_week:
        return None
    weeks = named.weeks if named.weeks.numbers else None
    return named.wrong_for(weeks) or named.wrong_for(named.near)


def _relative_day(named: Named) -> date | None:
    relative = named.said.get(RelativeDay)
    return named.today + timedelta(days=relative.days) if relative and named.dates.dates else None


def _wrong_month(named: Named) -> date | None:
    return None if named.nth else named.wrong_for(named.months if named.months.months else None)


def _wrong_term(named: Named) -> date | None:
    return named.wrong_for(months_of(named.term) if named.term else None)


def _too_far(named: Named) -> date | None:
    """Return the first day whose year is likely a slip."""
    for one, day in zip(named.dates.dates, named.days, strict=False):
        most = _MOST_SHORT_YEARS if one.short else _MOST_YEARS
        if one.year and day.year > named.today.year + most:
            return day
    return None


def _late(named: Named) -> date | None:
    """Return the first day whose year was not said and that is more than nine months ahead."""
    return next((day for day in named.days if day > named.moment.far), None) if named.yearless else None


def _or(day: date | None) -> Day:
    assert day is not None  # noqa: S101 - the rule looked
    return Day(day=day)


def _is_in(day: date | None) -> Message:
    assert day is not None  # noqa: S101 - the rule looked
    return t("{day} is in {week}. Which one is meant?", day=Day(day=day), week=Week.of(day))


_BESIDE_NTH = (Dates, RelativeDay, Weeks, RelativeWeek, Weekdays)
_DAY_SAID = (*_BESIDE_NTH, Nth, *NAMED)

NAMING: tuple[Rule, ...] = (
    Rule(lambda n: bool(n.nth) and n.said.has(*_BESIDE_NTH), _TWO_DAYS),
    Rule(
        lambda n: not n.said.has(*_DAY_SAID),
        t("Which day?"),
        lambda n: () if n.months.months else ((n.today,), (n.today + ONE_DAY,)),
        missing=True,
    ),
    Rule(_is_of_another_month, _WHICH_MONTH),
    Rule(_is_counted_in_doubt, _WHICH_MONTH, _of_either_month, missing=True),
    Rule(
        lambda n: n.dates.either or bool(n.nth and n.nth.either),
        lambda n: which_one(timed=n.timed),
        _each_alone,
        missing=lambda n: not n.timed,
    ),
    Rule(lambda n: n.dates.stretch and not n.is_in_one_week, _EVERY_DAY, _days_in_a_row),
    Rule(lambda n: n.weekdays.stretch and (n.by_week or n.by_weekday), _EVERY_DAY, _days_in_a_row),
)
"""Of what was named, before days are looked for."""

LYING: tuple[Rule, ...] = (
    Rule(
        lambda n: _wrong_month(n) is not None,
        lambda n: t("{day} is not in that month. Which one is meant?", day=_or(_wrong_month(n))),
        as_read,
    ),
    Rule(
        lambda n: _wrong_term(n) is not None,
        lambda n: t("{day} is not in that term. Which one is meant?", day=_or(_wrong_term(n))),
        as_read,
    ),
)
"""Of the month and the term that days lie in."""

AGREEING: tuple[Rule, ...] = (
    Rule(
        lambda n: n.said.has(FeastDay) and not n.dates.dates,
        lambda n: t("Is {day} meant?", day=Day(day=n.days[0])),
        as_read,
    ),
    Rule(
        lambda n: _too_far(n) is not None,
        lambda n: t("{day} is very far ahead. Is the year right?", day=_or(_too_far(n))),
    ),
    Rule(
        lambda n: (
            list(n.days) != sorted(n.days) and len({(one.month, one.year) for one in n.dates.dates}) == 1
        ),
        t("Which month is meant? Write it after each day."),
        lambda n: (tuple(sorted(n.days)),),
    ),
    Rule(
        lambda n: len(set(n.days)) < len(n.days),
        lambda n: t("{day} is named twice.", day=Day(day=n.days[0])),
        lambda n: (tuple(dict.fromkeys(n.days)),),
    ),
    Rule(
        _disagrees_by_weekday,
        lambda n: t(
            "The weekday and the date don't agree: that date is {day}. Which one is meant?",
            day=Day(day=_wrong_weekday(n)),
        ),
        _near_weekdays,
    ),
    Rule(_is_sooner_an_hour, t("Is that a clock time or a day of the month?")),
    Rule(_is_weeks_away, lambda n: t("Is {day} meant?", day=Day(day=n.days[0])), as_read),
    Rule(_misses_a_week, _TWO_DAYS, as_read),
    Rule(lambda n: _wrong_week(n) is not None, lambda n: _is_in(_wrong_week(n)), as_read),
    Rule(
        lambda n: _relative_day(n) not in {None, n.days[0]},
        lambda n: which_day(n.days[0], _relative_day(n)),
        lambda n: ((n.days[0],), tuple(day for day in (_relative_day(n),) if day)),
    ),
    Rule(
        lambda n: _late(n) is not None,
        lambda n: t(
            "Do you mean {day}? That is more than nine months ahead, so write the year.", day=_or(_late(n))
        ),
        as_read,
    ),
    *LYING,
)
"""Of the days that were found."""
