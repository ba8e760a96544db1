"""Small acts that the contract is told in."""

from __future__ import annotations

from tests.storage.notes import Note


async def keep(store, *documents):
    """Save documents in one transaction and return them as saved."""
    async with store.transaction() as tx:
        return [tx.save(document) for document in documents]


async def one(store, kind, document_id):
    """Return a document as a new transaction sees it."""
    async with store.transaction() as tx:
        return await tx.get(kind, document_id)


async def batches(records):
    """Yield records two at a time."""
    for start in range(0, len(records), 2):
        yield records[start : start + 2]


async def ids(store, *conditions, **options):
    """Return the ids of the notes found by a new transaction."""
    async with store.transaction() as tx:
        return [note.id for note in await tx.find(Note, *conditions, **options)]
