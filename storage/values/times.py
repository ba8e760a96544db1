"""Spans of time, days, ISO weeks, terms and school years, as everyone here shares them.

A wall-clock time is an aware `datetime` whose `tzinfo` is a `ZoneInfo`; it is written as
`2026-10-15T14:00:00[Europe/Stockholm]` (RFC 9557 without an offset, so that the clock on the wall
decides; `+01:00` is added only for the second passing of an hour that the clock change repeats).
An instant is a `datetime` in UTC, written with microseconds so that text order is time order.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, model_validator

_WALL = re.compile(r"(?P<local>[0-9T:.-]{16,26}?)(?P<offset>[+-]\d\d:\d\d)?\[(?P<zone>[^\]]+)\]")


def wall_text(value: datetime) -> str:
    """Write a wall-clock time with its zone."""
    offset = (
        value.isoformat()[-6:]
        if value.fold and value.replace(fold=0).utcoffset() != value.utcoffset()
        else ""
    )
    return f"{value.replace(tzinfo=None).isoformat()}{offset}[{value.tzinfo}]"


def _read_wall(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _WALL.fullmatch(value)
    if not found:
        raise ValueError("not a wall-clock time with a zone")
    return datetime.fromisoformat(found["local"]).replace(
        tzinfo=ZoneInfo(found["zone"]), fold=1 if found["offset"] else 0
    )


def _in_a_zone(value: datetime) -> datetime:
    if not isinstance(value.tzinfo, ZoneInfo):
        raise ValueError("a wall-clock time needs an IANA zone")  # noqa: TRY004 - pydantic's own
    return value


def instant_text(value: datetime) -> str:
    """Write an instant in UTC, fixed width, so that text sorts as time does."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _read_instant(value: Any) -> Any:
    return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else value


WallTime = Annotated[datetime, BeforeValidator(_read_wall), PlainSerializer(wall_text)]
Instant = Annotated[datetime, BeforeValidator(_read_instant), PlainSerializer(instant_text)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Value):
    """From `start` to `end` in wall-clock time; `end` None means that the usual length applies."""

    start: WallTime
    end: WallTime | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        _in_a_zone(self.start)
        if self.end is not None and instant(_in_a_zone(self.end)) <= instant(self.start):
            raise ValueError("a span ends after its start")
        return self

    def closed(self, usual: timedelta) -> Span:
        """Give an open span the usual length, in real time."""
        if self.end is not None:
            return self
        zone = self.start.tzinfo
        return Span(start=self.start, end=(instant(self.start) + usual).astimezone(zone))


class Brief(_Value):
    """A span as lists and tables show it: short. `year`: with the year, since it is not the present one."""

    brief: Span
    year: bool = False

    @classmethod
    def of(cls, span: Span, today: date) -> Self:
        """Return the span as it is shown to somebody who reads it today."""
        return cls(brief=span, year=span.start.year != today.year)


class Day(_Value):
    """One calendar day."""

    day: date


class Age(_Value):
    """How long it is from `since` to the present, shown in days or weeks."""

    since: Instant
    until: Instant


class Week(_Value):
    """An ISO week, Monday to Sunday; `number` 1-53 in the ISO year `year`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week that `day` lies in."""
        year, number, _ = day.isocalendar()
        return cls(year=year, number=number)

    @property
    def monday(self) -> date:
        """The week's first day. Raises ValueError where the year lacks the week."""
        return date.fromisocalendar(self.year, self.number, 1)


class SchoolYear(_Value):
    """A läsår, August to July, named by its first year: 2026 is 2026/27."""

    start: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        """Return the school year that `day` lies in; July still belongs to the one that ended."""
        return cls(start=day.year if day.month >= 8 else day.year - 1)

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"


class Term(_Value):
    """HT, August to December, or VT, January to July, of the calendar year `year`."""

    season: Literal["HT", "VT"]
    year: int

    @classmethod
    def of(cls, day: date) -> Term:
        """Return the term that `day` lies in."""
        return cls(season="HT" if day.month >= 8 else "VT", year=day.year)

    def __str__(self) -> str:
        return f"{self.season}{self.year % 100:02}"


def instant(wall: datetime) -> datetime:
    """Return the UTC instant of an aware time."""
    return wall.astimezone(UTC)
