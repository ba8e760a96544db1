"""Which days are meant by what was said of a session."""

from __future__ import annotations

from datetime import date

from handlers.when.day_doubts import AGREEING, NAMING
from handlers.when.day_items import TermName
from handlers.when.doubt import Days
from handlers.when.moment import Moment
from handlers.when.named_days import Named
from handlers.when.rules import check
from handlers.when.said import Said
from handlers.when.week_doubts import IN_WEEKS, WEEKS
from handlers.when.weekday_doubts import ALONE


def days_of(said: Said, moment: Moment, term: TermName | None = None, *, start: date | None = None) -> Days:
    """Return the days that are meant, in the order said.

    Args:
        said: all that was said of the session.
        moment: when it was said.
        term: the term or läsår that was named beside it.
        start: the day from which they are looked for, where that is not today.

    Raises:
        Unclear: the day is missing, in doubt or in conflict.
    """
    named = Named(said, moment, term, start)
    if named.by_week and named.weeks.numbers:
        check(named, WEEKS)
    check(named, (*NAMING, *(ALONE if named.by_weekday else IN_WEEKS), *AGREEING))
    return named.days


def mondays_of(
    said: Said, moment: Moment, term: TermName | None = None, *, start: date | None = None
) -> list[date]:
    """Return the Mondays of the weeks that were said, in order. Raises Unclear where they are in doubt."""
    named = Named(said, moment, term, start)
    if named.weeks.numbers:
        check(named, WEEKS)
    return named.mondays
