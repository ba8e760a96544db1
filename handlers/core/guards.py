"""Who may read of which document: rooms declare it, and messages are looked at by it before they leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from storage.documents.base import Document
from storage.documents.people import Account, Person
from storage.documents.places import Channel
from storage.store import Outgoing

D = TypeVar("D", bound=Document)


class Get(Protocol):
    """Returns a document, or None: a transaction's `get`, or a view's."""

    async def __call__(self, kind: type[D], document_id: str, /) -> D | None:
        """Return it."""


@dataclass(frozen=True)
class Guard:
    """Declares who may be told of documents of a kind.

    Attributes:
        kind: of the documents that not everybody may read.
        may_read: tells whether a person may read one, as it is now; documents beside it come from `Get`.
    """

    kind: type[Document]
    may_read: Callable[[Person, Any, Get], Awaitable[bool]]


class Guards:
    """All guards, by the kinds that they are for."""

    def __init__(self, guards: Iterable[Guard]) -> None:
        self._by_kind = {one.kind.kind: one for one in guards}

    def __contains__(self, document: Document) -> bool:
        """Tell whether not everybody may read the document."""
        return document.kind in self._by_kind

    async def may_be_told(self, person: Person, name: str, get: Get) -> bool:
        """Tell whether the person may read of the document called `name`, as `kind:id`, as it is now.

        False too for a document that is gone, and for kinds that nobody is told of.
        """
        kind, _, document_id = name.partition(":")
        guard = self._by_kind.get(kind)
        document = await get(guard.kind, document_id) if guard else None
        return guard is not None and document is not None and await guard.may_read(person, document, get)

    async def why_not(self, message: Outgoing, get: Get) -> str:
        """Return why a message must not be sent any more, in a few words for the log, or an empty text."""
        if message.to:
            return await self._not_to_person(message, message.to, get)
        return await _not_to_channel(message, get)

    async def _not_to_person(self, message: Outgoing, person_id: str, get: Get) -> str:
        person, account = await get(Person, person_id), await get(Account, message.address)
        if person is None or not (person.active or message.farewell):
            return "reader no longer active"
        if account is None or account.person_id != person.id:
            return "no longer the reader's account"
        if not person.approved and not message.about:
            return "reader not approved"
        readable = [await self.may_be_told(person, one, get) for one in message.about]
        return "" if all(readable) else "no longer the reader's to read"


async def _not_to_channel(message: Outgoing, get: Get) -> str:
    channel = await get(Channel, message.address)
    if channel and channel.left and not channel.personal:
        return "no longer in the channel"
    chosen = channel is not None and channel.digest
    return "channel no longer chosen" if message.about and not chosen else ""
