"""Finds how far something is moved from its own time: `en vecka framåt`, `en timme senare`, `dagen efter`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.when.items import Distance, Item, Length, SameDay, SameTime, SameWeek
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
_WORDS = re.compile(r"(?<!\S)\S")
_SAME: tuple[tuple[re.Pattern[str], Item], ...] = tuple(
    (re.compile(rf"(?:{loose(pattern)}){END}"), item)
    for pattern, item in (
        (r"samma\sdag|(?:on\s)?(?:the\s)?same\sday", SameDay()),
        (r"samma\svecka|(?:in\s)?(?:the\s)?same\sweek", SameWeek()),
        (r"(?:vid\s)?samma\s(?:tid|klockslag)|(?:at\s)?(?:the\s)?same\stime", SameTime()),
    )
)
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
        return Distance(self.days, self.minutes).of(span)


def shift(text: str) -> Shift | None:
    """Return the first distance that a text names, or None."""
    typed = Typed.of(text)
    for start in (found.start() for found in _WORDS.finditer(typed.text)):
        for by, end in distances(typed.text, start):
            return _shift(typed, start, end, by)
    return None


def distances(text: str, pos: int) -> Iterator[tuple[Distance, int]]:
    """Yield the distance that stands here."""
    if named := _NAMED.match(text, pos):
        yield Distance(next(days for name, days in _NAMED_DAYS.items() if named[name])), named.end()
    elif counted := _COUNTED.match(text, pos) or _WAY_FIRST.match(text, pos):
        count = 1 if counted["count"] in {"a", "an"} else number(counted["count"])
        days = count * (7 if counted["weeks"] else 1)
        yield Distance(-days if counted["earlier"] else days), counted.end()
    elif lead := _LENGTH.match(text, pos):
        for item, end in lengths(text, lead.end()):
            way = _AFTER_LENGTH.match(text, end)
            if way and isinstance(item, Length):
                yield Distance(minutes=-item.minutes if way["earlier"] else item.minutes), way.end()


def same(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield what stands here for the day, the week or the clock of what is moved."""
    for pattern, item in _SAME:
        if found := pattern.match(text, pos):
            yield item, found.end()


def _shift(typed: Typed, start: int, end: int, by: Distance) -> Shift:
    whole = len(typed.text)
    before, rest = (stripped(typed.piece(*part), _AROUND) for part in ((0, start), (end, whole)))
    return Shift(before, typed.piece(start, whole), rest, by.days, by.minutes)
