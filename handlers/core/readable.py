"""What a message tells of, and whether it may still be read where it is going."""

from __future__ import annotations

from typing import Protocol, TypeVar

from handlers.core.access import may_follow, may_read, may_see
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Channel, Person
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.kept import Queued
from storage.store import Outgoing

D = TypeVar("D", bound=Document)

GUARDED: dict[str, type[Document]] = {
    one.kind: one for one in (Collaboration, Person, Session, Reflection, Queued)
}


class Get(Protocol):
    """Returns a document, or None: a transaction's `get`, or a context's."""

    async def __call__(self, kind: type[D], document_id: str, /) -> D | None:
        """Return it."""


async def may_be_told(person: Person, name: str, get: Get) -> bool:
    """Tell whether the person may read of the document called `name`, as `kind:id`, as it is now.

    False too for a document that is gone, and for kinds that nobody is told of.
    """
    kind, _, document_id = name.partition(":")
    match await get(GUARDED[kind], document_id) if kind in GUARDED else None:
        case Collaboration() as document:
            return may_see(person, document)
        case Session() as document:
            return may_follow(person, document, await _collaboration(document.collaboration_id, get))
        case Reflection() as document:
            return may_read(person, document, await _collaboration(document.collaboration_id, get))
        case Person() as document:
            return person.coordinates or person.id == document.id
        case Queued():
            return person.coordinates
    return False


async def why_not(message: Outgoing, get: Get) -> str:
    """Return why a message must not be sent any more, in a few words for the log, or an empty text."""
    return await (_not_to_person(message, message.to, get) if message.to else _not_to_channel(message, get))


async def _not_to_person(message: Outgoing, person_id: str, get: Get) -> str:
    person, account = await get(Person, person_id), await get(Account, message.address)
    if person is None or not (person.active or message.farewell):
        return "reader no longer active"
    if account is None or account.person_id != person.id:
        return "no longer the reader's account"
    if not person.approved and not message.about:
        return "reader not approved"
    readable = [await may_be_told(person, one, get) for one in message.about]
    return "" if all(readable) else "no longer the reader's to read"


async def _not_to_channel(message: Outgoing, get: Get) -> str:
    channel = await get(Channel, message.address)
    if channel and channel.left and not channel.personal:
        return "no longer in the channel"
    chosen = channel is not None and channel.digest
    return "channel no longer chosen" if message.about and not chosen else ""


async def _collaboration(document_id: str | None, get: Get) -> Collaboration | None:
    return await get(Collaboration, document_id) if document_id else None
