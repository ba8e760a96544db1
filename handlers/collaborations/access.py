"""Who may see and lead a collaboration."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person


def may_see(person: Person, collaboration: Collaboration) -> bool:
    """Tell whether the person may follow the collaboration: its members, and who coordinates."""
    return person.coordinates or person.id in collaboration.members


def may_lead(person: Person, collaboration: Collaboration) -> bool:
    """Tell whether the person may book in it: those appointed, and who coordinates."""
    return person.coordinates or person.id in collaboration.developers


async def _may_read(person: Person, collaboration: Collaboration, get: Get) -> bool:
    return may_see(person, collaboration)


guard = Guard(Collaboration, _may_read)
