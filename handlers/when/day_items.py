"""What is said of days: the pieces of a text that each mean a set of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.when.parts import Part


@dataclass(frozen=True)
class Weekdays:
    """Days of the week, Monday 0, as named together."""

    days: tuple[int, ...]
    plural: bool = False
    which: Literal["", "next", "this", "coming", "second"] = ""
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
class Parity:
    """Even weeks (0) or odd ones (1)."""

    remainder: int


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
class RelativeMonth:
    """A month so many months from the present one."""

    months: int


@dataclass(frozen=True)
class WeekOfMonth:
    """The nth week of a month, -1 the last: a week is of the month that its Thursday lies in."""

    number: int
    month: int


@dataclass(frozen=True)
class DayBeside:
    """The first of a weekday after a feast or break, or the last one before it.

    Attributes:
        weekday: Monday 0.
        after: whether it is after it.
        what: the feast or break; None is the next break, whichever it is.
    """

    weekday: int
    after: bool
    what: Feast | Break | None


@dataclass(frozen=True)
class FeastDay:
    """A day with a name, such as New Year's Eve, by month and day; Easter's by days from Easter Sunday."""

    month: int
    day: int
    easter: bool = False


@dataclass(frozen=True)
class NextTerm:
    """The coming term, or läsår, after the one at hand."""

    school_year: bool = False
