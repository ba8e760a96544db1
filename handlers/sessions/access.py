"""Who may know of, change and reflect on a session."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.sessions import Session


def may_change(person: Person, session: Session, collaboration: Collaboration | None) -> bool:
    """Tell whether the person may move or cancel the session: the present pair, and who coordinates."""
    return person.coordinates or person.id in (collaboration.developers if collaboration else session.people)


def may_follow(person: Person, session: Session, collaboration: Collaboration | None) -> bool:
    """Tell whether the person may know of the session: who leads it, who takes part, and who coordinates."""
    leads = person.coordinates or person.id in session.people
    return leads or (collaboration is not None and person.id in collaboration.members)


def may_reflect(person: Person, session: Session) -> bool:
    """Tell whether the person may reflect on the session: those who lead it, and who coordinates."""
    return person.coordinates or person.id in session.people


async def _may_read(person: Person, session: Session, get: Get) -> bool:
    its = session.collaboration_id
    return may_follow(person, session, await get(Collaboration, its) if its else None)


guard = Guard(Session, _may_read)
