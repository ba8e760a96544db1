"""Finds out when a session is moved to: what its new time leaves out is as in its present one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from handlers.when.agreement import tells_weeks_apart
from handlers.when.answers import Reading
from handlers.when.day_items import (
    Date,
    Dates,
    FeastDay,
    Months,
    Nth,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Unclear
from handlers.when.items import Clock, Distance, FromNow, Hours, Item, PartOfDay, SameDay, SameTime, SameWeek
from handlers.when.meant import Sessions
from handlers.when.moment import Moment
from handlers.when.month_days import ONE_WEEK
from handlers.when.named_days import NAMED
from handlers.when.plan import Plan
from handlers.when.puzzles import which_one
from handlers.when.said import Said
from handlers.when.sessions import sessions_of
from storage.values.texts import t
from storage.values.times import Span, Week, instant

_ON_A_DAY = (Weekdays, Dates, RelativeDay, Nth, Months, RelativeMonth, FromNow, *NAMED)
_IN_A_WEEK = (Weeks, RelativeWeek)
TO = r"(?:till|to|->|=>|→)"  # before the new time
_LEADING_TO = re.compile(rf"{TO}\s+(?=\S)", re.IGNORECASE)
_CLOCKS = re.compile(r"[\d.:]+ ?[-–] ?[\d.:]+")
_Read = Callable[[Said], Sessions]
_OWN = (Distance, SameDay, SameWeek, SameTime)


def plainer(text: str) -> str:
    """Return a new time without `till` at its front; hours by themselves are no dates."""
    bare = _LEADING_TO.sub("", text, count=1) if _LEADING_TO.match(text) else text
    return f"kl {bare}" if _CLOCKS.fullmatch(bare) else bare


def as_long_as(old: Span, reading: Reading) -> Reading:
    """Return a reading with what has no end as long as the old time was."""
    if old.end is None:
        return reading
    length = instant(old.end) - instant(old.start)
    return replace(reading, spans=tuple(span.closed(length) for span in reading.spans))


def moved_sessions(plan: Plan, old: Span, moment: Moment) -> Sessions:
    """Return the new time of a session that is now at `old`.

    A weekday alone may be the coming one or the one beside the session: where those differ it is asked.

    Raises:
        Unclear: something is missing, in doubt or in conflict.
    """
    if plan.is_series or len(plan.sessions) != 1 or plan.reaches:
        return sessions_of(plan, moment)
    said = _completed(plan.sessions[0], old, moment.today)

    def read(one: Said) -> Sessions:
        return sessions_of(replace(plan, sessions=[one]), moment)

    if not _is_weekday_alone(said):
        return read(said)
    return _nearest(said, old, moment, read)


def _completed(said: Said, old: Span, today: date) -> Said:
    """Return what was said with the old time's day, weekday and clock where none was."""
    its = old.start.date()
    whole = Said(item for item in said if not isinstance(item, _OWN))
    by = said.get(Distance)
    if by:
        at = by.of(old)
        _add(whole, _dated(at.start.date()))
        if by.minutes:
            _add(whole, _clock(at.start))
    elif said.has(SameDay):
        _add(whole, _dated(its))
    elif said.has(SameWeek):
        week = Week.of(its)
        _add(whole, Weeks((week.number,), week.year))
    if whole.has(*_IN_A_WEEK) and not whole.has(*_ON_A_DAY):
        whole.add(Weekdays((old.start.weekday(),)))
    elif not whole.has(*_ON_A_DAY, *_IN_A_WEEK) and its >= today:
        whole.add(_dated(its))
    if not whole.has(Hours, PartOfDay, FromNow):
        whole.add(_clock(old.start))
    return whole


def _add(said: Said, item: Item) -> None:
    if said.has(type(item)):
        raise Unclear(t("Two times stand beside each other. Are both meant? Write “and” between them."))
    said.add(item)


def _dated(day: date) -> Dates:
    return Dates((Date(day.day, day.month, day.year),))


def _clock(at: datetime) -> Hours:
    """Return a clock time; in an hour that a clock change repeats it is the same one of the two."""
    first, second = (at.replace(fold=fold).utcoffset() for fold in (0, 1))
    return Hours(Clock(at.hour, at.minute, summer=bool(at.dst()) if first != second else None))


def _is_weekday_alone(said: Said) -> bool:
    alone = not said.has(Nth, RelativeMonth, FeastDay, *NAMED) and not any(map(tells_weeks_apart, said))
    return said.has(Weekdays) and alone


def _nearest(said: Said, old: Span, moment: Moment, read: _Read) -> Sessions:
    """Return the time on the weekday that is the only one near, or ask which one is meant."""
    its = old.start.date()
    coming = _likely(said, read)
    beside = _likely(_in_week(said, its), read) if its > moment.today else ()
    if beside and (beside[0].start.date() < its or _is_same(beside[0], old)):
        beside += _likely(_in_week(said, its + ONE_WEEK), read)
    near = tuple(one for one in dict.fromkeys((*beside, *coming)) if not _is_same(one, old))
    if not near or near == coming:
        return read(said)
    if len(near) == 1:
        return Sessions(near)
    raise Unclear(which_one(timed=True), spans=tuple((one,) for one in near))


def _in_week(said: Said, day: date) -> Said:
    week = Week.of(day)
    return Said((*said, Weeks((week.number,), week.year)))


def _likely(said: Said, read: _Read) -> tuple[Span, ...]:
    """Return all times that it may be read as."""
    try:
        return read(said).spans
    except Unclear as doubt:
        return tuple(span for spans in doubt.spans for span in spans)


def _is_same(new: Span, old: Span) -> bool:
    return new.start == old.start and new.end in {None, old.end}
