"""Throws away what need no longer be kept: forms that nobody finished, texts for others, files."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from storage.documents.drafts import Draft
from storage.documents.files import File
from storage.documents.times import instant_text
from storage.documents.untold import Untold
from storage.store import Before, Conflict, Store

KEPT = timedelta(days=30)
BATCH = 200


async def tidy(store: Store, now: datetime) -> None:
    """Remove forms and texts for others that are older than a month, and files whose time has come.

    It removes some at a time.
    """
    await _remove_files(store, now)
    try:
        async with store.transaction() as tx:
            before = Before("created_at", instant_text(now - KEPT))
            for kind in (Draft, Untold):
                for document in await tx.find(kind, before, order_by="created_at", limit=BATCH):
                    tx.remove(document)
    except Conflict:
        return


async def _remove_files(store: Store, now: datetime) -> None:
    """Remove each file by itself, as one may have much content."""
    async with store.transaction() as tx:
        over = Before("goes_at", instant_text(now))
        files = await tx.find(File, over, order_by="goes_at", limit=BATCH)
    for file in files:
        with suppress(Conflict):
            async with store.transaction() as tx:
                tx.remove(file)
