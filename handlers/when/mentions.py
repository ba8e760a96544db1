"""Reads when something is that there is already: `torsdagens träff`, `Almby 4 feb`, `v 43`, `igår kl 14`.

What is to come is read into one time by `read`. Here a text is held against things with times of their
own: it may leave out the year, the clock or the day, and the things decide which of them it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from config.calendar import load_calendar
from handlers.when.agreement import agrees, tells_weeks_apart
from handlers.when.day_items import Dates, Months, RelativeDay, RelativeWeek, Weekdays, Weeks
from handlers.when.items import Bound, Filler, Found, Hours, Item, Joint, PartOfDay
from handlers.when.lexicon import DAYS, END, ONE_WEEKDAY, loose, one_of
from handlers.when.meanings import Present
from handlers.when.month_days import ONE_WEEK
from handlers.when.scan import begins, ways
from handlers.when.typed import Typed, fold, front

T = TypeVar("T")

MOST_WORDS = 9
BACK = timedelta(days=14)
_DAY_OF_WEEK = one_of(ONE_WEEKDAY)
_SIMPLER = tuple(
    (re.compile(rf"(?<!\S){loose(pattern)}{END}"), words)
    for pattern, words in (
        (r"(?P<which>nästa|kommande) vecka?n?s", "{which} vecka"),
        (r"(?P<which>next|this) week's", "{which} week"),
        (r"morgondagens", "imorgon"),
        (r"kvällens", "ikväll"),
        (r"dagens", "idag"),
        (r"veckans", "denna vecka"),
        (r"(?P<day>(?:mån|tis|ons|tors|fre|lör|sön)dag)(?:en)?s", "{day}"),
        (r"(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday)'s", "{day}"),
    )
)
_GONE = tuple(
    (re.compile(rf"(?<!\S){loose(pattern)}{END}"), days)
    for pattern, days in (
        (r"(?:i förrgår|förrgår|(?:the )?day before yesterday)", 2),
        (r"(?:igår|i går|gårdagens|yesterday)", 1),
    )
)
_LAST_DAY = re.compile(rf"(?<!\S)i\s(?P<day>(?:{loose('mån|tis|ons|tors|fre|lör|sön')})dag)s{END}")
_LAST_WEEK = re.compile(rf"(?<!\S){loose('(?:förra|senaste) veckans?|last weeks?')}{END}")
_LAST = re.compile(rf"(?<!\S)(?:{loose('förra|senaste|last|previous')})\s(?P<day>{_DAY_OF_WEEK}){END}")
_SMALL = re.compile(r"[1-6]")
_BETWEEN = (Joint("or"), Joint("-"), Joint("/"), Joint("and"))
AFTER = " ,;:.-–—/"
_ALTERNATIVES = (Joint("or"), Joint("/"), Joint("and"))
_SAYS_A_DAY = (Dates, Weekdays, Weeks, RelativeDay, RelativeWeek)
_READ = (*_SAYS_A_DAY, Months, Hours, PartOfDay, Filler)
Way = tuple[Item, ...]


@dataclass(frozen=True)
class Mention:
    """When something is, as far as it was said.

    Attributes:
        words: what was typed.
        rest: what was typed after it.
        unsure: whether it names several times to choose among, as `måndag eller tisdag` does.
    """

    words: str
    rest: str
    unsure: bool
    _ways: tuple[Way, ...]
    _today: date
    _gone: bool

    @property
    def says_a_day(self) -> bool:
        """Whether it says which day or week, and not only which hour."""
        return all(any(isinstance(item, _SAYS_A_DAY) for item in way) for way in self._ways)

    @property
    def names_each(self) -> bool:
        """Whether all that it names may be meant at once: days, weeks or months, `och` or `eller` between."""
        return all(map(_names_each, self._ways))

    @property
    def says_only_a_weekday(self) -> bool:
        """Whether it leaves open in which week."""
        return any(
            any(isinstance(item, Weekdays) for item in way) and not any(map(tells_weeks_apart, way))
            for way in self._ways
        )

    @property
    def says_one_weekday(self) -> bool:
        """Whether it says a single weekday, and leaves open in which week."""
        named = [item for way in self._ways for item in way if isinstance(item, Weekdays)]
        alone = all(len(item.days) == 1 and not item.plural for item in named)
        return self.says_only_a_weekday and not self.unsure and alone

    @property
    def says_only_a_week(self) -> bool:
        """Whether it leaves open on which day of the week."""
        return not any(
            isinstance(item, Dates | Weekdays | RelativeDay | Months) for way in self._ways for item in way
        )

    @property
    def says_a_clock(self) -> bool:
        """Whether it says at what time of the day."""
        return any(isinstance(item, Hours | PartOfDay) for way in self._ways for item in way)

    def among(self, things: Iterable[tuple[T, datetime, datetime]]) -> list[T]:
        """Return all things that are meant, in their order; each comes with its start and end on the wall.

        Where neither day nor week was said they are not held to be of one week.
        """
        fitting = [(thing, start, way) for thing, start, end in things if (way := self.way_of(start, end))]
        return self.nearest(fitting) if self.says_a_day else [thing for thing, _, _ in fitting]

    def way_of(self, start: datetime, end: datetime) -> Way | None:
        """Return how it can be meant of something with this start and end on the wall; None if it can't."""
        if self._gone and not timedelta() < self._today - start.date() <= BACK:
            return None
        present = Present(self._today, load_calendar())
        return next((way for way in self._each if all(agrees(i, start, end, present) for i in way)), None)

    def nearest(self, fitting: Sequence[tuple[T, datetime, Way]]) -> list[T]:
        """Return the things that are meant of those that can be; each comes with its start and its way.

        Where no more than a weekday was said, those of the week to come if there are any, or where none is
        later, those of the week that has been; in the plural it is all of them.
        """
        if self._gone or any(_is_of_many_weeks(item) for _, _, way in fitting for item in way):
            return [thing for thing, _, _ in fitting]
        days = [(thing, (start.date() - self._today).days) for thing, start, _ in fitting]
        coming = [thing for thing, day in days if 0 <= day <= ONE_WEEK.days]
        gone = [thing for thing, day in days if -ONE_WEEK.days <= day < 0]
        past = all(day < 0 for _, day in days)
        return coming or (gone if past else []) or [thing for thing, _ in days]

    @property
    def _each(self) -> Sequence[Way]:
        if not self.unsure:
            return self._ways
        return [(item,) for way in self._ways for item in way if isinstance(item, (*_SAYS_A_DAY, Months))]


def mention(text: str, *, today: date, language: str, counted: bool = False) -> Mention | None:
    """Return what the beginning of a text says of when something is; None where it says nothing of it.

    Args:
        text: what a person typed.
        today: the present day where people are.
        language: the person's, `sv` or `en`.
        counted: whether a number from 1 to 6 after it is never its hour, but something that is counted.
    """
    first, after = front(text, MOST_WORDS)
    typed, gone = plainer(Typed.of(first), today)
    if not begins(typed.text, language):
        return None
    whole = not after
    found = [
        run
        for way in ways(typed.text, language)
        if (run := _beginning(way, typed, whole=whole, counted=counted)) and _is_sure(run, typed, language)
    ]
    if not found:
        return None
    end = max(run[-1].end for run in found)
    meant = dict.fromkeys(tuple(piece.item for piece in run) for run in found if run[-1].end == end)
    rest = " ".join((typed.piece(end, len(typed.text)), after)).strip(AFTER)
    unsure = any(_parts(item) or _is_either(item) for way in meant for item in way)
    return Mention(typed.piece(0, end).rstrip(AFTER), rest, unsure, tuple(meant), today, gone)


def plainer(typed: Typed, today: date) -> tuple[Typed, bool]:
    """Put days that have been as dates, and days' genitives as the days; tell whether one has been."""
    for pattern, days in _GONE:
        while found := pattern.search(typed.text):
            typed = _put(typed, found, (today - timedelta(days=days)).isoformat())
    while found := _LAST_DAY.search(typed.text):
        back = (today.weekday() - DAYS[fold(found["day"])] - 1) % 7 + 1
        typed = _put(typed, found, (today - timedelta(days=back)).isoformat())
    while found := _LAST_WEEK.search(typed.text):
        year, week, _ = (today - ONE_WEEK).isocalendar()
        typed = _put(typed, found, f"v {week} {year}")
    for pattern, words in _SIMPLER:
        while found := pattern.search(typed.text):
            typed = _put(typed, found, words.format(**found.groupdict()))
    gone = False
    while found := _LAST.search(typed.text):
        gone, typed = True, _put(typed, found, found["day"])
    return typed, gone


def _put(typed: Typed, found: re.Match[str], words: str) -> Typed:
    """Put other words where some were found; they still stand for what was typed there."""
    start, end = found.span()
    origin = (*[typed.origin[start]] * (len(words) - 1), typed.origin[end - 1])
    return Typed(
        typed.original,
        typed.text[:start] + words + typed.text[end:],
        (*typed.origin[:start], *origin, *typed.origin[end:]),
    )


def _beginning(way: Sequence[Found], typed: Typed, *, whole: bool, counted: bool) -> list[Found]:
    """Return the pieces at the front that say when, without small words at their end."""
    run: list[Found] = []
    for piece in way:
        if not (isinstance(piece.item, (*_READ, Joint)) or _parts(piece.item)):
            break
        run.append(piece)
    _trim(run)
    if run and isinstance(run[0].item, Bound | Joint):
        return []
    follows = not whole or (bool(run) and bool(typed.text[run[-1].end :].strip(AFTER)))
    if (counted or follows) and len(run) > 1 and _is_small(run[-1], typed):
        run.pop()
        _trim(run)
    return run


def _trim(run: list[Found]) -> None:
    while run and isinstance(run[-1].item, Filler | Joint | Bound):
        run.pop()


def _names_each(way: Way) -> bool:
    said = [item for item in way if not isinstance(item, Filler)]
    named, between = said[::2], said[1::2]
    return all(isinstance(item, (*_SAYS_A_DAY, Months)) for item in named) and all(
        item in _ALTERNATIVES for item in between
    )


def _is_of_many_weeks(item: Item) -> bool:
    return tells_weeks_apart(item) or (isinstance(item, Weekdays) and item.plural)


def _parts(item: Item) -> bool:
    """Tell whether it stands between two times of which one may be meant."""
    return (isinstance(item, Bound) and item.kind in {"until", "through"}) or item in _BETWEEN


def _is_either(item: Item) -> bool:
    return isinstance(item, Dates) and item.either


def _is_small(piece: Found, typed: Typed) -> bool:
    guessed = isinstance(piece.item, Hours | Dates) and piece.item.guessed
    return guessed and _SMALL.fullmatch(typed.text[piece.start : piece.end]) is not None


def _is_sure(run: Sequence[Found], typed: Typed, language: str) -> bool:
    """Tell whether the pieces are a time beyond doubt, and not words or numbers of something else."""
    for place, piece in enumerate(run):
        match piece.item:
            case Weekdays(short=True):
                alone = place == len(run) - 1 and piece.end < len(typed.text)
                word = typed.text[piece.start : piece.end]
                if not alone and (language == "sv" or word not in {"to", "on"}):
                    return True
            case Months(short=short):
                if not short:
                    return True
            case Dates(guessed=guessed) | Hours(guessed=guessed):
                if not guessed and (isinstance(piece.item, Dates) or piece.item.marked):
                    return True
            case Weekdays() | Weeks() | RelativeDay() | RelativeWeek():
                return True
            case _:
                pass
    return False
