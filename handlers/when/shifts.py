"""Finds how far something is moved from its own time: `en vecka framåt`, `en timme senare`, `dagen efter`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from handlers.when.items import Length
from handlers.when.lengths import lengths
from handlers.when.lexicon import END, NUMBER, loose, number
from handlers.when.typed import Typed
from storage.values.marks import stripped
from storage.values.times import Span

_LATER = "framåt|fram|framöver|senare|later|forwards?"
_EARLIER = "bakåt|bak|tillbaka|tidigare|earlier|backwards?|back|sooner"
_WAY = rf"(?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER})){END}"
_UNIT = rf"(?:(?P<weeks>veckor|vecka|v|weeks?)|(?P<days>dagar|dag|dar|dgr|dygn|days?)){END}"
_COUNT = rf"(?P<count>{NUMBER}|an?{END})"
_LEAD = r"(?<!\S)(?:(?:till|to|på|on)\s)?(?:med\s|by\s)?"
_NAMED = re.compile(
    loose(
        rf"{_LEAD}(?:(?P<next_day>dagen efter|nästföljande dag|(?:the )?(?:day after|following day))"
        r"|(?P<day_before>dagen (?:före|innan)|(?:the )?day before)"
        r"|(?P<next_week>veckan efter|(?:the )?(?:week after|following week))"
        r"|(?P<week_before>veckan (?:före|innan)|(?:the )?week before))"
        rf"{END}(?=\W*(?:$|\d|(?:kl|klockan|at|vid|mellan|between|från|from){END}))"
    )
)
_NAMED_DAYS = {"next_day": 1, "day_before": -1, "next_week": 7, "week_before": -7}
_COUNTED = re.compile(loose(rf"{_LEAD}{_COUNT}\s?{_UNIT}\s{_WAY}"))
_WAY_FIRST = re.compile(loose(rf"{_LEAD}{_WAY}\s(?:med\s|by\s)?{_COUNT}\s?{_UNIT}"))
_LENGTH = re.compile(loose(_LEAD))
_AFTER_LENGTH = re.compile(loose(rf"\s{_WAY}"))
_AROUND = " ,;:.-–—"


@dataclass(frozen=True)
class Shift:
    """A move by a distance.

    Attributes:
        before, onwards, rest: what was typed before it, from it on, and after it.
        days: on the calendar, weeks as seven.
        minutes: on the clock.
    """

    before: str
    onwards: str
    rest: str
    days: int = 0
    minutes: int = 0

    def of(self, span: Span) -> Span:
        """Return where a time comes to lie, on the wall."""
        by = timedelta(days=self.days, minutes=self.minutes)
        return Span(start=span.start + by, end=span.end + by if span.end else None)


def shift(text: str) -> Shift | None:
    """Return the first distance that a text names, or None."""
    typed = Typed.of(text)
    found = [one for one in (_by_days(typed), _by_minutes(typed)) if one]
    return min(found, key=lambda one: len(one.before), default=None)


def _by_days(typed: Typed) -> Shift | None:
    if named := _NAMED.search(typed.text):
        days = next(days for name, days in _NAMED_DAYS.items() if named[name])
        return _shift(typed, named.start(), named.end(), days=days)
    counted = _COUNTED.search(typed.text) or _WAY_FIRST.search(typed.text)
    if counted is None:
        return None
    count = 1 if counted["count"] in {"a", "an"} else number(counted["count"])
    days = count * (7 if counted["weeks"] else 1)
    return _shift(typed, counted.start(), counted.end(), days=-days if counted["earlier"] else days)


def _by_minutes(typed: Typed) -> Shift | None:
    for lead in _LENGTH.finditer(typed.text):
        for item, end in lengths(typed.text, lead.end()):
            way = _AFTER_LENGTH.match(typed.text, end)
            if way and isinstance(item, Length):
                minutes = -item.minutes if way["earlier"] else item.minutes
                return _shift(typed, lead.start(), way.end(), minutes=minutes)
    return None


def _shift(typed: Typed, start: int, end: int, *, days: int = 0, minutes: int = 0) -> Shift:
    whole = len(typed.text)
    before, rest = (stripped(typed.piece(*part), _AROUND) for part in ((0, start), (end, whole)))
    return Shift(before, typed.piece(start, whole), rest, days, minutes)
