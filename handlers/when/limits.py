"""Which days limit a series: dates, weeks, months, terms, feasts and breaks."""

from __future__ import annotations

from datetime import date, timedelta

from config.calendar import Stretch
from handlers.when.day_items import (
    Break,
    EndOf,
    Feast,
    FeastDay,
    Months,
    RelativeWeek,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.doubt import Unclear
from handlers.when.items import Item
from handlers.when.meeting import meeting, one_by_one
from handlers.when.moment import Moment
from handlers.when.said import Said
from handlers.when.which_days import days_of, mondays_of
from storage.values.texts import t

_SIX_DAYS = timedelta(days=6)
_NAMED = (Feast, FeastDay, Break, EndOf, TermName, Months)


def stretch_of(said: Said, moment: Moment, since: date) -> Stretch:
    """Return the days that a limit names, the next ones from `since`.

    For a feast those are the days of which people differ on whether they belong to it; for the end of
    something its last day.

    Raises:
        Unclear: it is in doubt which days are meant.
    """
    try:
        return _stretch(said, moment, since)
    except Unclear as doubt:
        raise doubt.without_offers() from None  # they are no sessions


def _stretch(said: Said, moment: Moment, since: date) -> Stretch:
    item = next((one for one in said if isinstance(one, _NAMED)), None)
    if item:
        return named_stretch(item, moment, since)
    start = since if since > moment.today else None
    if said.has(Weeks, RelativeWeek) and not said.has(Weekdays):
        monday = _monday(said, moment, start)
        return Stretch(first=monday, last=monday + _SIX_DAYS)
    days = days_of(said, moment, start=start)
    if len(days) > 1:
        raise Unclear(t("Until which day? Write its date."))
    return Stretch(first=days[0], last=days[-1])


def named_stretch(item: Item, moment: Moment, since: date) -> Stretch:
    """Return the next days of a feast, break, month, term or end. Raises Unclear where there are none."""
    first, *_, last = (named := one_by_one(item))[0], named[-1]
    if isinstance(item, TermName) and item.year:
        since = min(since, date(item.year, 1, 1))
    start = meeting((first,), since, moment.present)
    end = start and meeting((last,), start.first, moment.present)
    if start is None or end is None:
        raise Unclear(t("Until which day? Write its date."))
    if isinstance(item, Feast) or (isinstance(item, Months) and item.year is None):
        moment.check_near((start.first,))
    return Stretch(first=start.first, last=end.last)


def _monday(said: Said, moment: Moment, start: date | None) -> date:
    weeks = said.get(Weeks)
    if weeks and len(weeks.numbers) > 1:
        raise Unclear(t("Until which day? Write its date."))
    monday = mondays_of(said, moment, start=start)[0]
    if weeks and weeks.year is None:
        moment.check_near((monday,))
    return monday
