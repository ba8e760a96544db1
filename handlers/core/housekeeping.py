"""Throws away what need no longer be kept: forms, texts for others, what posts are called, files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from storage.documents.base import Document
from storage.documents.files import File
from storage.store import Before, Conflict, Store, Transaction
from storage.values.times import instant_text

BATCH = 200


async def tidy(store: Store, now: datetime) -> None:
    """Remove documents that say when they go, and files whose time has come, some of each kind at a time."""
    await _remove_files(store, now)
    with suppress(Conflict):
        async with store.transaction() as tx:
            for kind in tx.kinds:
                for document in await _gone(kind, tx, now):
                    tx.remove(document)


async def _gone(kind: type[Document], tx: Transaction, now: datetime) -> Sequence[Document]:
    if kind.goes is None:
        return ()
    since, kept = kind.goes
    return await tx.find(kind, Before(since, instant_text(now - kept)), order_by=since, limit=BATCH)


async def _remove_files(store: Store, now: datetime) -> None:
    """Remove each file by itself, as one may have much content."""
    async with store.transaction() as tx:
        over = Before("goes_at", instant_text(now))
        files = await tx.find(File, over, order_by="goes_at", limit=BATCH)
    for file in files:
        with suppress(Conflict):
            async with store.transaction() as tx:
                tx.remove(file)
