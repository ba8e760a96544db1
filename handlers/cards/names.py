"""The names of people and units that documents hold the ids of."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.core.scene import Scene
from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, typed
from storage.documents.people import Person, Unit
from storage.documents.sessions import Session
from storage.store import Equal


async def person_name(person_id: str, view: View) -> str:
    """Return the person's name, or a dash where they are no longer kept."""
    person = await view.get(Person, person_id)
    return person.name if person else "–"


async def people_names(ids: Iterable[str], view: View) -> Message:
    """Return the people's names, or that nobody is appointed."""
    names = [await person_name(one, view) for one in ids]
    return typed(", ".join(names)) if names else t("nobody yet")


async def unit_name(collaboration: Collaboration, scene: Scene) -> str:
    """Return the name of the collaboration's unit, or a dash where it is no longer kept."""
    unit = await scene.get(Unit, collaboration.unit_id)
    return unit.name if unit else "–"


async def unit_names(view: View) -> list[str]:
    """Return the names of all units of the register."""
    return [unit.name for unit in await view.find(Unit, Equal("confirmed", value=True))]


async def session_unit(session: Session, scene: Scene) -> Message:
    """Return the name of the unit whose session it is, or that it is the developers' own."""
    collaboration = await scene.get(Collaboration, session.collaboration_id)
    return typed(await unit_name(collaboration, scene)) if collaboration else t("Our own group")
