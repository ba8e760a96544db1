"""Reads from when, until when or between when: `från november`, `före jul`, `mellan v 46 och v 49`.

It is for lists of what there is; a single time, and several that are named one by one, are read by
`mentions`. What says no year is the nearest to the present day; a weekday alone and the end of a term or
year are the coming ones. After `sedan`, and in a list of what has been, it is the latest that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from config.calendar import Calendar, Stretch
from handlers.when.day_items import Break, Dates, EndOf, Feast, Months, Weekdays, Weeks
from handlers.when.items import Bound, Filler, Found, Item, Joint
from handlers.when.meanings import Present
from handlers.when.mentions import AFTER, plainer
from handlers.when.occurrences import NAMING, occurrences, year_of
from handlers.when.scan import begins, ways
from handlers.when.typed import Typed, fold, front
from storage.values.times import SchoolYear

T = TypeVar("T")
Pair = tuple[Stretch, Stretch]

MOST_WORDS = 12
_ONE_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)
_STARTS = frozenset({"from", "since", "after"})
_ENDS = frozenset({"until", "through", "before"})
_ALONE = "", "between"
_WORDS = {
    "since": "sedan, sen, since",
    "after": "efter, after",
    "from": "tidigast, earliest",
    "through": "senast, latest, by",
    "onwards": "framåt, och framåt, framöver, onwards",
}
_WORD = re.compile(r"\w+")
_KINDS = {fold(word): kind for kind, words in _WORDS.items() for word in words.split(", ")}
_MAY_BE_OF = frozenset({"från", "from"})  # "från förra veckan": what is of last week


@dataclass(frozen=True)
class Reach:
    """From one day to another, both included; None is an open end.

    Attributes:
        words: what was typed.
        rest: what was typed after it.
    """

    words: str
    rest: str
    first: date | None
    last: date | None

    def among(self, things: Iterable[tuple[T, datetime, datetime]]) -> list[T]:
        """Return those that begin within it, in their order; each comes with its start and end."""
        first, last = self.first or date.min, self.last or date.max
        return [thing for thing, start, _ in things if first <= start.date() <= last]


def reach(text: str, *, today: date, language: str, calendar: Calendar, past: bool = False) -> Reach | None:
    """Return what the beginning of a text says of from when or until when; None where it says neither.

    Args:
        text: what a person typed.
        today: the present day where people are.
        language: the person's, `sv` or `en`.
        calendar: terms and breaks.
        past: whether it is said of what has been.
    """
    first, after = front(text, MOST_WORDS)
    even = Typed.of(first)
    typed, gone = plainer(even, today)
    if not (begins(typed.text, language) or _says_a_bound(typed.text)):
        return None
    ways_read = [read for way in ways(typed.text, language) if (read := _clauses(way, typed))]
    if not ways_read:
        return None
    clauses = max(ways_read, key=lambda read: read[-1].end)
    made_plainer = not even.text.startswith(typed.text[: clauses[0].end])
    if made_plainer and clauses[0].word in _MAY_BE_OF:
        clauses[0].kind = "of or from"
    past = past or gone or clauses[0].kind == "since"
    days = _Present(today, calendar, past=past, gone=gone).days(clauses)
    if days is None:
        return None
    end = clauses[-1].end
    rest = " ".join((typed.piece(end, len(typed.text)), after)).strip(AFTER)
    return Reach(typed.piece(0, end).rstrip(AFTER), rest, *days)


@dataclass
class _Clause:
    """A time, and what the word before it makes of it; no word where it is only the first of two."""

    kind: str
    word: str = ""
    items: list[Item] = field(default_factory=list)
    end: int = 0

    @property
    def first(self) -> list[Item]:
        """The first of what is named together."""
        return [_one(item, 0) for item in self.items]

    @property
    def last(self) -> list[Item]:
        """The last of what is named together."""
        return [_one(item, -1) for item in self.items]

    @property
    def is_sure(self) -> bool:
        """Whether it is a time beyond doubt, and not words or numbers of something else."""
        weekdays = [item for item in self.items if isinstance(item, Weekdays)]
        if any(day.plural for day in weekdays) or any(day.short for day in weekdays if len(self.items) == 1):
            return False
        dates = [item for item in self.items if isinstance(item, Dates) and item.guessed]
        return bool(self.items) and all(weekdays or date.dates[0].month for date in dates)


def _clauses(way: Sequence[Found], typed: Typed) -> list[_Clause]:
    """Return the one or two clauses at the front that say from when and until when; none where none do."""
    clauses: list[_Clause] = []
    joined = False
    for piece in way:
        word = typed.text[piece.start : piece.end]
        kind = _kind(piece.item, word, clauses)
        if kind == "onwards":
            clauses[-1].kind, clauses[-1].end = "from", piece.end
        elif kind:
            clauses.append(_Clause(kind, word))
        elif isinstance(piece.item, NAMING) and not joined:
            clauses = clauses or [_Clause("")]
            clauses[-1].items.append(piece.item)
            clauses[-1].end = piece.end
        elif not isinstance(piece.item, Filler | Joint):
            break
        joined = not kind and (joined or isinstance(piece.item, Joint))
    return _fitting(clauses)


def _kind(item: Item, word: str, before: Sequence[_Clause]) -> str:
    """Return what a word makes of the time after it, or of the one before: nothing, if it is no such word."""
    last = before[-1] if before and before[-1].items else None
    if isinstance(item, Joint):
        closes = {"-", "to", "and"} if last and last.kind == "between" else {"-", "to"}
        return "through" if last and last.kind not in _ENDS and item.kind in closes else ""
    if isinstance(item, Bound):
        return item.kind
    kind = "" if isinstance(item, NAMING) else _KINDS.get(fold(word), "")
    return "" if kind == "onwards" and not (last and last.kind in {"", "from"}) else kind


def _says_a_bound(text: str) -> bool:
    """Tell whether a text begins with a word that makes a start or an end of the time after it."""
    word = _WORD.match(text)
    return word is not None and fold(word[0]) in _KINDS


def _fitting(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Return the first two clauses where they are a start and an end, else the first one if it is either."""
    match clauses:
        case [one, other, *_] if one.is_sure and other.is_sure and _are_ends(one.kind, other.kind):
            return [one, other]
        case [one, *_] if one.is_sure and (
            one.kind in _STARTS | _ENDS or (one.kind == "between" and one.first != one.last)
        ):
            return [one]
        case _:
            return []


def _are_ends(one: str, other: str) -> bool:
    return (one in {*_STARTS, *_ALONE} and other in _ENDS) or (one in _ENDS and other in _STARTS)


def _one(item: Item, place: int) -> Item:
    """Return one of the days, weeks or months that are named together, by its place."""
    match item:
        case Dates(dates=dates):
            return replace(item, dates=(dates[place],), stretch=False)
        case Weekdays(days=days):
            return replace(item, days=(days[place],), stretch=False)
        case Weeks(numbers=numbers):
            year = item.year if place == 0 or numbers[place] >= numbers[0] else None
            return Weeks((numbers[place],), year)
        case Months(months=months):
            year = item.year if place == 0 or months[place] >= months[0] else None
            return Months((months[place],), year)
        case _:
            return item


@dataclass(frozen=True)
class _Present:
    """The day on which it was said, and whether it was said of what has been, or is wholly past."""

    today: date
    calendar: Calendar
    past: bool
    gone: bool

    def days(self, clauses: Sequence[_Clause]) -> tuple[date | None, date | None] | None:
        """Return the first and the last day; None where what is named is on none."""
        start = next((one for one in clauses if one.kind not in _ENDS), None)
        end = next((one for one in clauses if one.kind in _ENDS), None)
        year = next((year for one in clauses if (year := year_of(one.items))), None)
        around = date(year, 7, 1) if year else self.today
        named = [self._named(one, around) for one in (start, end) if one]
        pairs = list(_paired(*named)) if len(named) == 2 else [(one, one) for one in named[0]]
        found = pairs if self.past else self._of_this_year(pairs, end)
        chosen = self._chosen(found, coming=_is_coming((start or clauses[0]).items))
        if chosen is None:
            return None
        last = _last_of(end, chosen[1]) if end else self._own_end(clauses[0], chosen[0])
        return (_first_of(start, chosen[0]) if start else None), last

    def _named(self, clause: _Clause, around: date) -> list[Stretch]:
        present = Present(self.today, self.calendar)
        firsts = occurrences(clause.first, around, present)
        if clause.first == clause.last:
            return firsts
        lasts = occurrences(clause.last, around, present)
        return [_whole(pair) for pair in _paired(firsts, lasts)]

    def _of_this_year(self, found: Sequence[Pair], end: _Clause | None) -> Sequence[Pair]:
        """Leave out what ended before the school year began, if anything else is meant as well."""
        since = date(SchoolYear.of(self.today).start, 8, 1)
        lasts = [_last_of(end, last) if end else last.last for _, last in found]
        return [pair for pair, last in zip(found, lasts, strict=True) if last >= since] or found

    def _chosen(self, found: Sequence[Pair], *, coming: bool) -> Pair | None:
        if self.gone:
            found = [pair for pair in found if _whole(pair).last < self.today]
        if self.past:
            begun = [pair for pair in found if pair[0].first <= self.today]
            return next(iter((*begun[-1:], *found)), None)
        if coming:
            ahead = (pair for pair in found if pair[1].last >= self.today)
            return next(ahead, None)
        return min(found, key=lambda pair: self._distance(_whole(pair)), default=None)

    def _distance(self, days: Stretch) -> timedelta:
        return max(days.first - self.today, self.today - days.last, timedelta())

    def _own_end(self, clause: _Clause, days: Stretch) -> date | None:
        """Return where a stretch ends of which both ends are named: `från v 46 till 49` is one of weeks."""
        closed = clause.kind in {"from", "between"} and clause.first != clause.last
        is_past = clause.kind == "of or from" and days.last < self.today
        return days.last if closed or is_past else None


def _is_coming(items: Sequence[Item]) -> bool:
    return all(isinstance(item, Weekdays | EndOf) for item in items)


def _paired(firsts: Sequence[Stretch], lasts: Sequence[Stretch]) -> Iterator[Pair]:
    """Yield each with the next one that doesn't end before it, if within a year where any are."""
    pairs = [
        (first, last)
        for first in firsts
        if (last := next((one for one in lasts if one.last >= first.first), None))
    ]
    short = [pair for pair in pairs if pair[1].last - pair[0].first <= _A_YEAR]
    yield from short or pairs


def _whole(pair: Pair) -> Stretch:
    return Stretch(first=pair[0].first, last=pair[1].last)


def _first_of(clause: _Clause, days: Stretch) -> date:
    return days.last + _ONE_DAY if clause.kind == "after" else days.first


def _last_of(clause: _Clause, days: Stretch) -> date:
    """Return the last day; a feast or break is never in what reaches until it."""
    outside = clause.kind == "until" and any(isinstance(item, Feast | Break) for item in clause.items)
    return days.first - _ONE_DAY if outside or clause.kind == "before" else days.last
