"""The sessions that somebody follows: those that they lead, and those of their collaborations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.store import Condition, Equal, NotBefore
from storage.values.times import instant_text

JUST_AFTER = timedelta(microseconds=1)


async def sessions_since(first: date, states: Iterable[Held], view: View) -> list[Session]:
    """Return the person's sessions in these states that end on the day `first` or later, in order of time."""
    since = NotBefore("ends_at", instant_text(midnight(first, view)))
    found: dict[str, Session] = {}
    for whose in await _whose(view):
        for state in states:
            own = await view.find(Session, Equal("state", state.value), since, *whose)
            found |= {one.id: one for one in own}
    return sorted(found.values(), key=lambda one: one.starts_at)


async def next_session(view: View, unit_id: str | None = None) -> Session | None:
    """Return the person's next session that has not ended, of a unit if one is named, or None."""
    booked = Equal("state", Held.BOOKED.value)
    to_come = NotBefore("ends_at", instant_text(view.now + JUST_AFTER))
    whose = await _of_unit(unit_id, view) if unit_id else await _whose(view)
    found = [
        one
        for its in whose
        for one in await view.find(Session, booked, to_come, *its, order_by="ends_at", limit=1)
    ]
    return min(found, key=lambda one: one.starts_at, default=None)


def midnight(day: date, view: View) -> datetime:
    """Return when a day begins where people are."""
    return datetime.combine(day, time(), view.municipality.zone)


async def _whose(view: View) -> list[tuple[Condition, ...]]:
    if view.person.coordinates:
        return [()]
    member = await view.find(Collaboration, Equal("members", view.person.id))
    return [(Equal("people", view.person.id),), *((Equal("collaboration_id", one.id),) for one in member)]


async def _of_unit(unit_id: str, view: View) -> list[tuple[Condition, ...]]:
    """Return the conditions for a unit's sessions: all for who coordinates, else where one is a member."""
    own = () if view.person.coordinates else (Equal("members", view.person.id),)
    found = await view.find(Collaboration, Equal("unit_id", unit_id), *own)
    return [(Equal("collaboration_id", one.id),) for one in found]
