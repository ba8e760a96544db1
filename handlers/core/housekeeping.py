"""Throws away what need no longer be kept: forms that nobody finished, and texts for others."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.documents.drafts import Draft
from storage.documents.times import instant_text
from storage.documents.untold import Untold
from storage.store import Before, Conflict, Store

KEPT = timedelta(days=30)
BATCH = 200


async def tidy(store: Store, now: datetime) -> None:
    """Remove forms and texts for others that are older than a month, some at a time."""
    try:
        async with store.transaction() as tx:
            before = Before("created_at", instant_text(now - KEPT))
            for kind in (Draft, Untold):
                for document in await tx.find(kind, before, order_by="created_at", limit=BATCH):
                    tx.remove(document)
    except Conflict:
        return
