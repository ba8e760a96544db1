"""Makes sessions of days and clock times, and checks that there are such times."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from handlers.when.doubt import Days, Unclear
from handlers.when.items import Offset
from handlers.when.moment import Moment
from handlers.when.which_hours import Timing
from storage.values.texts import t
from storage.values.times import Day, Span, instant

MOST = 60
_ONE_HOUR = timedelta(hours=1)
_LONGEST_REACH = timedelta(days=7)


def spans_of(days: Days, timing: Timing, moment: Moment, offset: Offset | None = None) -> tuple[Span, ...]:
    """Return a session on each day, in order of time.

    Raises:
        Unclear: one lies in the past, in an hour that the clock change skips or repeats, or there are
            more than 60.
    """
    if len(days) > MOST:
        raise Unclear(t("That makes more than {most} sessions. Write fewer at once.", most=MOST))
    return tuple(sorted((_span(day, timing, moment, offset) for day in days), key=lambda span: span.start))


def instants(spans: tuple[Span, ...]) -> tuple[datetime | None, ...]:
    """Return what tells readings apart: wall clocks are alike in an hour that a clock change repeats."""
    return tuple(end and instant(end) for span in spans for end in (span.start, span.end))


def reaching(first: tuple[date, Timing], last: tuple[date, Timing], moment: Moment) -> Span:
    """Return the one session from a time on the first day to a time on the last."""
    start = _wall(first[0], first[1].start, first[1].summer, moment)
    end = _wall(last[0], last[1].start, last[1].summer, moment)
    _check_coming(start, moment)
    if not timedelta() < instant(end) - instant(start) <= _LONGEST_REACH:
        raise Unclear(t("The end comes before the start. When does it start, and when does it end?"))
    return Span(start=start, end=end)


def _span(day: date, timing: Timing, moment: Moment, offset: Offset | None) -> Span:
    start = _wall(day, timing.start, timing.summer, moment, offset)
    _check_coming(start, moment)
    end = None
    if timing.end is not None:
        end = _wall(day, timing.end, timing.end_summer, moment, offset)
    elif timing.length is not None:
        end = (instant(start) + timedelta(minutes=timing.length)).astimezone(moment.now.tzinfo)
    if end is not None and instant(end) <= instant(start):
        raise Unclear(t("The end comes before the start. When does it start, and when does it end?"))
    return Span(start=start, end=end)


def _check_coming(start: datetime, moment: Moment) -> None:
    if instant(start) > instant(moment.now):
        return
    raise Unclear(t("{when} is already past. Write a coming time.", when=Span(start=start)))


def _wall(
    day: date, minutes: int, summer: bool | None, moment: Moment, offset: Offset | None = None
) -> datetime:
    """Return the wall-clock time. Raises Unclear where the clock change skips it or shows it twice."""
    naive = datetime.combine(day, time()) + timedelta(minutes=minutes)
    if offset is not None and offset.converts:
        return naive.replace(tzinfo=UTC).astimezone(moment.now.tzinfo)
    first, second = (naive.replace(tzinfo=moment.now.tzinfo, fold=fold) for fold in (0, 1))
    early, late = _offset(first), _offset(second)
    wall = second if late < early and (summer is False or _fits(offset, late)) else first
    if early < late:
        later = (minutes + 60, None)
        raise Unclear(
            t("Clocks skip that hour on {day}. When is it?", day=Day(day=day)), days=((day,),), hours=(later,)
        )
    if late < early and summer is None and offset is None:
        both = tuple((Span(start=wall),) for wall in (first, second))
        raise Unclear(
            t("Clocks show that hour twice on {day}. Which one is meant?", day=Day(day=day)), spans=both
        )
    if summer is not None and early == late and bool(wall.dst()) is not summer:
        raise Unclear(t("{day} has the other time, summer or winter. When is it?", day=Day(day=day)))
    if offset is not None and not _fits(offset, _offset(wall)):
        raise Unclear(t("That zone is not the one here on {day}. When is it here?", day=Day(day=day)))
    return wall


def _offset(wall: datetime) -> timedelta:
    return wall.utcoffset() or timedelta()


def _fits(offset: Offset | None, ours: timedelta) -> bool:
    return offset is not None and ours // timedelta(minutes=1) in offset.minutes
