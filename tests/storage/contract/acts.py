"""Small acts that the contract is told in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from storage.documents.base import Document
from storage.store import Condition, Record, Store
from tests.storage.notes import Note

Opens = Callable[[], Awaitable[Store]]
IsEmpty = Callable[[], Awaitable[bool]]


async def keep(store: Store, *documents: Document) -> list[Any]:
    """Save documents in one transaction and return them as saved."""
    async with store.transaction() as tx:
        return [tx.save(document) for document in documents]


async def one(store: Store, kind: type[Document], document_id: str) -> Any:
    """Return a document as a new transaction sees it."""
    async with store.transaction() as tx:
        return await tx.get(kind, document_id)


async def batches(records: Sequence[Record]) -> AsyncIterator[Sequence[Record]]:
    """Yield records two at a time."""
    for start in range(0, len(records), 2):
        yield records[start : start + 2]


async def ids(store: Store, *conditions: Condition, **options: Any) -> list[str]:
    """Return the ids of the notes found by a new transaction."""
    async with store.transaction() as tx:
        return [note.id for note in await tx.find(Note, *conditions, **options)]
