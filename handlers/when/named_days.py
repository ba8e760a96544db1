"""The days that were named for a session: what was said of them, and on which days that meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from handlers.when.day_items import (
    Date,
    Dates,
    DayBeside,
    FeastDay,
    Months,
    Nth,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    WeekOfMonth,
    Weeks,
)
from handlers.when.doubt import Days, Unclear
from handlers.when.items import Hours, Item, PartOfDay
from handlers.when.meanings import Present, means
from handlers.when.meeting import meeting, months_of, one_by_one
from handlers.when.moment import Moment
from handlers.when.month_days import ONE_DAY, ONE_WEEK, monday_of, week_of
from handlers.when.said import Said
from storage.values.texts import t

NAMED = (DayBeside, FeastDay, WeekOfMonth)


@dataclass(frozen=True)
class Named:
    """What was said of a session's days.

    Attributes:
        said: all that was said of the session.
        moment: when it was said.
        term: the term or läsår that was named beside it.
        start: the day from which it is looked for, where that is not today.
        found: the days, where they are known already.
    """

    said: Said
    moment: Moment
    term: TermName | None = None
    start: date | None = None
    found: Days | None = None

    @cached_property
    def weekdays(self) -> Weekdays:
        """The weekdays that were said; of no days where none were."""
        return self.said.get(Weekdays) or Weekdays(())

    @cached_property
    def dates(self) -> Dates:
        """The dates that were said; none where none were."""
        return self.said.get(Dates) or Dates(())

    @cached_property
    def weeks(self) -> Weeks:
        """The weeks that were said by number; none where none were."""
        return self.said.get(Weeks) or Weeks(())

    @cached_property
    def near(self) -> RelativeWeek | None:
        """The week that was told from the present one."""
        return self.said.get(RelativeWeek)

    @cached_property
    def nth(self) -> Nth | None:
        """The weekday that was counted within a month."""
        return self.said.get(Nth)

    @cached_property
    def months(self) -> Months:
        """The months that were said; none where none were."""
        return self.said.get(Months) or Months(())

    @property
    def timed(self) -> bool:
        """Whether a clock time was said too."""
        return self.said.has(Hours)

    @property
    def bare_hour(self) -> int | None:
        """The hour that was said as a number by itself, beside a weekday alone; it may be a day's."""
        hours = self.said.get(Hours)
        by_itself = hours is not None and hours.guessed and not hours.end and not self.said.has(PartOfDay)
        return hours.start.hour if hours and by_itself and "." not in hours.start.typed else None

    @property
    def today(self) -> date:
        """The present day."""
        return self.moment.today

    @property
    def since(self) -> date:
        """The day from which the days are looked for."""
        return self.start or self.today

    @property
    def present(self) -> Present:
        """What the days are told from."""
        return self.moment.present

    @property
    def by_weekday(self) -> bool:
        """Whether weekdays are all that was said, beside months."""
        other = self.said.has(Nth, Dates, RelativeDay, Weeks, RelativeWeek, *NAMED)
        return bool(self.weekdays.days) and not other

    @property
    def by_week(self) -> bool:
        """Whether the days are told by their week."""
        return self.said.has(Weeks, RelativeWeek) and not self.said.has(Nth, Dates, RelativeDay, *NAMED)

    @property
    def by_count(self) -> bool:
        """Whether the day is so many weeks from today: `om två veckor`."""
        counted = self.near is not None and self.near.counted and self.near.weeks > 0
        return self.by_week and counted and not self.weeks.numbers and not self.weekdays.days

    @property
    def yearless(self) -> bool:
        """Whether nothing says the year, though it may be doubted."""
        if self.nth:
            return bool(self.months.months) and self.months.year is None
        if self.dates.dates:
            return any(one.year is None for one in self.dates.dates)
        return self.by_week and self.weeks.year is None and (self.term is None or self.term.year is None)

    @cached_property
    def days(self) -> Days:
        """The days that are meant, in the order said, whatever may be doubted of them."""
        return tuple(self._each_day()) if self.found is None else self.found

    @cached_property
    def between(self) -> Days:
        """All days from the first date to the last."""
        first, *_, last = map(self.placed, self.dates.dates)
        return tuple(first + timedelta(days=ahead) for ahead in range((last - first).days + 1))

    @property
    def is_in_one_week(self) -> bool:
        """Whether dates in a row are only a week's, beside a weekday: `torsdag v 46 (9-13 november)`."""
        in_row = self.dates.stretch and bool(self.weeks.numbers) and len(self.between) <= 7
        return in_row and any(day.weekday() in self.weekdays.days for day in self.between)

    def _each_day(self) -> Iterator[date]:
        if self.nth:
            yield from self._nths(self.nth)
        elif self.is_in_one_week:
            yield from (day for day in self.between if day.weekday() in self.weekdays.days)
        elif self.dates.dates:
            yield from map(self.placed, self.dates.dates)
        elif relative := self.said.get(RelativeDay):
            yield self.today + timedelta(days=relative.days)
        elif self.said.has(*NAMED):
            yield from self._of_name()
        elif self.by_count:
            yield self.today + (self.near.weeks if self.near else 0) * ONE_WEEK
        elif self.by_week:
            weekdays = sorted(self.weekdays.days)
            yield from (monday + timedelta(days=day) for monday in self.mondays for day in weekdays)
        else:
            second = self.weekdays.which == "second"
            for item in one_by_one(self.weekdays if second else replace(self.weekdays, which="")):
                after_today = self.weekdays.which == "next" and self.since == self.today
                yield self._met((item,), self.since + after_today * ONE_DAY)

    def _of_name(self) -> Iterator[date]:
        """Yield the days that a feast, a break or a week of a month tells."""
        item = next(one for one in self.said if isinstance(one, NAMED))
        if isinstance(item, WeekOfMonth) and self.weekdays.days:
            yield from (self._met((item, day), self.since) for day in one_by_one(self.weekdays))
        else:
            yield self._met((item,), self.since)

    def placed(self, said: Date) -> date:
        """Return the day of a date: of its year, or the first to come in the week or month that is named."""
        item = Dates((said,))
        if said.year is not None:
            return self._met((item,), date(said.year, 1, 1))
        beside = [one for one in (self.weeks, self.near, self.months) if one and one in self.said]
        narrowed = meeting((item, *beside), self.since, self.present) if said.month is None else None
        if narrowed and narrowed.first <= self.moment.far:
            return narrowed.first
        return self._met((item,), self.since)

    def _nths(self, nth: Nth) -> Iterator[date]:
        since = self.today.replace(day=1) if nth.which == "this" else self.since
        nth = replace(nth, which="") if self.months.months else nth
        months: list[Item | None] = [*one_by_one(self.months)]
        for month in months or [None]:
            beside = (month,) if month else ()
            days = [self._met((one, *beside), since) for one in one_by_one(nth)]
            yield from days
            since = days[-1]

    def _met(self, items: tuple[Item, ...], since: date) -> date:
        found = meeting(items, since, self.present)
        if found is None:
            raise Unclear(t("That month has no such weekday.") if self.nth else t("There is no such date."))
        return found.first

    @cached_property
    def mondays(self) -> list[date]:
        """The Mondays of the weeks that are meant, in order."""
        if not self.weeks.numbers:
            return [self.present.monday + (self.near.weeks if self.near else 0) * ONE_WEEK]
        numbers = one_by_one(self.weeks)
        mondays = [self.first_monday]
        if self.weeks.wraps:
            last = self._monday(numbers[-1], mondays[0])
            return [mondays[0] + ahead * ONE_WEEK for ahead in range((last - mondays[0]) // ONE_WEEK + 1)]
        for number in numbers[1:]:
            mondays.append(self._monday(replace_year(number), mondays[-1] + ONE_WEEK))
        return mondays

    @cached_property
    def first_monday(self) -> date:
        """The Monday of the first week that was said by number."""
        first = one_by_one(self.weeks)[0]
        if self.weeks.year is not None:
            return self._monday(first, date(self.weeks.year, 1, 1))
        narrow = [self.near] if self.near else []
        within = [months_of(self.term)] if self.term and self.term.year else []
        for beside in (narrow, within):
            if beside and (found := meeting((first, *beside), monday_of(self.since), self.present)):
                return monday_of(found.first)
        if within and (year := within[0].year):
            return week_of(year, self.weeks.numbers[0]) or self._monday(first, self.since)
        return self._monday(first, self.since)

    def _monday(self, item: Item, since: date) -> date:
        found = meeting((item,), since, self.present)
        if found is None:
            raise Unclear(
                t(
                    "{year} has no week {number}.",
                    year=str(self.weeks.year or since.year),
                    number=self.weeks.numbers[0],
                )
            )
        return found.first

    def wrong_for(self, item: Item | None) -> date | None:
        """Return the first day that one of the things said is not true of, or None."""
        return next((day for day in self.days if item and not means(item, day, self.present)), None)


def replace_year(item: Item) -> Item:
    """Return a week without its year, for one that follows on another."""
    return replace(item, year=None) if isinstance(item, Weeks) else item
