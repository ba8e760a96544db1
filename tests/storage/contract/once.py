# ruff: noqa: PT012 - a transaction conflicts when its block is left
"""What is done once: answers to deliveries, claims, and what is forgotten of them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from storage.store import (
    AuditEntry,
    Conflict,
    OutgoingState,
    Store,
)
from tests.storage.contract.acts import Opens, ids
from tests.storage.notes import NOW, Note, outgoing

LATER = NOW + timedelta(minutes=5)


class OnceContract:
    """The tests."""

    async def test_answers_are_kept_once(self, store: Store, reopen: Opens) -> None:
        """The answer to a delivery is given again; a second one to it meets a Conflict."""
        async with store.transaction() as tx:
            assert await tx.answered("d1") is None
            tx.note_answer("d1", '{"a": 1}', at=NOW)
            assert await tx.answered("d1") == '{"a": 1}'
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.save(Note(id="n1"))
                tx.note_answer("d1", '{"a": 2}', at=NOW)
        store = await reopen()
        async with store.transaction() as tx:
            assert await tx.answered("d1") == '{"a": 1}'
            assert await tx.get(Note, "n1") is None

    async def test_concurrent_deliveries_answered_once(self, store: Store) -> None:
        """Of one delivery that comes several times at once, one act is done."""

        async def act(number: int) -> None:
            async with store.transaction() as tx:
                if await tx.answered("d1") is None:
                    await asyncio.sleep(0.01)
                    tx.save(Note(text=str(number)))
                    tx.note_answer("d1", str(number), at=NOW)

        await asyncio.gather(*map(act, range(6)), return_exceptions=True)
        assert len(await ids(store)) == 1

    async def test_claim_is_had_until_its_time(self, store: Store, reopen: Opens) -> None:
        """A claim is refused to others until its time is over, also after a restart."""

        async def claim(now: datetime) -> bool:
            async with store.transaction() as tx:
                return await tx.claim("digest:c1:2026-W47", now=now, until=now + timedelta(minutes=5))

        assert await claim(NOW)
        assert not await claim(NOW)
        store = await reopen()
        assert not await claim(LATER - timedelta(microseconds=1))
        assert await claim(LATER)
        assert not await claim(LATER)

    async def test_concurrent_claims_one_wins(self, store: Store) -> None:
        """Of many that claim at once, one does what it is for."""

        async def act(number: int) -> None:
            async with store.transaction() as tx:
                if await tx.claim("k", now=NOW, until=LATER):
                    await asyncio.sleep(0.01)
                    tx.save(Note(size=number))

        await asyncio.gather(*map(act, range(6)), return_exceptions=True)
        assert len(await ids(store)) == 1

    async def test_audit_entries_by_document(self, store: Store, reopen: Opens) -> None:
        """Audit entries are found by each document that they name, oldest first."""
        entries = [
            AuditEntry(at=NOW + timedelta(minutes=n), person_id="p1", act=f"act{n}", documents=named)
            for n, named in enumerate([("n1", "n2"), ("n2",), ("n1",), ()])
        ]
        for entry in entries:
            async with store.transaction() as tx:
                tx.audit(entry)
        store = await reopen()
        assert await store.audited("n1") == [entries[0], entries[2]]
        assert await store.audited("n2") == [entries[0], entries[1]]
        assert await store.audited("n3") == []

    async def test_forgets_what_is_over(self, store: Store) -> None:
        """Old answers, claims that are over and settled messages go; what is new or unsettled stays."""
        old = NOW - timedelta(days=2)
        async with store.transaction() as tx:
            tx.note_answer("old", "1", at=old)
            tx.note_answer("new", "2", at=NOW)
            await tx.claim("over", now=old, until=old + timedelta(hours=1))
            await tx.claim("held", now=old, until=LATER)
            tx.enqueue(outgoing("sent", created_at=old, not_before=old))
            tx.enqueue(outgoing("waiting", created_at=old, not_before=LATER))
        (message,) = await store.claim_outgoing(now=old, lease_until=old, limit=9)
        await store.settle_outgoing(message.model_copy(update={"state": OutgoingState.SENT}))
        assert await store.forget(before=NOW - timedelta(days=1)) == 3
        assert await store.forget(before=NOW - timedelta(days=1)) == 0
        async with store.transaction() as tx:
            assert await tx.answered("old") is None
            assert await tx.answered("new") == "2"
            assert await tx.claim("over", now=old, until=LATER)
            assert not await tx.claim("held", now=NOW, until=LATER)
        assert [message.address for message in await store.outgoing(*OutgoingState)] == ["waiting"]
