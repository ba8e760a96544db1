"""Which days are meant by what was said of a session."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.when.doubt import Days, Unclear
from handlers.when.items import (
    Dates,
    Hours,
    Months,
    Nth,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.moment import Moment
from handlers.when.plan import Said, which_one
from handlers.when.which_nth import of_months, year_of
from storage.values.texts import t
from storage.values.times import Day, SchoolYear, Term, Week

_WORKING = range(5)
_ONE_WEEK = timedelta(days=7)


def days_of(said: Said, moment: Moment, term: TermName | None = None) -> Days:
    """Return the days that are meant, in the order said.

    Raises:
        Unclear: the day is missing, in doubt or in conflict.
    """
    if said.has(Nth):
        said.refuse(Dates, RelativeDay, Weeks, RelativeWeek, Weekdays)
        days = of_months(said, moment)
    elif said.has(Dates):
        days = _dates(said, moment)
    elif relative := said.get(RelativeDay):
        days = _agreeing((moment.today + timedelta(days=relative.days),), said, moment)
    elif said.has(Weeks, RelativeWeek):
        days = _in_weeks(said, moment, term)
    elif weekdays := said.get(Weekdays):
        days = _coming(weekdays, moment)
        if months := said.get(Months):
            raise _which_of_the_month(weekdays, months, moment)
    else:
        raise Unclear(
            t("Which day?"), days=((moment.today,), (moment.today + timedelta(days=1),)), missing=True
        )
    agree_on_months(days, said)
    if term:
        check_term(days, term)
    return days


def agree_on_months(days: Days, said: Said) -> None:
    """Raise Unclear where a day is in none of the months that were said."""
    months = said.get(Months)
    wrong = [
        day
        for day in days
        if months and (day.month not in months.months or months.year not in {None, day.year})
    ]
    if wrong and not said.has(Nth):
        raise Unclear(
            t("{day} is not in that month. Which one is meant?", day=Day(day=wrong[0])), days=(days,)
        )


def _dates(said: Said, moment: Moment) -> Days:
    dates = said.get(Dates)
    assert dates is not None  # noqa: S101 - the caller looked
    days = tuple(moment.placed(one) for one in dates.dates)
    if dates.either:
        raise which_one(timed=said.has(Hours), days=tuple((day,) for day in days))
    if dates.stretch:
        between = tuple(days[0] + timedelta(days=ahead) for ahead in range((days[-1] - days[0]).days + 1))
        weekdays = said.get(Weekdays)
        fitting = tuple(day for day in between if weekdays and day.weekday() in weekdays.days)
        if fitting and said.has(Weeks) and len(between) <= 7:
            return _agreeing(fitting, said, moment)
        raise Unclear(t("Every day from the first to the last?"), days=(between[:60],))
    if list(days) != sorted(days) and len({(one.month, one.year) for one in dates.dates}) == 1:
        raise Unclear(t("Which month is meant? Write it after each day."), days=(tuple(sorted(days)),))
    if len(set(days)) < len(days):
        raise Unclear(t("{day} is named twice.", day=Day(day=days[0])), days=(tuple(dict.fromkeys(days)),))
    _agreeing(days, said, moment)
    if any(one.year is None for one in dates.dates):
        moment.check_near(days)
    return days


def _agreeing(days: Days, said: Said, moment: Moment) -> Days:
    """Return the days, if weekday, week and relative day say the same."""
    if weekdays := said.get(Weekdays):
        _agree_on_weekday(days, weekdays)
        _check_soon(days, weekdays, moment)
    weeks = said.get(Weeks)
    if weeks and set(weeks.numbers) - {Week.of(day).number for day in days} and len(weeks.numbers) > 1:
        raise Unclear(t("Two days are named that don't go together. Which one is meant?"), days=(days,))
    for day in days:
        week = Week.of(day)
        if weeks and (week.number not in weeks.numbers or weeks.year not in {None, week.year}):
            raise Unclear(
                t("{day} is in {week}. Which one is meant?", day=Day(day=day), week=week), days=(days,)
            )
        near = said.get(RelativeWeek)
        if near and moment.monday + near.weeks * _ONE_WEEK != week.monday:
            raise Unclear(
                t("{day} is in {week}. Which one is meant?", day=Day(day=day), week=week), days=(days,)
            )
        relative = said.get(RelativeDay)
        if relative and moment.today + timedelta(days=relative.days) != day:
            other = moment.today + timedelta(days=relative.days)
            raise Unclear(
                t("Which day is meant: {one} or {other}?", one=Day(day=day), other=Day(day=other)),
                days=((day,), (other,)),
            )
    return days


def _agree_on_weekday(days: Days, weekdays: Weekdays) -> None:
    wrong = [day for day in days if day.weekday() not in weekdays.days]
    missing = set(weekdays.days) - {day.weekday() for day in days}
    if not wrong and not (missing and len(weekdays.days) > 1):
        return
    day = wrong[0] if wrong else days[0]
    others: tuple[Days, ...] = ()
    if len(days) == len(weekdays.days) == 1:
        others = tuple(((day + timedelta(days=step)),) for step in _steps(day, weekdays.days[0]))
    raise Unclear(
        t("The weekday and the date don't agree: that date is {day}. Which one is meant?", day=Day(day=day)),
        days=(days, *others),
    )


def _check_soon(days: Days, weekdays: Weekdays, moment: Moment) -> None:
    """Raise Unclear where `nu på torsdag` is said of a date that is weeks away."""
    soon = moment.today + (2 if weekdays.which == "next" else 1) * _ONE_WEEK
    if weekdays.which and days[0] > soon:
        raise Unclear(t("Is {day} meant?", day=Day(day=days[0])), days=(days,))


def _steps(day: date, weekday: int) -> tuple[int, ...]:
    """Return the steps to the nearest such weekday, the nearest first."""
    ahead = (weekday - day.weekday()) % 7
    return (ahead, ahead - 7) if ahead <= 3 else (ahead - 7, ahead)


def _in_weeks(said: Said, moment: Moment, term: TermName | None) -> Days:
    weekdays = said.get(Weekdays)
    if weekdays and weekdays.stretch:
        mondays = mondays_of(said, moment, term, weekdays.days)
        every = tuple(monday + timedelta(days=day) for monday in mondays for day in weekdays.days)
        raise Unclear(t("Every day from the first to the last?"), days=(every,))
    if weekdays is None:
        raise _day_missing(said, moment, term)
    if weekdays.which == "next":
        raise Unclear(t("Which week is meant?"))
    near = said.get(RelativeWeek)
    days = tuple(
        monday + timedelta(days=day)
        for monday in mondays_of(said, moment, term, weekdays.days)
        for day in sorted(weekdays.days)
    )
    _check_soon(days, weekdays, moment)
    if list(weekdays.days) != sorted(weekdays.days) and not weekdays.plural:
        raise Unclear(t("Which week belongs to which day?"), days=(days,))
    if near and near.counted and near.weeks and any(day < moment.today.weekday() for day in weekdays.days):
        later = tuple(day + _ONE_WEEK for day in days)
        raise Unclear(t("Which week is meant?"), days=(days, later))
    if (said.get(Weeks) or Weeks(())).year is None and (term is None or term.year is None):
        moment.check_near(days)
    return days


def _day_missing(said: Said, moment: Moment, term: TermName | None) -> Unclear:
    mondays = mondays_of(said, moment, term, tuple(_WORKING))
    week = Week.of(mondays[0])
    days = [(mondays[0] + timedelta(days=day),) for day in _WORKING] if len(mondays) == 1 else []
    days = [one for one in days if one[0] >= moment.today]
    if (near := said.get(RelativeWeek)) and near.counted:
        exactly = (moment.today + near.weeks * _ONE_WEEK,)
        days = [exactly, *(one for one in days if one != exactly)]
    return Unclear(t("Which day in {week}?", week=week), days=tuple(days), missing=True)


def mondays_of(said: Said, moment: Moment, term: TermName | None, days: tuple[int, ...]) -> list[date]:
    """Return the Mondays of the weeks that were said, in order."""
    near, weeks = said.get(RelativeWeek), said.get(Weeks)
    if weeks is None:
        return [moment.monday + (near.weeks if near else 0) * _ONE_WEEK]
    wanted = days if len(weeks.numbers) == 1 else ()
    first = moment.week(weeks.numbers[0], year=weeks.year or _term_year(weeks.numbers[0], term), days=wanted)
    if near and first != moment.monday + near.weeks * _ONE_WEEK:
        raise Unclear(t("The two weeks don't agree. Which one is meant?"))
    mondays = [first]
    if weeks.wraps:
        last = moment.week(weeks.numbers[-1], since=first)
        if (last - first).days > 26 * 7:
            raise Unclear(t("Which weeks are meant? Write the first and the last."))
        while mondays[-1] < last:
            mondays.append(mondays[-1] + _ONE_WEEK)
        return mondays
    for number in weeks.numbers[1:]:
        monday = moment.week(number, since=mondays[-1] + _ONE_WEEK)
        if monday.isocalendar().year > first.isocalendar().year and weeks.year is not None:
            raise Unclear(t("{year} has no week {number}.", year=str(weeks.year), number=number))
        mondays.append(monday)
    return mondays


def _term_year(number: int, term: TermName | None) -> int | None:
    if term is None or term.year is None:
        return None
    if term.season:
        return term.year
    return term.year if number > 30 else term.year + 1


def _coming(weekdays: Weekdays, moment: Moment) -> Days:
    """Return the coming one of each weekday. Raises Unclear where that may be today or next week's."""
    ahead = [(day - moment.today.weekday()) % 7 for day in weekdays.days]
    days = tuple(moment.today + timedelta(days=step) for step in ahead)
    if weekdays.stretch:
        first = days[0]
        every = tuple(first + timedelta(days=day - weekdays.days[0]) for day in weekdays.days)
        raise Unclear(t("Every day from the first to the last?"), days=(every,))
    if weekdays.which == "next":
        return _next(weekdays.days[0], moment)
    if 0 in ahead:
        later = tuple(day + _ONE_WEEK if day == moment.today else day for day in days)
        raise Unclear(
            t("Today is {day}. Is it today, or in a week?", day=Day(day=moment.today)),
            days=(tuple(sorted(days)), tuple(sorted(later))),
        )
    if weekdays.which == "this" and days[0] >= moment.monday + _ONE_WEEK:
        raise Unclear(t("Is {day} meant?", day=Day(day=days[0])), days=(days,))
    if list(days) != sorted(days):
        in_a_row = sorted(day if day >= days[0] else day + _ONE_WEEK for day in days)
        raise Unclear(t("Which week belongs to which day?"), days=(tuple(sorted(days)), tuple(in_a_row)))
    return days


def _next(weekday: int, moment: Moment) -> Days:
    coming = moment.today + timedelta(days=(weekday - moment.today.weekday()) % 7 or 7)
    of_next_week = moment.monday + _ONE_WEEK + timedelta(days=weekday)
    if weekday == moment.today.weekday():
        of_next_week += _ONE_WEEK
    if coming != of_next_week:
        raise Unclear(
            t("Which day is meant: {one} or {other}?", one=Day(day=coming), other=Day(day=of_next_week)),
            days=((coming,), (of_next_week,)),
        )
    return (coming,)


def _which_of_the_month(weekdays: Weekdays, months: Months, moment: Moment) -> Unclear:
    year = months.year or year_of(months.months[0], moment, moment.today)
    days = [
        day
        for number in range(1, 32)
        if (day := date(year, months.months[0], 1) + timedelta(days=number - 1)).month == months.months[0]
        and day.weekday() in weekdays.days
        and day >= moment.today
    ]
    return Unclear(
        t("Which one of that month's days is meant?"), days=tuple((day,) for day in days[:5]), missing=True
    )


def check_term(days: Days, term: TermName) -> None:
    """Raise Unclear where a day is not in the term or läsår that was said."""
    for day in days:
        season, year = (Term.of(day).season, day.year) if term.season else ("", SchoolYear.of(day).start)
        if term.season != season or term.year not in {None, year}:
            raise Unclear(t("{day} is not in that term. Which one is meant?", day=Day(day=day)), days=(days,))
