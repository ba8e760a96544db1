"""What is said where nothing is booked in the days that somebody asks for, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.core.lists import titled
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.view import View
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_line
from handlers.when.mentions import Mention
from handlers.when.reaches import Reach
from storage.documents.people import LEADING_A_UNIT, Unit
from storage.documents.sessions import Session
from storage.values.texts import Message, t, typed
from storage.values.times import Day, Week

JOINS = frozenset({"på", "i", "med", "hos", "vid", "at", "in", "with"})
AHEAD = 120  # days of which it is looked whether they are meant


async def nothing_then(
    period: Mention | Reach, wanted: str, coming: Sequence[Session], view: View
) -> Card | None:
    """Return that nothing is booked then, and the first of what is `coming`; None of days that are past."""
    days = _days(period, view)
    if not days:
        return None
    title = titled(t("Nothing booked {period}", period=_named(period, days)), wanted)
    buttons = _book(view)
    if not coming:
        return Card(title=title, text=(t("Nothing else is booked either."),), buttons=buttons)
    next_one = t(
        "{session}, {unit}", session=session_line(coming[0], view), unit=await session_unit(coming[0], view)
    )
    return Card(title=title, facts=(Fact(label=t("Next session"), value=next_one),), buttons=buttons)


def coming_day(period: Mention | Reach, view: View) -> date | None:
    """Return the coming day of a single weekday that leaves open in which week; None for all else."""
    if not isinstance(period, Mention) or not period.says_one_weekday:
        return None
    return next(iter(_days(period, view)), None)


def nothing_booked(view: View) -> Card:
    """Say that nothing is booked, with the button that helps."""
    title = t("You have no sessions booked.")
    if buttons := _book(view):
        return Card(title=title, buttons=buttons)
    request = Button(label=t("Ask for a collaboration"), action="request", opens=True)
    status = Button(label=t("See the status"), action="status")
    asks = view.person.has(*LEADING_A_UNIT)
    return Card(title=title, buttons=(status, request) if asks else (status,))


def nothing_booked_at(unit: Unit, view: View) -> Card:
    """Say that nothing is booked at a unit where a pair is at work."""
    return Card(title=t("Nothing is booked at {unit}", unit=unit.name), buttons=_book(view))


def _book(view: View) -> tuple[Button, ...]:
    if not (view.person.develops or view.person.coordinates):
        return ()
    return (Button(label=t("Book a session"), action="book", style=Style.PRIMARY, opens=True),)


def _days(period: Mention | Reach, view: View) -> list[date]:
    """Return the days from today on, within reach, that are meant."""
    days = [view.today + timedelta(days=ahead) for ahead in range(AHEAD)]
    zone = view.municipality.zone
    noon = [
        (day, datetime.combine(day, time(12), zone), datetime.combine(day, time(13), zone)) for day in days
    ]
    return period.among(noon)


def _named(period: Mention | Reach, days: Sequence[date]) -> Message:
    """Return the days as they were typed, with their week or date where the words don't say it."""
    said = period.words.split()
    while len(said) > 1 and said[-1].casefold() in JOINS:
        said.pop()
    words = " ".join(said)
    if any(map(str.isdigit, words)):
        return typed(words)
    if len(days) == 1:
        return t("{words} ({day})", words=words, day=Day(day=days[0]))
    weeks = {Week.of(day).monday: Week.of(day) for day in days}
    if len(weeks) == 1:
        return t("{words} ({week})", words=words, week=Week.of(days[0]))
    return typed(words)
