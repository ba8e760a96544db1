"""Which days a series falls on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise, takewhile

from handlers.when.day_doubts import LYING
from handlers.when.day_items import Dates, EndOf, Nth, Parity, RelativeDay, RelativeWeek, Weekdays, Weeks
from handlers.when.doubt import Days, Unclear
from handlers.when.frames import ENDS, Frame, frame_of
from handlers.when.items import Every, EveryMonth, ForWeeks, Times
from handlers.when.limits import named_stretch
from handlers.when.meanings import means
from handlers.when.meant import Meant
from handlers.when.moment import Moment
from handlers.when.month_days import nth_days, sunday_of
from handlers.when.named_days import Named
from handlers.when.plan import Plan
from handlers.when.rules import check
from handlers.when.said import Said
from handlers.when.spans import MOST
from handlers.when.which_days import days_of, mondays_of
from handlers.when.which_hours import Timing
from storage.values.texts import t
from storage.values.times import Day

_ONE_DAY = timedelta(days=1)
_ONE_WEEK = timedelta(days=7)
_MOST_WEEKS = 400

Rhythm = Callable[[date], Iterator[date]]


def outside(days: Days, plan: Plan, moment: Moment) -> Meant:
    """Return the days outside the breaks that are to be left out. Raises Unclear where days are counted."""
    if plan.without and plan.repeats.has(Times, ForWeeks):
        raise Unclear(t("The number of times and the weeks don't agree."))
    left_out = {day for day in days if any(means(one, day, moment.present) for one in plan.without)}
    return Meant(tuple(day for day in days if day not in left_out), left_out=tuple(sorted(left_out)))


def series_of(plan: Plan, said: Said, timing: Timing, moment: Moment) -> Meant:
    """Return the days of a series.

    Args:
        plan: all that was said.
        said: what was said of the session that repeats.
        timing: its clock times, to know whether today's is already past.
        moment: when it was said.

    Raises:
        Unclear: weekday or limit is missing, in doubt or in conflict.
    """
    if _every(plan).unit == "day":
        raise Unclear(t("Which weekdays? Write them, or “every weekday”."), missing=True)
    if plan.repeats.has(EveryMonth) and not said.has(Nth):
        raise Unclear(t("Which weekday of the month, such as the first Thursday?"), missing=True)
    if weeks := _listed_weeks(plan, said):
        days = _in_weeks(plan, said, weeks, moment)
        return replace(outside(days, plan, moment), until=sunday_of(days[-1]))
    frame = frame_of(plan, said, moment)
    run = _monthly(plan, said) if said.has(Nth) else _weekly(plan, said, frame)
    meant = outside(_days(run, frame, plan, timing, moment), plan, moment)
    days = meant.days
    if not days:
        raise Unclear(t("No day fits those limits."))
    if not _is_said_to_repeat(plan, said):
        question = t("Is it every month?") if said.has(Nth) else t("Is it every week?")
        raise Unclear(question, days=(days,))
    if len(days) == 1 and (_every(plan).step > 1 or plan.repeats.has(EveryMonth)):
        raise Unclear(t("Only one day fits. Is that the one?"), days=(days,))
    notes = (t("The days that are already past are left out."),) if frame.since else ()
    return replace(meant, notes=notes, until=frame.last)


def _every(plan: Plan) -> Every:
    return plan.repeats.get(Every) or Every(1)


def _is_said_to_repeat(plan: Plan, said: Said) -> bool:
    if said.has(Nth):
        return plan.repeats.has(EveryMonth)
    weekdays = said.get(Weekdays)
    return plan.repeats.has(Every, EveryMonth, Parity, ForWeeks) or bool(weekdays and weekdays.plural)


def _listed_weeks(plan: Plan, said: Said) -> Weeks | None:
    """Return the weeks that were listed one by one or from one to another."""
    start = plan.limits.get("from", Said()).get(Weeks)
    if start and len(start.numbers) > 1:
        return start
    weeks = said.get(Weeks)
    ended = plan.limits.keys() & ENDS or plan.repeats.has(Times, ForWeeks, EndOf)
    return weeks if weeks and (len(weeks.numbers) > 1 or not ended) else None


def _in_weeks(plan: Plan, said: Said, weeks: Weeks, moment: Moment) -> Days:
    weekdays = said.get(Weekdays)
    if weekdays is None or weekdays.stretch:
        days_of(said, moment, plan.term)
        raise Unclear(t("Which weekday?"), missing=True)
    said.refuse(Dates, RelativeDay, RelativeWeek, Nth)
    said_twice = said.has(Weeks) and "from" in plan.limits
    if said_twice or plan.limits.keys() - {"from"} or plan.repeats.has(ForWeeks, EndOf):
        raise Unclear(t("The times repeat in two ways. Which one is meant?"))
    named = mondays_of(Said([weeks, weekdays]), moment, plan.term)
    mondays = _every_nth(named, plan)
    if weeks.listed and _every(plan).step == 1 and mondays != named:
        raise Unclear(t("Which weeks are meant? Write them one by one."))
    days = tuple(monday + timedelta(days=day) for monday in mondays for day in sorted(weekdays.days))
    if len(days) == 1 and plan.repeats.has(Every):
        raise Unclear(t("Only one day fits. Is that the one?"), days=(days,))
    check(Named(said, moment, plan.term, found=days), LYING)
    times = plan.repeats.get(Times)
    if not days or (times and times.count != len(days)):
        raise Unclear(t("The number of times and the weeks don't agree."), days=(days,) if days else ())
    if days[0] < moment.today:
        raise Unclear(
            t("Some of those days are already past."), days=(tuple(d for d in days if d >= moment.today),)
        )
    if weeks.year is None and (plan.term is None or plan.term.year is None):
        moment.check_near(days)
    return days


def _every_nth(mondays: list[date], plan: Plan) -> list[date]:
    step, parity = _every(plan).step, plan.repeats.get(Parity)
    gaps = {(later - monday) // _ONE_WEEK for monday, later in pairwise(mondays)}
    if step > 1 and gaps == {1}:
        mondays = mondays[::step]
    elif step > 1 and gaps != {step}:
        raise Unclear(t("Which weeks are meant? Write them one by one."))
    return [monday for monday in mondays if _is_even_as(parity, monday)]


def _weekly(plan: Plan, said: Said, frame: Frame) -> Rhythm:
    """Return the days by weekday, step and parity."""
    weekdays = _weekdays(plan, said, frame)
    step, parity = _every(plan).step, plan.repeats.get(Parity)

    def run(first: date) -> Iterator[date]:
        while first.weekday() not in weekdays or not _is_even_as(parity, first):
            first += _ONE_DAY
        monday = first - timedelta(days=first.weekday())
        for ahead in range(0, _MOST_WEEKS, step):
            for weekday in weekdays:
                day = monday + ahead * _ONE_WEEK + timedelta(days=weekday)
                if day >= first and (step > 1 or _is_even_as(parity, day)):
                    yield day

    return run


def _is_even_as(parity: Parity | None, day: date) -> bool:
    return parity is None or day.isocalendar().week % 2 == parity.remainder


def _weekdays(plan: Plan, said: Said, frame: Frame) -> tuple[int, ...]:
    weekdays = said.get(Weekdays) or plan.limits.get("from", Said()).get(Weekdays)
    start = plan.limits.get("from", Said())
    if weekdays is None and (said.has(Dates, RelativeDay) or start.has(Dates, RelativeDay)):
        return (frame.first.weekday(),)
    if weekdays is None:
        raise Unclear(t("Which weekday?"), missing=True)
    if weekdays.which or weekdays.stretch:
        raise Unclear(t("Which weekdays? Write them, or “every weekday”."), missing=True)
    return tuple(sorted(weekdays.days))


def _monthly(plan: Plan, said: Said) -> Rhythm:
    """Return the nth weekdays of each month."""
    nth = said.get(Nth)
    said.refuse(Weekdays, Weeks, RelativeWeek, Dates, RelativeDay)
    if nth is None or nth.which in {"this", "next"} or plan.repeats.has(Every, Parity, ForWeeks):
        raise Unclear(t("Which weekday of the month, such as the first Thursday?"), missing=True)
    if nth.either or (nth.which == "open" and not plan.repeats.has(EveryMonth)):
        raise Unclear(t("Which day?"), missing=True)

    def run(first: date) -> Iterator[date]:
        for months in range(_MOST_WEEKS // 4):
            year, month = first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1
            days = nth_days(nth, year, month)
            if len(days) < len(nth.numbers):
                raise Unclear(t("That month has no such weekday."))
            yield from (day for day in days if day >= first)

    return run


def _days(run: Rhythm, frame: Frame, plan: Plan, timing: Timing, moment: Moment) -> Days:
    """Return the days of a run that lie in the frame."""

    def within(first: date, last: date | None = frame.last) -> Days:
        return tuple(_counted(run(first), first, last, plan))

    if not (frame.last or plan.repeats.has(Times, ForWeeks)):
        raise _endless(within, frame, moment)
    first = frame.first
    if frame.later and (before := within(first)) != (after := within(frame.later)):
        raise Unclear(t("The term has not begun. When do the times start?"), days=(after, before))
    if frame.implied:
        first = _after_today(within, timing, moment)
    days = within(first)
    _check_promises(days, frame, plan, within)
    if frame.last and not plan.term and plan.repeats.has(Times, ForWeeks):
        _check_room(days, tuple(takewhile(frame.last.__ge__, run(first))))
    if frame.since and (rhythm := tuple(day for day in within(frame.since) if day >= first)) != days:
        raise Unclear(t("Which one is the first?"), days=(days, rhythm))
    if frame.doubtful:
        more = within(first, frame.doubtful.last)
        if len(more) > len(days):
            raise Unclear(
                t("Until when? It is not clear whether the last sessions count."), days=(days, more)
            )
    return days


def _check_promises(days: Days, frame: Frame, plan: Plan, within: Callable[..., Days]) -> None:
    """Raise Unclear where the first session or the number of them is not what was said."""
    if days and frame.anchor and days[0] not in frame.anchor:
        raise Unclear(t("{day} would be the first one. Is that right?", day=Day(day=days[0])), days=(days,))
    times, parity = plan.repeats.get(Times), plan.repeats.get(Parity)
    if (times and len(days) != times.count) or not all(_is_even_as(parity, day) for day in days):
        raise Unclear(t("The number of times and the weeks don't agree."), days=(days,) if days else ())
    if frame.last and plan.repeats.has(Times, ForWeeks) and len(within(frame.first, None)) > len(days):
        raise Unclear(t("The number of times and the last day don't agree."), days=(days,) if days else ())


def _check_room(days: Days, room: Days) -> None:
    """Raise Unclear where more sessions would fit before the last day than were counted."""
    if days != room:
        raise Unclear(t("The number of times and the last day don't agree."), days=(days, room[:MOST]))


def _counted(run: Iterator[date], first: date, last: date | None, plan: Plan) -> Iterator[date]:
    times, weeks = plan.repeats.get(Times), plan.repeats.get(ForWeeks)
    started: date | None = None
    for count, day in enumerate(run):
        started = started or day
        over = last is not None and day > last
        if over or count > MOST or (times and count >= times.count):
            return
        if weeks and day >= started + weeks.count * _ONE_WEEK:
            return
        yield day


def _after_today(within: Callable[[date], Days], timing: Timing, moment: Moment) -> date:
    """Return the first day of a series that nobody gave a start. Raises Unclear where that may be today."""
    days = within(moment.today)
    if not days or days[0] != moment.today:
        return moment.today
    tomorrow = moment.today + _ONE_DAY
    starts = datetime.combine(moment.today, time()) + timedelta(minutes=timing.start)
    if starts <= moment.now.replace(tzinfo=None):
        return tomorrow
    raise Unclear(
        t("Today is {day}. Does it start today?", day=Day(day=moment.today)), days=(days, within(tomorrow))
    )


def _endless(within: Callable[[date, date | None], Days], frame: Frame, moment: Moment) -> Unclear:
    last = named_stretch(EndOf("term"), moment, frame.first).last
    days = within(frame.first, last)
    return Unclear(
        t("Until when? Write the last day or week, or how many times."), days=(days,), missing=True
    )
