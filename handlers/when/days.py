"""Which sessions fall on red days or in local breaks (lov), and what to do about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from config.calendar import Calendar
from storage.values.texts import Bilingual, Message, t
from storage.values.times import Day, Span, instant

_ONE_WEEK = timedelta(days=7)
_MOST_WEEKS = 20
_SATURDAY = 5


@dataclass(frozen=True)
class Flag:
    """A session that falls on a day off, and why."""

    span: Span
    text: Message


def flags(spans: Sequence[Span], calendar: Calendar, school_form: str, unit: str = "") -> tuple[Flag, ...]:
    """Return the sessions that fall on red days or in a break.

    Args:
        spans: the sessions.
        calendar: the municipality's terms and breaks.
        school_form: the id of the unit's; preschools have no breaks.
        unit: what the calendar calls the unit, for breaks of its own.
    """
    return tuple(
        Flag(span, reason)
        for span in spans
        if (reason := _reason(span.start.date(), calendar, school_form, unit)) is not None
    )


def dropped(spans: Sequence[Span], flagged: Sequence[Flag]) -> tuple[Span, ...]:
    """Return the sessions without those that were flagged."""
    off = {flag.span for flag in flagged}
    return tuple(span for span in spans if span not in off)


def weekend_days(spans: Sequence[Span], flagged: Sequence[Flag]) -> tuple[date, ...]:
    """Return the Saturdays and Sundays on which a session begins that was not flagged already."""
    days = (span.start.date() for span in dropped(spans, flagged))
    return tuple(dict.fromkeys(day for day in days if day.weekday() >= _SATURDAY))


def moved(
    spans: Sequence[Span],
    flagged: Sequence[Flag],
    calendar: Calendar,
    school_form: str,
    unit: str = "",
    *,
    until: date | None = None,
) -> tuple[Span, ...] | None:
    """Return the sessions with each that was flagged moved to the next same weekday that is free.

    A day is free where it is no day off and none of the sessions stands there. None where one finds no such
    day within 20 weeks, or none up to the last day that was stated.
    """
    kept = list(dropped(spans, flagged))
    for flag in flagged:
        taken = {span.start.date() for span in kept}
        for weeks in range(1, _MOST_WEEKS + 1):
            later = _later(flag.span, weeks * _ONE_WEEK)
            day = later.start.date()
            if until and day > until:
                return None
            if day not in taken and _reason(day, calendar, school_form, unit) is None:
                kept.append(later)
                break
        else:
            return None
    return tuple(sorted(kept, key=lambda span: instant(span.start)))


def _later(span: Span, by: timedelta) -> Span:
    return Span(start=span.start + by, end=span.end + by if span.end else None)


def _reason(day: date, calendar: Calendar, school_form: str, unit: str) -> Message | None:
    red = _red_days(day.year).get(day)
    if red:
        return t("{day} is {name}.", day=Day(day=day), name=red)
    away = calendar.break_on(day, school_form, unit)
    if away:
        return t(
            "{day} falls in {name}.", day=Day(day=day), name=Bilingual(sv=_definite(away.sv), en=away.en)
        )
    return None


def _definite(name: str) -> str:
    """Return a Swedish break's name as one says when something falls in it: sportlovet."""
    return f"{name}et" if name.endswith("lov") else name


def load_red_days() -> None:
    """Load the library of red days; each year's are counted out when one is asked for."""
    _red_days(2026)


@cache
def _red_days(year: int) -> dict[date, Bilingual]:
    """Return Sweden's red days of a year, with the eves on which nobody works."""
    import holidays  # noqa: PLC0415 - it takes a while to load, and only booking needs it

    swedish, english = (
        holidays.country_holidays("SE", years=year, language=language, categories=("public", "de_facto"))
        for language in ("sv", "en_US")
    )
    return {day: Bilingual(sv=name[0].lower() + name[1:], en=english[day]) for day, name in swedish.items()}
