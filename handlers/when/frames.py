"""Between which days a series lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from config.calendar import Season, Stretch
from handlers.when.day_items import (
    Break,
    Dates,
    EndOf,
    Feast,
    Months,
    RelativeDay,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Unclear
from handlers.when.limits import named_stretch, stretch_of
from handlers.when.moment import Moment
from handlers.when.plan import Plan
from handlers.when.said import Said
from handlers.when.which_days import days_of, mondays_of
from storage.values.texts import t

_SEASONS: tuple[Season, ...] = ("VT", "HT")
ENDS = frozenset({"until", "through", "before"})
_ONE_DAY = timedelta(days=1)


@dataclass
class Frame:
    """The days that a series lies between.

    Attributes:
        first: the first day that may count.
        last: the last one; None where nothing was said.
        implied: whether it starts today only because nobody said when.
        since: the first day of the month or term that was named, where that is already past.
        later: the first day of the term, where it has not begun and only its end was named.
        doubtful: days at the end of which nobody said whether they count.
        anchor: the day or week that the first session was said to be in.
        within: the last day of the months that were named, which no other end may pass.
    """

    first: date
    last: date | None = None
    implied: bool = True
    since: date | None = None
    later: date | None = None
    doubtful: Stretch | None = None
    anchor: Stretch | None = None
    within: date | None = None

    def starts(self, day: date) -> None:
        """Set the first day, as it was said."""
        if not self.implied:
            raise Unclear(t("The times start in two ways. Which one is meant?"))
        self.first = day
        self.implied = False

    def ends(self, day: date) -> None:
        """Set the last day. Raises Unclear where it lies after the months that were named."""
        if self.within is not None and day > self.within:
            raise Unclear(t("The times end in two ways. Which one is meant?"))
        self._cut(day)

    def _cut(self, day: date) -> None:
        """Set the last day, if it comes before the one set already."""
        self.last = day if self.last is None else min(self.last, day)

    def lies_in(self, days: Stretch) -> None:
        """Stay within a month or a term; what is past of it is left out."""
        if days.first > self.first:
            if not self.implied and days.first.isocalendar()[:2] != self.first.isocalendar()[:2]:
                raise Unclear(t("The times start in two ways. Which one is meant?"))
            self.first, self.implied = days.first, False
        elif days.first < self.first and self.implied:
            self.since = days.first
        self._cut(days.last)


def frame_of(plan: Plan, said: Said, moment: Moment) -> Frame:
    """Return the days that a series lies between. Raises Unclear where they are in doubt."""
    frame = Frame(moment.today)
    if said.has(Dates, RelativeDay):
        first = _first_day(said, moment)
        frame.starts(first)
        if not plan.since:
            frame.anchor = Stretch(first=first, last=first)
    elif said.has(Weeks, RelativeWeek):
        first = mondays_of(said, moment, plan.term)[0]
        frame.starts(first)
        frame.anchor = Stretch(first=first, last=first + timedelta(days=6))
    start = plan.limits.get("from", Said())
    listed = start.get(Months)
    if start.has(Feast, Break):
        raise Unclear(t("Which one is the first?"))
    if start and not (listed and len(listed.months) > 1):
        frame.starts(stretch_of(start, moment, moment.today).first)
        listed = None
    for months in (listed, said.get(Months)):
        if months:
            frame.lies_in(stretch_of(Said([months]), moment, frame.first))
            frame.within = frame.last
    return _ended(frame, plan, moment)


def _ended(frame: Frame, plan: Plan, moment: Moment) -> Frame:
    if plan.term:
        days = named_stretch(plan.term, moment, frame.first)
        if days.last < moment.today:
            raise Unclear(t("That term is already past. Which one is meant?"))
        frame.lies_in(days)
    end, kinds = plan.repeats.get(EndOf), ENDS & plan.limits.keys()
    if len(kinds) + bool(end) > 1:
        raise Unclear(t("The times end in two ways. Which one is meant?"))
    if end:
        _end_of(frame, end, moment)
    for kind in kinds:
        _end(frame, kind, plan.limits[kind], moment)
    if frame.last is not None and frame.last < frame.first:
        raise Unclear(t("The end comes before the start. When does it start, and when does it end?"))
    return frame


def _first_day(said: Said, moment: Moment) -> date:
    weekdays = said.get(Weekdays)
    if weekdays and weekdays.plural:
        said.refuse(Weeks, RelativeWeek)
        said = Said(item for item in (said.get(Dates), said.get(RelativeDay)) if item)
    days = days_of(said, moment)
    if len(days) > 1:
        raise Unclear(t("The times start in two ways. Which one is meant?"))
    return days[0]


def _end_of(frame: Frame, end: EndOf, moment: Moment) -> None:
    term = min(
        (named_stretch(TermName(season), moment, frame.first) for season in _SEASONS),
        key=lambda days: days.first,
    )
    if end.what in {"term", "school year"} and frame.implied and frame.first < term.first:
        frame.later = term.first
    frame.ends(named_stretch(end, moment, frame.first).last)


def _end(frame: Frame, kind: str, limit: Said, moment: Moment) -> None:
    end = limit.get(EndOf)
    if end:
        _end_of(frame, end, moment)
        return
    days = stretch_of(limit, moment, frame.first)
    if kind == "before" or (kind == "until" and limit.has(Break)):
        frame.ends(days.first - _ONE_DAY)
    elif limit.has(Feast) or (kind == "until" and limit.has(Months, TermName)):
        frame.ends(days.first - _ONE_DAY)
        frame.doubtful = days
    else:
        frame.ends(days.last)
