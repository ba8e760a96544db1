"""The store as a whole: everything read out and loaded, scrubbing, closing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import pytest

from storage.bodies import encode
from storage.kept import NotedAnswer, Queued
from storage.store import (
    AuditEntry,
    Equal,
    OutgoingState,
    Record,
    Store,
    StoreError,
)
from tests.storage.contract.acts import Opens, batches, ids, keep, one
from tests.storage.notes import NOW, Note, Place, outgoing


class WholeContract:
    """The tests."""

    async def test_records_are_everything_in_order(self, store: Store) -> None:
        """All that is stored can be read out: kinds by name, each in the order of its commits."""
        await keep(store, Note(id="b"), Place(id="p"))
        await keep(store, Note(id="a"))
        async with store.transaction() as tx:
            tx.enqueue(outgoing())
            tx.audit(AuditEntry(at=NOW, person_id="p1", act="book", documents=("b",)))
        batches = [batch async for batch in store.records()]
        found = [(record.kind, json.loads(record.body)["id"]) for batch in batches for record in batch]
        assert [kind for kind, _ in found] == ["_audit", "_outbox", "note", "note", "place"]
        assert found[2:] == [("note", "b"), ("note", "a"), ("place", "p")]
        assert await store.count() == 5

    async def test_loads_what_was_read_out(self, store: Store) -> None:
        """Records from another store are there after loading, found by index, in their order."""
        messages = [outgoing() for _ in range(3)]
        records = [
            Record("note", encode(Note(id="n2", unit="Brickebacken").at_version(7))),
            Record("note", encode(Note(id="n1").at_version(1))),
            *(Record("_outbox", encode(Queued.of(message).at_version(1))) for message in messages),
            Record("_answers", encode(NotedAnswer(id="d1", answer="{}", at=NOW).at_version(1))),
            Record("unheard_of", '{"id": "x", "version": 1}'),
        ]
        await store.load(batches(records))
        assert await ids(store, Equal("unit", "Brickebacken")) == ["n2"]
        assert (await one(store, Note, "n2")).version == 7
        assert [message.id for message in await store.outgoing(OutgoingState.WAITING)] == [
            m.id for m in messages
        ]
        async with store.transaction() as tx:
            assert await tx.answered("d1") == "{}"
        await keep(store, Note(id="n3"))
        assert await store.count() == 8

    async def test_loading_needs_an_empty_store(self, store: Store) -> None:
        """A store that holds something refuses to load, and keeps what it holds."""
        await keep(store, Place(id="p1"), Note(id="n1"))
        async with store.transaction() as tx:
            tx.enqueue(outgoing())
        with pytest.raises(StoreError, match="not empty: it holds 1 note, 1 place, 1 more\\."):
            await store.load(batches([Record("note", encode(Note(id="n2").at_version(1)))]))
        assert await ids(store) == ["n1"]

    async def test_loading_is_all_or_nothing(self, store: Store, reopen: Opens) -> None:
        """Where reading fails half-way, nothing was loaded."""

        async def failing() -> AsyncIterator[Sequence[Record]]:
            yield [Record("note", encode(Note(id="n1").at_version(1)))]
            raise StoreError("the file ends here")

        with pytest.raises(StoreError, match="ends here"):
            await store.load(failing())
        assert await (await reopen()).count() == 0

    async def test_newer_records_are_refused(self, store: Store) -> None:
        """A document of a schema version that the program does not know is not loaded."""
        body = encode(Note(id="n1").at_version(1)).replace('"schema_version":1', '"schema_version":2')
        with pytest.raises(StoreError, match="newer"):
            await store.load(batches([Record("note", body)]))
        assert await store.count() == 0

    async def test_scrubbing_keeps_what_is_there(self, store: Store, reopen: Opens) -> None:
        """After scrubbing all that was not removed is still there, and can be changed."""
        first, second = await keep(store, Note(id="n1"), Note(id="n2"))
        async with store.transaction() as tx:
            tx.remove(first)
        await store.scrub()
        await keep(store, second.changed(text="after"))
        store = await reopen()
        assert await ids(store) == ["n2"]
        assert await store.damage() == []

    async def test_many_acts_at_once(self, store: Store, reopen: Opens) -> None:
        """Hundreds of acts at once are all kept, each whole."""

        async def act(number: int) -> None:
            async with store.transaction() as tx:
                tx.save(Note(id=f"n{number}", size=number))
                tx.save(Place(id=f"n{number}"))
                tx.enqueue(outgoing(f"a{number % 7}"))

        await asyncio.gather(*map(act, range(300)))
        store = await reopen()
        assert len(await ids(store)) == 300
        assert len(await store.outgoing(OutgoingState.WAITING)) == 300

    async def test_cancelled_commit_is_whole(self, store: Store, reopen: Opens) -> None:
        """An act that is cancelled while it commits is done or not done, never half."""

        async def act(number: int) -> None:
            async with store.transaction() as tx:
                tx.save(Note(id=f"n{number}"))
                tx.save(Place(id=f"n{number}"))

        tasks = [asyncio.create_task(act(number)) for number in range(40)]
        for _ in range(3):
            await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        store = await reopen()
        notes = await ids(store)
        async with store.transaction() as tx:
            assert [place.id for place in await tx.find(Place)] == notes
        assert set(notes) >= {f"n{number}" for number in range(1, 40, 2)}

    async def test_close_finishes_what_is_under_way(self, store: Store, reopen: Opens) -> None:
        """Acts that have begun when the store closes are kept; new ones are refused. Twice is fine."""
        begun = asyncio.Event()

        async def act() -> None:
            async with store.transaction() as tx:
                begun.set()
                await asyncio.sleep(0.05)
                tx.save(Note(id="n1"))

        task = asyncio.create_task(act())
        await begun.wait()
        await store.close()
        await task
        await store.close()
        with pytest.raises(StoreError, match="closed"):
            await ids(store)
        assert await ids(await reopen()) == ["n1"]
