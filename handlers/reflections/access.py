"""Who may read a reflection."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection


def may_read(person: Person, reflection: Reflection, collaboration: Collaboration | None) -> bool:
    """Tell whether the person may read the reflection: its author, and those whom it is shared with.

    Who came later to the collaboration reads what is written from then on, and what was handed to them.
    What its author wrote in `private` is for nobody else all the same.
    """
    if person.id == reflection.author_id:
        return True
    if collaboration and person.id in collaboration.members:
        if person.id in reflection.handed_to:
            return True
        since = collaboration.takes_part_since(person.id)
        if since and reflection.written_at < since:
            return False
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
            return collaboration is not None and person.id in collaboration.principals
        case Readers.PROCESS_GROUP:
            return collaboration is not None and person.id in collaboration.led_process_group
        case Readers.MEMBERS:
            return collaboration is not None and person.id in collaboration.taking_part


async def _may_be_told(person: Person, reflection: Reflection, get: Get) -> bool:
    its = reflection.collaboration_id
    return may_read(person, reflection, await get(Collaboration, its) if its else None)


guard = Guard(Reflection, _may_be_told)
