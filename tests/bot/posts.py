"""What a store knows of what stands in chats."""

from __future__ import annotations

import asyncio

from storage.documents.posts import Post
from storage.store import OutgoingState, Store


async def posts_in(store: Store) -> list[Post]:
    """Return it, once nothing waits in the outbox."""
    for _ in range(500):
        if not await store.outgoing(OutgoingState.WAITING, OutgoingState.SENDING):
            break
        await asyncio.sleep(0.02)
    async with store.transaction() as tx:
        return await tx.find(Post)
