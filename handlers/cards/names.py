"""The names of people and units that documents hold the ids of."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.context import Context
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, typed
from storage.documents.people import Person, Unit
from storage.documents.sessions import Session
from storage.store import Equal


async def person_name(person_id: str, ctx: Context) -> str:
    """Return the person's name, or a dash where they are no longer kept."""
    person = await ctx.get(Person, person_id)
    return person.name if person else "–"


async def people_names(ids: Iterable[str], ctx: Context) -> Message:
    """Return the people's names, or that nobody is appointed."""
    names = [await person_name(one, ctx) for one in ids]
    return typed(", ".join(names)) if names else t("nobody yet")


async def unit_name(collaboration: Collaboration, ctx: Context) -> str:
    """Return the name of the collaboration's unit, or a dash where it is no longer kept."""
    unit = await ctx.get(Unit, collaboration.unit_id)
    return unit.name if unit else "–"


async def unit_names(ctx: Context) -> list[str]:
    """Return the names of all units of the register."""
    return [unit.name for unit in await ctx.find(Unit, Equal("confirmed", value=True))]


async def session_unit(session: Session, ctx: Context) -> Message:
    """Return the name of the unit whose session it is, or that it is the developers' own."""
    collaboration = await ctx.get(Collaboration, session.collaboration_id)
    return typed(await unit_name(collaboration, ctx)) if collaboration else t("Our own group")
