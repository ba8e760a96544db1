"""One of several instances of the bot on one database: `python -m tests.storage.postgres.instance URL NAME`.

It does each of 40 things that are to be done once, and sends the message that each one puts in the outbox.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from storage.open import opened_store
from storage.store import Conflict, OutgoingState, Store
from tests.storage.notes import KINDS, NOW, Note, outgoing

THINGS = 40


async def _do_once(store: Store, name: str, key: str) -> None:
    while True:
        try:
            async with store.transaction() as tx:
                if await tx.claim(key, now=NOW, until=NOW + timedelta(days=1)):
                    tx.save(Note(text=name, unit=key))
                    tx.enqueue(outgoing(f"a{key[-1]}", body=key))
        except Conflict:
            continue
        return


async def _send_all(store: Store, name: str) -> None:
    while await store.outgoing(OutgoingState.WAITING, OutgoingState.SENDING):
        for message in await store.claim_outgoing(now=NOW, lease_until=NOW + timedelta(1), limit=3):
            async with store.transaction() as tx:
                tx.save(Note(text=name, unit=f"sent {message.body}"))
            await store.settle_outgoing(message.model_copy(update={"state": OutgoingState.SENT}))


async def _run(url: str, name: str) -> None:
    async with opened_store(url, KINDS) as store:
        await asyncio.gather(*(_do_once(store, name, f"thing-{number}") for number in range(THINGS)))
        await _send_all(store, name)


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], sys.argv[2]))
