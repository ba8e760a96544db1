"""What a text is made of: the pieces that the recognisers find in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["morning", "forenoon", "day", "afternoon", "evening"]


@dataclass(frozen=True)
class Weekdays:
    """Days of the week, Monday 0, as named together."""

    days: tuple[int, ...]
    plural: bool = False
    which: Literal["", "next", "this", "coming"] = ""
    stretch: bool = False  # "måndag–onsdag"
    short: bool = False  # an abbreviation that is also a word


@dataclass(frozen=True)
class Date:
    """A day of a month, as far as it was said."""

    day: int
    month: int | None = None
    year: int | None = None
    short: bool = False  # a year of two digits


@dataclass(frozen=True)
class Dates:
    """Days of the month, as named together."""

    dates: tuple[Date, ...]
    stretch: bool = False  # "15–17 november"
    either: bool = False  # "15 eller 16 november"
    guessed: bool = False  # "torsdag 15" or "15.10", where nothing says that no clock is meant
    or_hours: bool = False  # "den 5, 12", where the last may be an hour


@dataclass(frozen=True)
class Weeks:
    """ISO weeks, as named together."""

    numbers: tuple[int, ...]
    year: int | None = None
    wraps: bool = False  # "v 50–3", over the new year
    listed: bool = False  # "v 44, 46", each of them named
    or_hours: bool = False  # "v 10, 12", where the last may be an hour


@dataclass(frozen=True)
class RelativeDay:
    """A day so many days from today; `ikväll` says a part of it too."""

    days: int
    part: Part | None = None


@dataclass(frozen=True)
class RelativeWeek:
    """A week so many weeks from the present one; `counted` where it may also be so many days."""

    weeks: int
    counted: bool = False


@dataclass(frozen=True)
class Months:
    """Whole months, in order."""

    months: tuple[int, ...]
    year: int | None = None
    short: bool = False  # a name that is also a word


@dataclass(frozen=True)
class EveryMonth:
    """`varje månad`."""


@dataclass(frozen=True)
class Nth:
    """The nth of a weekday in a month; -1 is the last, -2 the one before it.

    Attributes:
        which: the month, where no name says it: `coming` is the one at hand or, once that day is past, the
            next (`i månaden`); `open` is where nothing says it.
        either: whether one of several is meant.
    """

    numbers: tuple[int, ...]
    weekday: int
    which: Literal["", "coming", "this", "next", "open"] = ""
    either: bool = False


@dataclass(frozen=True)
class TermName:
    """A term or, without a season, a läsår by its first year; year None is the one at hand."""

    season: Literal["HT", "VT", ""]
    year: int | None = None


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
class PartOfDay:
    """A part of the day."""

    part: Part


@dataclass(frozen=True)
class Offset:
    """A zone by its offsets from UTC in minutes, any of which the time may have."""

    minutes: tuple[int, ...]


@dataclass(frozen=True)
class Every:
    """Every nth week or day."""

    step: int
    unit: Literal["week", "day"] = "week"


@dataclass(frozen=True)
class Parity:
    """Even weeks (0) or odd ones (1)."""

    remainder: int


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
class Feast:
    """A feast as a limit: christmas, new year, easter or midsummer."""

    name: str


@dataclass(frozen=True)
class Break:
    """A local break (lov) as a limit, by its id in the calendar."""

    name: str


@dataclass(frozen=True)
class EndOf:
    """The end of the term, the läsår, the year or the month at hand; `ut` where it limits by itself."""

    what: Literal["term", "school year", "year", "month"]
    limits: bool = False
    month: int | None = None


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

    kind: Literal["not", "about", "vague", "past", "clock", "date", "week", "after", "repeats"]


@dataclass(frozen=True)
class Filler:
    """Words and signs that change nothing."""


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
