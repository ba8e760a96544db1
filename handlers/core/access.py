"""Who may do what to what: the one place that answers."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Session


def may_see(person: Person, collaboration: Collaboration) -> bool:
    """Tell whether the person may follow the collaboration: its members, and who coordinates."""
    return person.coordinates or person.id in collaboration.members


def may_lead(person: Person, collaboration: Collaboration) -> bool:
    """Tell whether the person may book in it: those appointed, and who coordinates."""
    return person.coordinates or person.id in collaboration.developers


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


def may_read(person: Person, reflection: Reflection, collaboration: Collaboration | None) -> bool:
    """Tell whether the person may read the reflection: its author, and those whom it is shared with.

    What its author wrote in `private` is for nobody else all the same.
    """
    if person.id == reflection.author_id:
        return True
    return any(_is_of(person, one, reflection, collaboration) for one in reflection.shared_with)


def _is_of(
    person: Person, readers: Readers, reflection: Reflection, collaboration: Collaboration | None
) -> bool:
    match readers:
        case Readers.PAIR | Readers.OWN_GROUP:
            return person.id in reflection.readers
        case Readers.COORDINATOR:
            return person.coordinates
        case Readers.PRINCIPAL:
            return collaboration is not None and person.id == collaboration.principal_id
        case Readers.PROCESS_GROUP:
            return collaboration is not None and person.id in collaboration.led_process_group
        case Readers.MEMBERS:
            return collaboration is not None and person.id in collaboration.members
