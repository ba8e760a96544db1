"""Turns what was said into sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.when.day_items import (
    Dates,
    EndOf,
    Months,
    Nth,
    Parity,
    RelativeDay,
    RelativeWeek,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Days, Unclear
from handlers.when.items import Every, EveryMonth, ForWeeks, FromNow, Hours, Length, Offset, PartOfDay, Times
from handlers.when.meant import Meant, Sessions
from handlers.when.moment import Moment
from handlers.when.month_days import sunday_of
from handlers.when.named_days import NAMED
from handlers.when.plan import Plan
from handlers.when.said import Said
from handlers.when.series import outside, series_of
from handlers.when.spans import reaching, spans_of
from handlers.when.which_days import days_of
from handlers.when.which_hours import Timing, timing_of
from storage.values.texts import t
from storage.values.times import Day, Span, instant

_DAY = (Weekdays, Dates, Weeks, RelativeDay, RelativeWeek, Nth, *NAMED)
_LAST_MINUTE = 24 * 60 - 1
_DaysFor = Callable[[Timing], Meant]


def sessions_of(plan: Plan, moment: Moment) -> Sessions:
    """Return the sessions in order of time.

    Raises:
        Unclear: something is missing, in doubt or in conflict.
    """
    plan = plan.settled(moment.present)
    said = plan.sessions
    if not said:
        raise Unclear(t("Which day, and what time?"), missing=True)
    if any(one.has(FromNow) for one in said):
        return _from_now(plan, moment)
    if plan.reaches:
        return _reaching(plan, said, moment)
    said = _shared(said)
    if plan.is_series and not _are_counted_dates(plan, said):
        if len(said) > 1:
            raise Unclear(t("The times repeat in two ways. Which one is meant?"))
        return _made(said[0], moment, lambda timing: series_of(plan, said[0], timing, moment))
    made = _each_made(plan, said, moment)
    _check_order(said, made)
    spans = sorted((span for one in made for span in one.spans), key=lambda span: instant(span.start))
    if len({instant(span.start) for span in spans}) < len(spans):
        raise Unclear(t("One time is named twice. Which ones are meant?"))
    if not spans:
        raise Unclear(t("No day fits those limits."))
    times = plan.repeats.get(Times)
    if times and times.count != len(spans):
        raise Unclear(t("The number of times and the days don't agree."), spans=(tuple(spans),))
    if len(spans) == 1 and any((day := one.get(Weekdays)) and day.plural for one in said):
        raise Unclear(t("Only one day fits. Is that the one?"), spans=(tuple(spans),))
    notes = [note for one in made for note in one.notes]
    left_out = sorted({day for one in made for day in one.left_out})
    told = tuple(note for place, note in enumerate(notes) if note not in notes[:place])
    until = made[0].until if len(made) == 1 else None
    return Sessions(tuple(spans), told, until, tuple(left_out))


def _are_counted_dates(plan: Plan, said: list[Said]) -> bool:
    """Tell whether all that repeats is a number of dates that are named: `fyra ggr: 3/11, 10/11 …`."""
    counted = plan.repeats.has(Times) and not plan.repeats.has(Every, EveryMonth, Parity, ForWeeks, EndOf)
    dated = all(one.has(Dates) and not one.has(Weeks, RelativeWeek) for one in said)
    return counted and dated and not (plan.limits or plan.term or plan.since) and _dates_in(said) > 1


def _dates_in(said: list[Said]) -> int:
    return sum(len(dates.dates) for one in said if (dates := one.get(Dates)))


def _each_made(plan: Plan, said: list[Said], moment: Moment) -> list[Sessions]:
    """Return the sessions of each thing said; a doubt about one of several offers none alone."""
    try:
        return [_made(one, moment, _plain(plan, one, moment)) for one in said]
    except Unclear as doubt:
        raise (doubt.offering(()) if len(said) > 1 else doubt) from None


def _check_order(said: list[Said], made: list[Sessions]) -> None:
    """Raise Unclear where a day whose month or week nobody said does not follow on the one before it."""
    spans = [span for one in made for span in one.spans]
    days = [span.start.date() for span in spans]
    if days == sorted(days):
        return
    dates = [date for one in said if (named := one.get(Dates)) for date in named.dates]
    if any(date.month is None for date in dates) or any(one.has(Nth) and not one.has(Months) for one in said):
        raise Unclear(t("Which month is meant? Write it after each day."))
    if any(one.has(Weekdays) and not one.has(Dates, Weeks, RelativeDay, RelativeWeek) for one in said):
        in_order = tuple(sorted(spans, key=lambda span: instant(span.start)))
        raise Unclear(t("Which week belongs to which day?"), spans=(in_order,))


def _plain(plan: Plan, said: Said, moment: Moment) -> _DaysFor:
    weeks = said.get(Weeks)

    def days_for(_: Timing) -> Meant:
        days = days_of(said, moment, plan.term)
        until = sunday_of(max(days)) if weeks and len(weeks.numbers) > 1 else None
        return replace(outside(days, plan, moment), until=until)

    return days_for


def _made(said: Said, moment: Moment, days_for: _DaysFor) -> Sessions:
    """Return the sessions of one thing said; a doubt about days or hours offers whole sessions."""
    offset = said.get(Offset)
    try:
        timing = timing_of(said, moment.language)
    except Unclear as doubt:
        raise _timeless(doubt, moment, days_for, offset) from None
    try:
        meant = days_for(timing)
        spans = spans_of(meant.days, timing, moment, offset)
        return Sessions(spans, (*timing.notes, *meant.notes), meant.until, meant.left_out)
    except Unclear as doubt:
        other = replace(timing, start=doubt.hours[0][0], end=None) if doubt.hours else timing
        tried = _tried(doubt.days, other, moment, offset)
        raise doubt.offering((*doubt.spans, *tried)) from None


def _timeless(doubt: Unclear, moment: Moment, days_for: _DaysFor, offset: Offset | None) -> Unclear:
    """Return the doubt about a clock time, with the day that it is asked for."""
    try:
        days = days_for(Timing(doubt.hours[0][0] if doubt.hours else _LAST_MINUTE)).days
    except Unclear as other:
        return other
    timed = (
        spans for start, end in doubt.hours for spans in _tried((days,), Timing(start, end), moment, offset)
    )
    offered = doubt.offering((*doubt.spans, *timed))
    if doubt.missing and len(days) == 1:
        return offered.asking(t("What time on {day}?", day=Day(day=days[0])))
    return offered


def _tried(
    options: tuple[Days, ...], timing: Timing, moment: Moment, offset: Offset | None
) -> Iterator[tuple[Span, ...]]:
    for days in options:
        with suppress(Unclear):
            if days:
                yield spans_of(days, timing, moment, offset)


def _from_now(plan: Plan, moment: Moment) -> Sessions:
    said = plan.sessions[0]
    if len(plan.sessions) > 1 or plan.is_series or said.has(Hours, PartOfDay, Months, *_DAY):
        raise Unclear(t("Is it counted from now, or at a set time? Write only one of them."))
    later, length = said.get(FromNow), said.get(Length)
    start = _after(moment, later.minutes if later else 0)
    end = _after(moment, later.minutes + length.minutes) if later and length else None
    return Sessions((Span(start=start, end=end),))


def _after(moment: Moment, minutes: int) -> datetime:
    """Return the whole minute so many minutes of real time from now."""
    later = instant(moment.now) + timedelta(minutes=minutes)
    return later.astimezone(moment.now.tzinfo).replace(second=0, microsecond=0)


def _reaching(plan: Plan, said: list[Said], moment: Moment) -> Sessions:
    if len(said) != 2 or plan.is_series:
        raise Unclear(t("From when to when? Write the times one by one."))
    days = [days_of(one, moment) for one in said]
    if any(len(one) != 1 for one in days):
        raise Unclear(t("From when to when? Write the times one by one."))
    (first,), (last,) = days
    if not said[0].has(Hours):
        between = tuple(first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        options = tuple(_tried((between,), timing_of(said[1], moment.language), moment, None))
        raise Unclear(t("Every day from the first to the last?"), spans=options)
    timings = [timing_of(one, moment.language) for one in said]
    bare = any((hours := one.get(Hours)) and not hours.marked for one in said)
    if bare or any(timing.end is not None or timing.length for timing in timings):
        raise Unclear(t("From when to when? Write the times one by one."))
    return Sessions((reaching((first, timings[0]), (last, timings[1]), moment),))


def _shared(sessions: list[Said]) -> list[Said]:
    """Let sessions named together share what was said once: clock time, week, weekday."""
    if len(sessions) < 2:
        return sessions
    _share_clock(sessions)
    _share(
        sessions,
        (Weeks, RelativeWeek),
        _is_weekday_alone,
    )
    _share(sessions, (Weekdays,), lambda one: one.has(Weeks, RelativeWeek))
    first = sessions[0].get(Weekdays)
    named_first = first and (first.plural or sessions[0].begins(Weekdays, Dates))
    dated = [one for one in sessions[1:] if one.has(Dates)]
    if named_first and not any(one.has(Weekdays) for one in dated):
        for one in dated:
            one.fill(sessions[0], Weekdays)
    return sessions


def _share_clock(sessions: list[Said]) -> None:
    timed = [one for one in sessions if one.has(Hours)]
    if len(timed) == 1:
        for one in sessions:
            one.fill(timed[0], Hours, PartOfDay, Offset)
        _share_length(sessions)
    elif timed and len(timed) < len(sessions):
        raise Unclear(t("Which clock time belongs to which day?"))
    elif _is_open(sessions) and any(one.has(Length) for one in sessions):
        raise Unclear(t("How long is each of them?"))
    dayless = [one for one in sessions if not one.has(*_DAY)]
    ranges = all((hours := one.get(Hours)) is not None and hours.end is not None for one in sessions)
    if dayless and ranges and sessions[0] not in dayless:
        for one in dayless:
            one.fill(sessions[0], *_DAY)
    elif dayless:
        raise Unclear(t("Which clock time belongs to which day?"))


def _share_length(sessions: list[Said]) -> None:
    lengths = [one for one in sessions if one.has(Length)]
    if len(lengths) > 1 and len(lengths) < len(sessions):
        raise Unclear(t("How long is each of them?"))
    for one in sessions if lengths else ():
        one.fill(lengths[0], Length)


def _is_open(sessions: list[Said]) -> bool:
    """Whether nobody said how long one of them is."""
    ends = [(hours := one.get(Hours)) is not None and hours.end is not None for one in sessions]
    return any(not end and not one.has(Length) for end, one in zip(ends, sessions, strict=True))


def _belongs_to_one(having: Said, lacking: Said, sessions: list[Said]) -> bool:
    """Whether the weeks may be meant for that session alone: they are several, or named within it."""
    weeks = having.get(Weeks)
    within = any(having.begins(kind, other) for kind in (Weeks, RelativeWeek) for other in (Weekdays, Hours))
    later = sessions.index(lacking) < sessions.index(having)
    return (later and within) or (weeks is not None and len(weeks.numbers) > 1)


def _is_weekday_alone(said: Said) -> bool:
    weekdays = said.get(Weekdays)
    return weekdays is not None and not weekdays.which and not said.has(Dates, RelativeDay, Nth)


def _share(sessions: list[Said], kinds: tuple[type, ...], wants: Callable[[Said], bool]) -> None:
    having = [one for one in sessions if one.has(*kinds)]
    lacking = [one for one in sessions if wants(one) and not one.has(*kinds)]
    if lacking and (len(having) > 1 or (having and _belongs_to_one(having[0], lacking[0], sessions))):
        raise Unclear(t("Which week belongs to which day?"))
    for one in lacking if having else ():
        one.fill(having[0], *kinds)
