"""What both stores do alike, on top of reading, searching and committing documents."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime

from storage.bodies import decode_all
from storage.documents.base import Document
from storage.kept import KEPT, Claim, Noted, NotedAnswer, Queued, settle
from storage.store import AuditEntry, Before, Condition, Conflict, Equal, Outgoing, OutgoingState, StoreError
from storage.transaction import Found, OptimisticTransaction, Write
from storage.values.times import instant_text

UNSETTLED = (OutgoingState.WAITING, OutgoingState.SENDING)
_LAST_ACTS_SECONDS = 10.0
_REMOVED_AT_ONCE = 200


class DocumentStore(ABC):
    """A store whose transactions are optimistic; the two stores say how documents are kept.

    Args:
        kinds: every kind of document that the program stores.
    """

    def __init__(self, kinds: Iterable[type[Document]]) -> None:
        self.kinds = {kind.kind: kind for kind in (*KEPT, *kinds)}
        self._acts = 0
        self._none_left = asyncio.Event()
        self._closing = False

    @abstractmethod
    async def read(self, kind: type[Document], document_id: str) -> str | None:
        """Return the committed document's JSON, or None."""

    @abstractmethod
    async def search(
        self, kind: type[Document], conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[Found]:
        """Return the committed documents that meet all conditions, in order."""

    @abstractmethod
    async def in_order(self, kind: type[Document], field: str, values: Sequence[str]) -> list[str]:
        """Return the JSON of documents by one field, in the order in which they were first committed.

        A document is found where the field is one of `values`, or a list that holds one of them.
        """

    @abstractmethod
    async def commit(self, writes: Sequence[Write]) -> None:
        """Do all writes or none, and return when they are on disk. Raises Conflict and StoreError."""

    @abstractmethod
    async def claim_outgoing(
        self, *, now: datetime, lease_until: datetime, limit: int, passing: Collection[str] = ()
    ) -> Sequence[Outgoing]:
        """As `Store.claim_outgoing`."""

    def transaction(self) -> AbstractAsyncContextManager[OptimisticTransaction]:
        """As `Store.transaction`."""
        return OptimisticTransaction(self)

    def begins(self) -> None:
        """Count a transaction in. Raises StoreError where the store is closed."""
        if self._closing:
            raise StoreError("The store is closed.")
        self._acts += 1

    def ends(self) -> None:
        """Count a transaction out."""
        self._acts -= 1
        if not self._acts:
            self._none_left.set()

    async def _finish_acts(self) -> None:
        """Let no new transaction begin, and give those under way some seconds to end."""
        self._closing = True
        if self._acts:
            self._none_left.clear()
            try:
                await asyncio.wait_for(self._none_left.wait(), _LAST_ACTS_SECONDS)
            except TimeoutError:
                return

    async def settle_outgoing(self, message: Outgoing) -> None:
        """As `Store.settle_outgoing`."""
        settled = False
        while not settled:
            with suppress(Conflict):
                async with self.transaction() as tx:
                    await settle(message, tx)
                settled = True

    async def outgoing(self, *states: OutgoingState) -> Sequence[Outgoing]:
        """As `Store.outgoing`."""
        bodies = await self.in_order(Queued, "state", states)
        return await decode_all(Outgoing, bodies)

    async def audited(self, document_id: str) -> Sequence[AuditEntry]:
        """As `Store.audited`."""
        found = await decode_all(AuditEntry, await self.in_order(Noted, "documents", [document_id]))
        return sorted(found, key=lambda entry: entry.at)

    async def forget(self, *, before: datetime) -> int:
        """As `Store.forget`; a message counts as settled when it was last taken to be sent."""
        limit = instant_text(before)
        count = await self._remove_all(NotedAnswer, Before("at", limit))
        count += await self._remove_all(Claim, Before("until", limit))
        for state in set(OutgoingState).difference(UNSETTLED):
            count += await self._remove_all(Queued, Equal("state", state), Before("taken_at", limit))
        return count

    async def _remove_all(self, kind: type[Document], *conditions: Condition) -> int:
        count = 0
        while True:
            with suppress(Conflict):
                async with self.transaction() as tx:
                    found = await tx.find(kind, *conditions, limit=_REMOVED_AT_ONCE)
                    for document in found:
                        tx.remove(document)
                count += len(found)
                if len(found) < _REMOVED_AT_ONCE:
                    return count
