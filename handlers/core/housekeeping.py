"""Throws away what need no longer be kept: forms, texts for others, what posts are called, files."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from storage.documents.base import Document
from storage.documents.drafts import Draft
from storage.documents.files import File
from storage.documents.posts import Post
from storage.documents.untold import Untold
from storage.store import Before, Conflict, Store
from storage.values.times import instant_text

KEPT = timedelta(days=30)
BATCH = 200
KINDS: tuple[tuple[type[Document], str], ...] = (
    (Draft, "created_at"),
    (Untold, "created_at"),
    (Post, "posted_at"),
)
"""What goes so, and since when it has been there."""


async def tidy(store: Store, now: datetime) -> None:
    """Remove what is older than a month, and files whose time has come, some of each kind at a time."""
    await _remove_files(store, now)
    try:
        async with store.transaction() as tx:
            limit = instant_text(now - KEPT)
            for kind, since in KINDS:
                for document in await tx.find(kind, Before(since, limit), order_by=since, limit=BATCH):
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
