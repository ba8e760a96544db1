"""Which days limit a series: dates, weeks, months, terms, feasts and breaks."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from config.calendar import Season, Stretch
from handlers.when.doubt import Unclear
from handlers.when.items import Break, EndOf, Feast, Months, RelativeWeek, TermName, Weekdays, Weeks
from handlers.when.moment import Moment
from handlers.when.plan import Said
from handlers.when.which_days import days_of, mondays_of
from storage.values.texts import t

_SIX_DAYS = timedelta(days=6)
_ONE_DAY = timedelta(days=1)


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
        doubt.days = ()  # they are no sessions
        raise


def _stretch(said: Said, moment: Moment, since: date) -> Stretch:
    if feast := said.get(Feast):
        coming = _next_stretch([_feast(feast.name, since.year + ahead) for ahead in (0, 1)], since)
        moment.check_near((coming.first,))
        return coming
    if away := said.get(Break):
        found = [moment.calendar.break_days(away.name, since.year + ahead) for ahead in (-1, 0, 1)]
        return _next_stretch([days for days in found if days], since)
    if end := said.get(EndOf):
        last = end_of(end, moment, since)
        return Stretch(first=last, last=last)
    if term := said.get(TermName):
        return term_of(term, moment, since)
    if months := said.get(Months):
        return _months(months, moment, since)
    if said.has(Weeks, RelativeWeek) and not said.has(Weekdays):
        monday = _monday(said, moment, since)
        return Stretch(first=monday, last=monday + _SIX_DAYS)
    days = days_of(said, _at(moment, since))
    return Stretch(first=days[0], last=days[-1])


def _at(moment: Moment, since: date) -> Moment:
    """Return the moment as seen from a later day, for a limit that comes after the start."""
    if since <= moment.today:
        return moment
    return Moment(
        moment.now.replace(year=since.year, month=since.month, day=since.day),
        moment.language,
        moment.calendar,
    )


def _monday(said: Said, moment: Moment, since: date) -> date:
    weeks = said.get(Weeks)
    if weeks and len(weeks.numbers) > 1:
        raise Unclear(t("Until which day? Write its date."))
    if weeks and since > moment.today:
        monday = moment.week(weeks.numbers[0], year=weeks.year, since=since)
    else:
        monday = mondays_of(said, moment, None, ())[0]
    if weeks and weeks.year is None:
        moment.check_near((monday,))
    return monday


def _next_stretch(found: list[Stretch], since: date) -> Stretch:
    for days in found:
        if days.last >= since:
            return days
    raise Unclear(t("Until which day? Write its date."))


def _feast(name: str, year: int) -> Stretch:
    if name == "easter":
        sunday = easter(year)
        return Stretch(first=sunday - timedelta(days=3), last=sunday)
    if name == "midsummer":
        friday = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
        return Stretch(first=friday, last=friday + 2 * _ONE_DAY)
    if name == "new year":
        return Stretch(first=date(year, 12, 31), last=date(year + 1, 1, 1))
    return Stretch(first=date(year, 12, 24), last=date(year, 12, 24))


def end_of(end: EndOf, moment: Moment, since: date) -> date:
    """Return the last day of the term, läsår, year or month that `since` lies in."""
    if end.what == "year":
        return date(since.year, 12, 31)
    if end.month:
        since = date(since.year + (end.month < since.month), end.month, 1)
    if end.what == "month":
        return (since.replace(day=1) + timedelta(days=32)).replace(day=1) - _ONE_DAY
    return next(term.last for term in terms_from(moment, since) if end.what == "term" or term.first.month < 8)


def terms_from(moment: Moment, since: date) -> list[Stretch]:
    """Return the term that `since` lies in, or else the next one, and those after it."""
    terms = [moment.calendar.term(season, since.year + ahead) for ahead in (0, 1) for season in _SEASONS]
    return [term for term in terms if term.last >= since]


_SEASONS: tuple[Season, ...] = ("VT", "HT")


def term_of(term: TermName, moment: Moment, since: date) -> Stretch:
    """Return the days of a term or läsår; without a year the one at hand, or else the next."""
    calendar = moment.calendar
    if term.year is None:
        for year in (since.year - 1, since.year, since.year + 1):
            found = term_of(TermName(term.season, year), moment, since)
            if found.last >= since:
                return found
    year = term.year or since.year
    if term.season:
        return calendar.term(term.season, year)
    return Stretch(first=calendar.term("HT", year).first, last=calendar.term("VT", year + 1).last)


def _months(months: Months, moment: Moment, since: date) -> Stretch:
    first = months.months[0]
    year = months.year or (since.year if first >= since.month else since.year + 1)
    last = months.months[-1]
    end_year = year if last >= first else year + 1
    start = date(year, first, 1)
    end = (date(end_year, last, 1) + timedelta(days=32)).replace(day=1) - _ONE_DAY
    if months.year is None:
        moment.check_near((start,))
    return Stretch(first=start, last=end)
