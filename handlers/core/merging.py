"""Makes one person of two: whatever names the one then names the other."""

from __future__ import annotations

from handlers.core.act import Act
from storage.documents.base import Document
from storage.documents.people import Person
from storage.references import become, referring


async def merge(gone_id: str, kept_id: str, act: Act) -> None:
    """Let each document that names the one person name the other, and remove the one.

    Where both have what there can be only one of (a reflection on the same session), both stay.

    Raises:
        pydantic.ValidationError: a document would break its rules.
    """
    for document in await referring(act.records, Person.kind, gone_id):
        await _keep(document, become(document, Person.kind, gone_id, kept_id), act)
    act.remove(await act.need(Person, gone_id))


async def _keep(before: Document, after: Document, act: Act) -> None:
    """Save a document, under its own id where that follows from what it holds and has changed."""
    own_id = after.own_id
    if own_id in {before.id, before.own_id} or await act.get(type(after), own_id):
        act.save(after)
        return
    for one in await referring(act.records, before.kind, before.id):
        act.save(become(one, before.kind, before.id, own_id))
    act.remove(before)
    act.save(after.changed(id=own_id, version=0))
