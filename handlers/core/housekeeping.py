"""Throws away what need no longer be kept: forms that nobody finished."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.documents.drafts import Draft
from storage.documents.times import instant_text
from storage.store import Before, Conflict, Store

DRAFTS_KEPT = timedelta(days=30)
BATCH = 200


async def tidy(store: Store, now: datetime) -> None:
    """Remove drafts older than a month, some at a time."""
    try:
        async with store.transaction() as tx:
            before = Before("created_at", instant_text(now - DRAFTS_KEPT))
            for draft in await tx.find(Draft, before, order_by="created_at", limit=BATCH):
                tx.remove(draft)
    except Conflict:
        return
