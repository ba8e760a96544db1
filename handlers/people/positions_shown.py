"""How positions are shown: as what, where, from when until when, how much and on which weekdays."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.replies import Fact
from handlers.core.view import View
from handlers.fields.share import percent, weekdays
from handlers.people.roles import ROLES
from storage.documents.people import Person, Position, Unit
from storage.values.texts import Message, listed, t, typed
from storage.values.times import Day


async def position_words(position: Position, view: View) -> Message:
    """Return a position in a line."""
    unit = await view.get(Unit, position.unit_id)
    parts = [
        ROLES[position.role] if position.role else t("works at the unit"),
        *([typed(unit.name)] if unit else []),
        *days_of(position),
        *([percent(position.share)] if position.share else []),
        *([weekdays(position.weekdays)] if position.weekdays else []),
    ]
    return listed(*parts)


def days_of(position: Position) -> Sequence[Message]:
    """Return from when until when a position is, if anybody has said."""
    first = Day(day=position.since) if position.since else None
    last = Day(day=position.until) if position.until else None
    if first and last:
        return (t("from {first} to {last}", first=first, last=last),)
    if first:
        return (t("from {first}", first=first),)
    return (t("until {last}", last=last),) if last else ()


async def position_facts(person: Person, view: View) -> list[Fact]:
    """Return the positions of which more is known than the role and the unit, and that aren't over."""
    told = [one for one in person.positions if one.since or one.until or one.share or one.weekdays]
    return [
        Fact(label=t("Position"), value=await position_words(one, view))
        for one in told
        if one.holds_or_will(view.today)
    ]
