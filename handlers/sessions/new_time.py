"""A session's new time as it is typed, made whole by the day, weekday and clock of its present one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from babel.dates import format_date

from handlers import when
from handlers.core.view import View
from handlers.when.formatting import format_clock, format_span
from handlers.when.mentions import Mention, mention
from handlers.when.shifts import Shift, shift
from storage.documents.times import Span, Week

TO = r"(?:till|to|->|=>|→)"  # before the new time
_LEADING_TO = re.compile(rf"{TO}\s+(?=\S)", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"(?:(?<!\s)\s+)?\b(?:(?:vid )?samma (?:tid|klockslag)|(?:at )?(?:the )?same time)\b", re.IGNORECASE
)
_SAME_DAY = re.compile(r"\b(?:samma dag|(?:on )?(?:the )?same day)\b", re.IGNORECASE)
_SAME_WEEK = re.compile(r"\b(?:samma vecka|(?:in )?(?:the )?same week)\b", re.IGNORECASE)
_CLOCKS = re.compile(r"[\d.:]+ ?[-–] ?[\d.:]+")
_OR = {"sv": " eller ", "en": " or "}
_ONE_WEEK = timedelta(weeks=1)


def without_same_time(text: str) -> str:
    """Return a text without `samma tid`, which is what is meant where no clock is typed anyway."""
    return _SAME_TIME.sub("", text)


def new_time(text: str, old: Span, view: View) -> str:
    """Return the new time with the old one's day, weekday or clock where none was typed.

    A weekday alone may be the coming one or the one beside the old time: then it is all of them, for the
    reader of times to ask about. What is whole, or can't be read, stays as it is.
    """
    by = shift(text)
    if by and not by.before:
        return _shifted(by, old, view)
    text = _with_same(text, old)
    bare = _LEADING_TO.sub("", text, count=1) if _LEADING_TO.match(text) else text
    new = mention(bare, today=view.today, language=view.language)
    its = old.start.date()
    if new is None and _CLOCKS.fullmatch(bare) and its >= view.today:
        return f"{its} kl {bare}"
    if new is None or new.rest or new.unsure:
        return bare
    if not new.says_a_day:
        return f"{its} {bare}" if its >= view.today else bare
    whole = _completed(bare, new, old)
    if not new.says_only_a_weekday:
        return whole
    times = _readings(whole, old, view)
    as_read = times in {(), _read(whole, view)}
    return whole if as_read else _OR[view.language].join(format_span(one, view.language) for one in times)


def _with_same(text: str, old: Span) -> str:
    """Put the session's own day and week where `samma dag` and `samma vecka` stand."""
    day = old.start.date()
    week = Week.of(day)
    text = _SAME_DAY.sub(str(day), without_same_time(text))
    return _SAME_WEEK.sub(f"v {week.number} {week.year}", text).strip()


def _shifted(by: Shift, old: Span, view: View) -> str:
    """Return the time at a distance from the old one, at the clock that was typed after it, if any."""
    rest = without_same_time(by.rest)
    if by.minutes:
        rest = _SAME_DAY.sub("", rest)
    if by.minutes or not rest:
        return f"{format_span(by.of(old), view.language)} {rest}".strip()
    text = f"{by.of(old).start.date()} {rest}"
    new = mention(text, today=view.today, language=view.language)
    return _completed(text, new, old) if new else text


def _completed(text: str, new: Mention, old: Span) -> str:
    weekday = format_date(old.start, "EEEE", locale="sv") if new.says_only_a_week else ""
    clock = "" if new.says_a_clock else f"kl {format_clock(old.start, 'sv')}"
    return " ".join(part for part in (text, weekday, clock) if part)


def _readings(text: str, old: Span, view: View) -> tuple[Span, ...]:
    """Return the times that a weekday may mean: beside the session that is moved, and the coming one.

    The session's own time is none of them.
    """
    its = old.start.date()
    beside = _read(_in_week(text, its), view) if its > view.today else ()
    if beside and (beside[0].start.date() < its or _is_same(beside[0], old)):
        beside += _read(_in_week(text, its + _ONE_WEEK), view)
    return tuple(dict.fromkeys(one for one in (*beside, *_read(text, view)) if not _is_same(one, old)))


def _is_same(new: Span, old: Span) -> bool:
    return new.start == old.start and new.end in {None, old.end}


def _in_week(text: str, day: date) -> str:
    week = Week.of(day)
    return f"{text} v {week.number} {week.year}"


def _read(text: str, view: View) -> tuple[Span, ...]:
    reading = when.read(
        text, now=view.local_now, language=view.language, topic=True, calendar=view.municipality.calendar
    )
    likely = [one.spans for one in reading.ask.choices] if reading.ask else [reading.spans]
    return () if reading.rest else tuple(span for spans in likely for span in spans)
