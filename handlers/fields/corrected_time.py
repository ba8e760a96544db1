"""Makes a time that is typed to a read-back whole by the one read back: `kl 15`, `onsdag`, `90 min`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from babel.dates import format_date

from handlers.core.view import View
from handlers.when.formatting import format_clock
from handlers.when.items import Length
from handlers.when.lengths import lengths
from handlers.when.mentions import Mention, mention
from handlers.when.shifts import Shift, shift
from handlers.when.typed import Typed
from storage.values.times import Span, Week

_CLOCK = r"(?:(?:0?[7-9]|1\d|20)(?:[.:][0-5]\d)?|[0-2]?\d[.:][0-5]\d)"
_CLOCKS = re.compile(rf"{_CLOCK}(?:\s?[-–]\s?{_CLOCK})?")
_DAY = re.compile(r"(?:den|the) (?P<day>\d{1,2})(?::?e|:?a|st|nd|rd|th)?", re.IGNORECASE)
_TO = re.compile(r"(?:till|to|->|=>|→)\s+(?=\S)", re.IGNORECASE)


def correct(text: str, old: Span, view: View, *, of_many: bool = False) -> str | Span | None:
    """Return the time that a text makes of the old one: a whole time to be read, or None where it says none.

    A weekday alone is that of the old time's week, or the coming one once that has been. Where the time is
    one `of_many`, a day says nothing of it.
    """
    by = shift(text)
    if by and not by.before:
        return _shifted(by, old, of_many=of_many)
    if minutes := minutes_of(text):
        return Span(start=old.start, end=old.start + timedelta(minutes=minutes))
    bare = _TO.sub("", text, count=1) if _TO.match(text) else text
    its = old.start.date()
    if _CLOCKS.fullmatch(bare):
        return f"{its} kl {bare}"
    if not of_many and (day := _day_of_month(bare, its, view.today)):
        bare = str(day)
    new = mention(bare, today=view.today, language=view.language)
    if new is None or new.rest or (of_many and (new.unsure or new.says_a_day)):
        return None
    return _completed(bare, new, old, view.today) if new.says_a_day else f"{its} {bare}"


def as_long_as(old: Span, new: Span) -> Span:
    """Return a time without an end as long as the old one, on the wall."""
    if new.end is not None or old.end is None:
        return new
    return Span(start=new.start, end=new.start + (old.end - old.start))


def _shifted(by: Shift, old: Span, *, of_many: bool) -> str | Span | None:
    """Return the old time a distance away, at the clock that was typed after that, if any."""
    if not by.rest:
        return by.of(old)
    return None if by.minutes or of_many else f"{by.of(old).start.date()} {by.rest}"


def minutes_of(text: str) -> int | None:
    """Return the minutes of a text that is a length and nothing else."""
    typed = Typed.of(text)
    found = [item for item, end in lengths(typed.text, 0) if end == len(typed.text)]
    return next((item.minutes for item in found if isinstance(item, Length)), None)


def _day_of_month(text: str, beside: date, today: date) -> date | None:
    """Return the day of a text such as `den 22`, in the month of the old time; None once that has been."""
    found = _DAY.fullmatch(text)
    last = monthrange(beside.year, beside.month)[1]
    if found is None or not 0 < int(found["day"]) <= last:
        return None
    day = beside.replace(day=int(found["day"]))
    return day if day >= today else None


def _completed(text: str, new: Mention, old: Span, today: date) -> str:
    """Put the old time's week, weekday and clock beside a day, where the text doesn't say them."""
    parts = [text]
    if new.says_only_a_week:
        parts.append(format_date(old.start, "EEEE", locale="sv"))
    elif new.says_only_a_weekday:
        week = Week.of(old.start.date())
        parts += [] if week == Week.of(today) else [f"v {week.number} {week.year}"]
    if not new.says_a_clock:
        end = f"-{format_clock(old.end, 'sv')}" if old.end and old.end.date() == old.start.date() else ""
        parts.append(f"kl {format_clock(old.start, 'sv')}{end}")
    return " ".join(parts)
