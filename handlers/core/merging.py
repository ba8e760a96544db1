"""Makes one person of a stranger and somebody registered: whatever names the one then names the other."""

from __future__ import annotations

from handlers.core.act import Act
from storage.documents.people import Person
from storage.references import become, referring


async def merge(stranger_id: str, person_id: str, act: Act) -> None:
    """Let each document that names the stranger name the person; the stranger's own is removed."""
    for document in await referring(act.records, Person.kind, stranger_id):
        act.save(become(document, Person.kind, stranger_id, person_id))
    act.remove(await act.need(Person, stranger_id))
