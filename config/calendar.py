"""Terms and local breaks (lov): usual dates, decided dates, and units' own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from dateutil.easter import easter
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from config.files import read_toml
from config.process import HERE, Entry

Season = Literal["HT", "VT"]
_BETWEEN_TERMS = frozenset({"christmas", "summer"})


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stretch(_Data):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last < self.first:
            raise ValueError("last comes before first")
        return self

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class NearDay(_Data):
    """An ISO weekday near a day of the year, written `MM-DD`."""

    weekday: int = Field(ge=1, le=7)
    on_or_after: str | None = Field(None, pattern=r"\d\d-\d\d")
    on_or_before: str | None = Field(None, pattern=r"\d\d-\d\d")

    def in_year(self, year: int) -> date:
        """Return the day in `year`."""
        if self.on_or_after:
            day = date.fromisoformat(f"{year}-{self.on_or_after}")
            return day + timedelta(days=(self.weekday - day.isoweekday()) % 7)
        day = date.fromisoformat(f"{year}-{self.on_or_before}")
        return day - timedelta(days=(day.isoweekday() - self.weekday) % 7)


class UsualTerm(_Data):
    """When a term usually starts and ends."""

    first: NearDay
    last: NearDay


class Usual(_Data):
    """The usual terms."""

    HT: UsualTerm
    VT: UsualTerm


class Break(Entry):
    """A local break: its usual ISO week or place at Easter, and decided dates by year."""

    week: int | None = Field(None, ge=1, le=52)
    easter: Literal["before", "after"] | None = None
    forms: tuple[str, ...] = ()
    dates: dict[int, Stretch] = Field(default_factory=dict)


Terms = dict[Annotated[str, Field(pattern=r"^(HT|VT)\d\d$")], Stretch]


class Own(_Data):
    """A unit's own terms (`HT26`) and breaks (by id and year)."""

    terms: Terms = {}
    breaks: dict[str, dict[int, Stretch]] = {}


class OpenAllYear(_Data):
    """The school forms without breaks."""

    forms: tuple[str, ...] = ()


class Calendar(_Data):
    """When terms and breaks are, by school form and unit."""

    usual: Usual
    terms: Terms = {}
    open_all_year: OpenAllYear = OpenAllYear()
    breaks: tuple[Break, ...]
    units: dict[str, Own] = {}
    _closed: dict[tuple[int, str, str], tuple[Stretch, ...]] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _known_breaks(self) -> Self:
        known = [one.id for one in self.breaks]
        for unit, own in self.units.items():
            for wrong in own.breaks.keys() - set(known):
                raise ValueError(f"units.{unit}.breaks has {wrong}, which is none of {', '.join(known)}")
        for one in self.breaks:
            if not (one.week or one.easter or one.dates or one.id in _BETWEEN_TERMS):
                raise ValueError(f"breaks has {one.id}, which has neither week, easter nor dates")
        return self

    def term(self, season: Season, year: int, unit: str = "") -> Stretch:
        """Return the days of a term of the calendar year `year`."""
        name = f"{season}{year % 100:02}"
        own = self.units.get(unit, Own()).terms.get(name) or self.terms.get(name)
        if own:
            return own
        usual = self.usual.HT if season == "HT" else self.usual.VT
        return Stretch(first=usual.first.in_year(year), last=usual.last.in_year(year))

    def break_days(self, break_id: str, year: int, unit: str = "") -> Stretch | None:
        """Return the break that begins in `year`; None where the calendar has none by that id."""
        own = self.units.get(unit, Own()).breaks.get(break_id, {}).get(year)
        entry = next((one for one in self.breaks if one.id == break_id), None)
        if own or entry is None:
            return own
        return entry.dates.get(year) or self._usual_break(entry, year, unit)

    def _usual_break(self, entry: Break, year: int, unit: str) -> Stretch | None:
        if entry.week:
            return _school_week(date.fromisocalendar(year, entry.week, 1))
        if entry.easter:
            monday = easter(year) + timedelta(days=1 if entry.easter == "after" else -6)
            return _school_week(monday)
        if entry.id not in _BETWEEN_TERMS:
            return None
        ended = self.term("HT" if entry.id == "christmas" else "VT", year, unit).last
        begins = self.term("VT", year + 1, unit) if entry.id == "christmas" else self.term("HT", year, unit)
        return Stretch(first=ended + timedelta(days=1), last=begins.first - timedelta(days=1))

    def closed(self, year: int, school_form: str, unit: str = "") -> tuple[Stretch, ...]:
        """Return the breaks that begin in `year` for a school form and unit; where it has none, July."""
        key = year, school_form, unit
        if key not in self._closed:
            self._closed[key] = tuple(self._breaks_of(*key))
        return self._closed[key]

    def _breaks_of(self, year: int, school_form: str, unit: str) -> Iterator[Stretch]:
        if school_form in self.open_all_year.forms:
            yield Stretch(first=date(year, 7, 1), last=date(year, 7, 31))
            return
        for entry in self.breaks:
            if not entry.forms or school_form in entry.forms:
                days = self.break_days(entry.id, year, unit)
                yield from [days] if days else []

    def break_on(self, day: date, school_form: str, unit: str = "") -> Break | None:
        """Return the break that `day` lies in for a school form and unit, or None."""
        if school_form in self.open_all_year.forms:
            return None
        for entry in self.breaks:
            if entry.forms and school_form not in entry.forms:
                continue
            for year in (day.year, day.year - 1):
                days = self.break_days(entry.id, year, unit)
                if days and day in days:
                    return entry
        return None


def _school_week(monday: date) -> Stretch:
    return Stretch(first=monday, last=monday + timedelta(days=4))


@cache
def load_calendar(path: Path = HERE / "calendar.toml") -> Calendar:
    """Read the calendar. Raises ValueError (pydantic's) where the file doesn't fit."""
    return Calendar.model_validate(read_toml(path))
