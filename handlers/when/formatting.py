"""Times as people read them: weekday, date, ISO week and clock, in Swedish or English.

What `format_span` and `format_short` give, `handlers.when.read` takes back to the same time (the short
form leaves the year out, so only where its reader would not have to ask which year is meant).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from storage.values.times import Span, Week, instant

_UNITS = {"sv": ("dag", "dagar", "vecka", "veckor"), "en": ("day", "days", "week", "weeks")}
_SEASONS = {"sv": ("sommartid", "vintertid"), "en": ("summer time", "winter time")}
_SHORT_DAY = "EEE d MMM"


def _words(language: str) -> str:
    return language if language in _UNITS else "en"


def format_day(day: date, language: str, *, year: bool = True) -> str:
    """Return `torsdag 15 oktober 2026` or `Thursday 15 October 2026`, on wish without the year."""
    return format_date(day, "EEEE d MMMM y" if year else "EEEE d MMMM", locale=_words(language))


def format_week(week: Week, language: str, *, year: bool = False) -> str:
    """Return `v. 42` or `week 42`, on wish with the ISO year: `v. 42 2026`."""
    name = f"v. {week.number}" if _words(language) == "sv" else f"week {week.number}"
    return f"{name} {week.year}" if year else name


def format_clock(moment: datetime, language: str) -> str:
    """Return `14.00` or `14:00`; the hour that a clock change repeats gets `sommartid` or `vintertid`."""
    separator = "." if _words(language) == "sv" else ":"
    clock = f"{moment.hour:02}{separator}{moment.minute:02}"
    if not _repeated(moment):
        return clock
    return f"{clock} {_SEASONS[_words(language)][moment.fold]}"


def _repeated(moment: datetime) -> bool:
    """Whether clocks show this time twice that day."""
    first, second = (instant(moment.replace(fold=fold)) for fold in (0, 1))
    return first < second


def _clocks(span: Span, language: str) -> str:
    start = format_clock(span.start, language)
    if span.end is None:
        return start
    end = format_clock(span.end, language)
    midnight = span.end.date() > span.start.date()
    return f"{start}–{end.replace('00', '24', 1) if midnight else end}"


def _within_a_day(span: Span) -> bool:
    """Whether the span ends on the day it starts, 24.00 included, or is open."""
    if span.end is None or span.end.date() == span.start.date():
        return True
    return span.end.time() == time() and span.end.date() - span.start.date() == timedelta(days=1)


def _worded(span: Span, language: str, day: Callable[[date], str]) -> str:
    if span.end is None or _within_a_day(span):
        return f"{day(span.start.date())}{_clocks(span, language)}"
    ends = (f"{day(end.date())}{format_clock(end, language)}" for end in (span.start, span.end))
    return " – ".join(ends)


def format_span(span: Span, language: str, *, year: bool = True) -> str:
    """Return `torsdag 15 oktober 2026, v. 42, 14.00–15.30`; with both days where it ends on another."""

    def day(day: date) -> str:
        return f"{format_day(day, language, year=year)}, {format_week(Week.of(day), language)}, "

    return _worded(span, language, day)


def format_short(span: Span, language: str, *, year: bool = False) -> str:
    """Return `tors 15 okt v. 42 14.00–15.30`, for tables and lists on a phone; `tors 15 okt 2026 v. 42 …`."""
    pattern = f"{_SHORT_DAY} y" if year else _SHORT_DAY

    def day(day: date) -> str:
        short = format_date(day, pattern, locale=_words(language)).replace(".", "")
        return f"{short} {format_week(Week.of(day), language)} "

    return _worded(span, language, day)


def format_age(since: datetime, until: datetime, language: str) -> str:
    """Return the whole days between two instants, `3 dagar`, and from a fortnight on the whole weeks."""
    day, days, week, weeks = _UNITS[_words(language)]
    count = max(0, (until - since).days)
    if count < 14:
        return f"{count} {day if count == 1 else days}"
    return f"{count // 7} {week if count // 7 == 1 else weeks}"
