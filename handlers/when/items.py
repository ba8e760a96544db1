"""What a text is made of: the pieces that the recognisers find in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from handlers.when.day_items import (
    Break,
    Dates,
    DayBeside,
    EndOf,
    Feast,
    FeastDay,
    Months,
    NextTerm,
    Nth,
    Parity,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    TermName,
    Weekdays,
    WeekOfMonth,
    Weeks,
)
from handlers.when.parts import Part
from storage.values.times import Span


@dataclass(frozen=True)
class EveryMonth:
    """`varje månad`."""


@dataclass(frozen=True)
class Clock:
    """A time of day as typed; `plain` where it may be before or after noon."""

    hour: int
    minute: int = 0
    half: Literal["", "am", "pm"] = ""
    plain: bool = False
    unsure: bool = False  # "halv sju", which the rule for 1 to 6 does not settle
    summer: bool | None = None  # "sommartid", "vintertid": which passing of a repeated hour
    typed: str = ""


@dataclass(frozen=True)
class Hours:
    """A time of day, or from one to another."""

    start: Clock
    end: Clock | None = None
    marked: bool = True  # said to be a clock, by "kl", minutes or am/pm
    guessed: bool = False  # "15.10" or "torsdag 14", where a day of the month may be meant
    or_date: bool = False  # "10.11" or "13.12-14.12", sooner dates where none is named beside them


@dataclass(frozen=True)
class Length:
    """How long."""

    minutes: int


@dataclass(frozen=True)
class FromNow:
    """So many minutes from now."""

    minutes: int


@dataclass(frozen=True)
class Distance:
    """How far something is moved: days on the calendar, weeks as seven, and minutes on the clock."""

    days: int = 0
    minutes: int = 0

    def of(self, span: Span) -> Span:
        """Return where a time comes to lie, on the wall."""
        by = timedelta(days=self.days, minutes=self.minutes)
        return Span(start=span.start + by, end=span.end + by if span.end else None)


@dataclass(frozen=True)
class SameDay:
    """`samma dag` as what is moved."""


@dataclass(frozen=True)
class SameWeek:
    """`samma vecka`."""


@dataclass(frozen=True)
class SameTime:
    """`samma tid`."""


@dataclass(frozen=True)
class PartOfDay:
    """A part of the day."""

    part: Part


@dataclass(frozen=True)
class Offset:
    """A zone by its offsets from UTC in minutes, any of which the time may have.

    `converts` where the time is of that zone whatever ours is, as in `2026-10-15T12:00Z`.
    """

    minutes: tuple[int, ...]
    converts: bool = False


@dataclass(frozen=True)
class Every:
    """Every nth week or day."""

    step: int
    unit: Literal["week", "day"] = "week"


@dataclass(frozen=True)
class Times:
    """How many sessions."""

    count: int


@dataclass(frozen=True)
class ForWeeks:
    """For how many weeks."""

    count: int


@dataclass(frozen=True)
class Bound:
    """A limit follows: `through` includes it for certain, `until` as a rule, `before` never."""

    kind: Literal["from", "until", "through", "before", "between"]
    leads: bool = False  # before all else it may lead on to a day that is no limit: "till fredag"


@dataclass(frozen=True)
class Bare:
    """A number that can be neither an hour nor a day of the month."""


@dataclass(frozen=True)
class Joint:
    """What joins two pieces."""

    kind: Literal[",", "and", "-", "to", "or", "/"]


@dataclass(frozen=True)
class Puzzle:
    """Something that is always asked about."""

    kind: Literal["not", "about", "vague", "past", "clock", "date", "week", "after", "repeats", "lunch"]


@dataclass(frozen=True)
class Filler:
    """Words and signs that change nothing; `leads` is one that leads on to a day, such as `på`."""

    leads: bool = False


@dataclass(frozen=True)
class Topic:
    """Words in quotes: never a time."""


@dataclass(frozen=True)
class Unknown:
    """A word that is no part of a time."""


Item = (
    Weekdays
    | Dates
    | Weeks
    | RelativeDay
    | RelativeWeek
    | Months
    | EveryMonth
    | Nth
    | TermName
    | Hours
    | Length
    | FromNow
    | Distance
    | SameDay
    | SameWeek
    | SameTime
    | PartOfDay
    | Offset
    | Every
    | Parity
    | Times
    | ForWeeks
    | Bound
    | Feast
    | Break
    | EndOf
    | RelativeMonth
    | WeekOfMonth
    | DayBeside
    | FeastDay
    | NextTerm
    | Bare
    | Joint
    | Puzzle
    | Filler
    | Topic
    | Unknown
)


@dataclass(frozen=True)
class Found:
    """An item and where it stands in the even text."""

    item: Item
    start: int
    end: int


Pieces = tuple[Found, ...]
"""Pieces of a text in the order that they stand in."""
