"""Who may read of a person: themselves, and who coordinates."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from storage.documents.people import Person


async def _may_read(reader: Person, person: Person, get: Get) -> bool:
    return reader.coordinates or reader.id == person.id


guard = Guard(Person, _may_read)
