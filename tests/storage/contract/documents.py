# ruff: noqa: PT012 - a transaction conflicts when its block is left
"""Documents: versions, conflicts, and what one transaction sees of its own."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.store import (
    AuditEntry,
    Conflict,
    Equal,
    OutgoingState,
    Store,
)
from tests.storage.contract.acts import Opens, ids, keep, one
from tests.storage.notes import NOW, Note, Place, outgoing

LATER = NOW + timedelta(minutes=5)


class DocumentsContract:
    """The tests."""

    async def test_returns_what_was_saved(self, store: Store, reopen: Opens) -> None:
        """A document comes back equal, with the version it was told, also after a restart."""
        note = Note(
            text="Formativ bedömning 🎒 \\u0000 \"'",
            due=NOW,
            people=("p1", "p2"),
            size=-3,
            extra={"a": [1, 2.5, None, {"ö": True}]},
        )
        (saved,) = await keep(store, note)
        assert saved == note.model_copy(update={"version": 1})
        assert await one(store, Note, note.id) == saved
        assert await one(await reopen(), Note, note.id) == saved

    async def test_missing_is_none(self, store: Store) -> None:
        """What was never saved is None, whatever other kinds have under that id."""
        await keep(store, Place(id="x", name="Här"))
        assert await one(store, Note, "x") is None
        assert await one(store, Place, "x") is not None

    async def test_documents_are_copies(self, store: Store) -> None:
        """Changing what went in or came out changes nothing that is stored."""
        note = Note(extra={"list": [1]})
        async with store.transaction() as tx:
            tx.save(note)
            note.extra["list"].append(2)
            found = await tx.get(Note, note.id)
            assert found is not None
            found.extra["list"].append(3)
        (await one(store, Note, note.id)).extra["list"].append(4)
        assert (await one(store, Note, note.id)).extra == {"list": [1]}

    async def test_transaction_reads_its_own_writes(self, store: Store) -> None:
        """Saved and removed documents show inside the transaction, and nowhere else until it ends."""
        (old, gone) = await keep(store, Note(id="old"), Note(id="gone"))
        async with store.transaction() as tx:
            tx.save(old.changed(unit="Brickebacken"))
            tx.save(Note(id="new"))
            tx.remove(gone)
            found = await tx.get(Note, "old")
            assert found is not None
            assert found.unit == "Brickebacken"
            assert await tx.get(Note, "gone") is None
            assert [note.id for note in await tx.find(Note)] == ["new", "old"]
            assert [note.id for note in await tx.find(Note, Equal("unit", "Almby"))] == ["new"]
            assert await ids(store, Equal("unit", "Almby")) == ["gone", "old"]
        assert await ids(store) == ["new", "old"]

    async def test_exception_rolls_back(self, store: Store) -> None:
        """An exception in the block undoes documents, claim, answer, message and audit entry together."""
        entry = AuditEntry(at=NOW, person_id="p1", act="book", documents=("n1",))
        with pytest.raises(ZeroDivisionError):
            async with store.transaction() as tx:
                tx.save(Note(id="n1"))
                assert await tx.claim("digest:1", now=NOW, until=LATER)
                tx.note_answer("d1", "{}", at=NOW)
                tx.enqueue(outgoing())
                tx.audit(entry)
                raise ZeroDivisionError
        async with store.transaction() as tx:
            assert await tx.get(Note, "n1") is None
            assert await tx.claim("digest:1", now=NOW, until=LATER)
            assert await tx.answered("d1") is None
        assert await store.outgoing(*OutgoingState) == []
        assert await store.audited("n1") == []

    async def test_older_version_conflicts(self, store: Store) -> None:
        """Of two transactions that change one document the second meets a Conflict, and writes nothing."""
        (note,) = await keep(store, Note())
        async with store.transaction() as first:
            first.save(note.changed(text="first"))
        with pytest.raises(Conflict):
            async with store.transaction() as second:
                second.save(Note(id="other"))
                second.save(note.changed(text="second"))
        assert (await one(store, Note, note.id)).text == "first"
        assert await one(store, Note, "other") is None

    async def test_what_stands_on_another(self, store: Store) -> None:
        """What stands on a document as it was meets a Conflict where that changed or went."""
        (note,) = await keep(store, Note(text="pair"))
        async with store.transaction() as tx:
            tx.unchanged(note)
            tx.save(Note(id="first"))
        assert await one(store, Note, note.id) == note
        async with store.transaction() as other:
            changed = other.save(note.changed(text="another pair"))
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.unchanged(note)
                tx.save(Note(id="second"))
        assert await one(store, Note, "second") is None
        async with store.transaction() as other:
            other.remove(changed)
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.unchanged(changed)

    async def test_taken_id_conflicts(self, store: Store) -> None:
        """A new document can't take the place of one that is there."""
        await keep(store, Note(id="n1", text="first"))
        with pytest.raises(Conflict):
            await keep(store, Note(id="n1", text="second"))
        assert (await one(store, Note, "n1")).text == "first"

    async def test_changing_the_removed_conflicts(self, store: Store) -> None:
        """What another removed can be neither changed nor removed again."""
        (note,) = await keep(store, Note())
        async with store.transaction() as tx:
            tx.remove(note)
        with pytest.raises(Conflict):
            await keep(store, note)
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.remove(note)

    async def test_saving_twice_in_one_transaction(self, store: Store) -> None:
        """A document may be saved again as it was returned, but not as it was before."""
        async with store.transaction() as tx:
            first = tx.save(Note(id="n1", text="one"))
            second = tx.save(first.changed(text="two"))
        assert await one(store, Note, "n1") == second
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.save(second.changed(text="three"))
                tx.save(second.changed(text="four"))

    async def test_saved_and_removed_leaves_nothing(self, store: Store) -> None:
        """A document saved and removed in one transaction was never there."""
        async with store.transaction() as tx:
            tx.remove(tx.save(Note(id="n1")))
        assert await ids(store) == []
        await keep(store, Note(id="n1"))

    async def test_removed_and_saved_anew(self, store: Store) -> None:
        """A document removed can be made anew in the same transaction."""
        (note,) = await keep(store, Note(id="n1", text="old"))
        async with store.transaction() as tx:
            tx.remove(note)
            tx.save(Note(id="n1", text="new"))
        assert (await one(store, Note, "n1")).text == "new"

    async def test_concurrent_writers_one_wins(self, store: Store) -> None:
        """Of many that change one document at once exactly one wins; the rest meet a Conflict."""
        (note,) = await keep(store, Note(size=0))
        all_have_read = asyncio.Barrier(8)

        async def change(number: int) -> None:
            async with store.transaction() as tx:
                found = await tx.get(Note, note.id)
                assert found is not None
                await all_have_read.wait()
                tx.save(found.changed(size=number))

        results = await asyncio.gather(*map(change, range(1, 9)), return_exceptions=True)
        assert results.count(None) == 1
        assert {type(result) for result in results} == {type(None), Conflict}
        assert (await one(store, Note, note.id)).size == results.index(None) + 1

    async def test_retried_conflicts_count_right(self, store: Store) -> None:
        """Acts that start again after a Conflict lose no update."""
        await keep(store, Note(id="n1", size=0))

        async def add() -> None:
            while True:
                try:
                    async with store.transaction() as tx:
                        found = await tx.get(Note, "n1")
                        assert found is not None
                        assert found.size is not None
                        await asyncio.sleep(0)
                        tx.save(found.changed(size=found.size + 1))
                except Conflict:
                    continue
                return

        await asyncio.gather(*(add() for _ in range(20)))
        assert (await one(store, Note, "n1")).size == 20

    async def test_refuses_nul(self, store: Store) -> None:
        """A NUL character, which one of the stores can't keep, is refused by all."""
        async with store.transaction() as tx:
            with pytest.raises(ValueError, match="NUL"):
                tx.save(Note(text="a\x00b"))

    async def test_failing_acts_leave_the_store_well(self, store: Store) -> None:
        """After an act that can't be kept the store goes on, and the same document can be kept."""
        with pytest.raises(ValueError, match="NUL"):
            await keep(store, Note(id="n1", text="\0"))
        with pytest.raises(Conflict):
            await keep(store, Note(id="n1", version=3))
        await keep(store, Note(id="n1"))
        assert await ids(store) == ["n1"]
