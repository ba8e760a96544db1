"""The moment in which a text is read, and what days and weeks mean in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from config.calendar import Calendar
from handlers.when.doubt import Unclear
from handlers.when.items import Date
from storage.values.texts import t
from storage.values.times import Day, Week

FAR_MONTHS = 9
_MOST_YEARS = 10
_MOST_SHORT_YEARS = 3
_ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Moment:
    """When, in which zone and language, and over which terms and breaks a text is read.

    Attributes:
        now: aware; its tzinfo is the zone in which people's times are meant.
    """

    now: datetime
    language: str
    calendar: Calendar

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.now.date()

    @property
    def monday(self) -> date:
        """The present week's first day."""
        return self.today - timedelta(days=self.today.weekday())

    @property
    def far(self) -> date:
        """The last day that needs no year."""
        return self.today + relativedelta(months=FAR_MONTHS)

    def placed(self, said: Date, *, since: date | None = None) -> date:
        """Return the day that is meant: the first one from today (or `since`) that fits what was said."""
        if said.year is not None:
            return self._in_its_year(said)
        start = since or self.today
        for months in range(12 * 9):
            first = start.replace(day=1) + relativedelta(months=months)
            if said.month not in {None, first.month}:
                continue
            day = _day_or_none(first.year, first.month, said.day)
            if day and day >= start:
                return day
        raise Unclear(t("There is no such date."))

    def _in_its_year(self, said: Date) -> date:
        day = _day_or_none(said.year or 0, said.month or 0, said.day)
        if day is None:
            raise Unclear(t("There is no such date."))
        if day.year > self.today.year + (_MOST_SHORT_YEARS if said.short else _MOST_YEARS):
            raise Unclear(t("{day} is very far ahead. Is the year right?", day=Day(day=day)))
        return day

    def check_near(self, days: tuple[date, ...]) -> None:
        """Raise Unclear where a day whose year was not said is more than nine months ahead."""
        late = [day for day in days if day > self.far]
        if late:
            raise Unclear(
                t(
                    "Do you mean {day}? That is more than nine months ahead, so write the year.",
                    day=Day(day=late[0]),
                ),
                days=(days,),
            )

    def week(
        self, number: int, *, year: int | None = None, since: date | None = None, days: tuple[int, ...] = ()
    ) -> date:
        """Return the Monday of the week that is meant: the next one by that number, today's included.

        Args:
            number: 1 to 53.
            year: the ISO year, where it was said.
            since: the day to look from, where it is not today.
            days: the weekdays that are wanted in it, for the question.

        Raises:
            Unclear: the year lacks the week, or it has already been in this läsår and no year was said.
        """
        if year is not None:
            return self._week_in(number, year)
        start = since or self.today
        mondays = [
            monday
            for ahead in range(-2, 9)
            if (monday := _monday_or_none(start.isocalendar().year + ahead, number)) is not None
        ]
        coming = next(monday for monday in mondays if monday + _ONE_WEEK > start)
        gone = max((monday for monday in mondays if monday + _ONE_WEEK <= start), default=None)
        if coming.isocalendar().year > start.isocalendar().year + 1:
            year = start.isocalendar().year
            raise Unclear(t("{year} has no week {number}.", year=str(year), number=number))
        if gone is not None and since is None and gone + timedelta(days=6) >= self._school_year_start():
            raise Unclear(
                t("{week} has already been this school year. Which year is meant?", week=Week.of(gone)),
                days=(tuple(coming + timedelta(days=day) for day in days),) if days else (),
            )
        return coming

    def _week_in(self, number: int, year: int) -> date:
        monday = _monday_or_none(year, number)
        if monday is None:
            raise Unclear(t("{year} has no week {number}.", year=str(year), number=number))
        if year > self.today.year + _MOST_YEARS:
            raise Unclear(t("{day} is very far ahead. Is the year right?", day=Day(day=monday)))
        return monday

    def _school_year_start(self) -> date:
        """The first of August of the läsår; in July the coming one counts."""
        year = self.today.year if self.today.month >= 7 else self.today.year - 1
        return date(year, 8, 1)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _monday_or_none(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
