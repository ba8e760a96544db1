# ruff: noqa: PT012 - a transaction conflicts when its block is left
"""What every store keeps: one class of tests, run over each of them.

A subclass gives the fixture `reopen`: a function that returns the opened store, closing first the one
that it returned before; what is stored stays.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from storage.bodies import encode
from storage.kept import Answer, Queued
from storage.store import (
    AuditEntry,
    Before,
    Conflict,
    Delivery,
    Equal,
    NotBefore,
    Record,
    StoreError,
)
from tests.storage.notes import NOW, Note, Place, Size, outgoing

LATER = NOW + timedelta(minutes=5)


async def keep(store, *documents):
    """Save documents in one transaction and return them as saved."""
    async with store.transaction() as tx:
        return [tx.save(document) for document in documents]


async def one(store, kind, document_id):
    """Return a document as a new transaction sees it."""
    async with store.transaction() as tx:
        return await tx.get(kind, document_id)


async def batches(records):
    """Yield records two at a time."""
    for start in range(0, len(records), 2):
        yield records[start : start + 2]


async def ids(store, *conditions, **options):
    """Return the ids of the notes found by a new transaction."""
    async with store.transaction() as tx:
        return [note.id for note in await tx.find(Note, *conditions, **options)]


class StoreContract:
    """The tests."""

    @pytest.fixture
    async def store(self, reopen):
        """An opened, empty store."""
        return await reopen()

    async def test_returns_what_was_saved(self, store, reopen):
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

    async def test_missing_is_none(self, store):
        """What was never saved is None, whatever other kinds have under that id."""
        await keep(store, Place(id="x", name="Här"))
        assert await one(store, Note, "x") is None
        assert await one(store, Place, "x") is not None

    async def test_documents_are_copies(self, store):
        """Changing what went in or came out changes nothing that is stored."""
        note = Note(extra={"list": [1]})
        async with store.transaction() as tx:
            tx.save(note)
            note.extra["list"].append(2)
            (await tx.get(Note, note.id)).extra["list"].append(3)
        (await one(store, Note, note.id)).extra["list"].append(4)
        assert (await one(store, Note, note.id)).extra == {"list": [1]}

    async def test_transaction_reads_its_own_writes(self, store):
        """Saved and removed documents show inside the transaction, and nowhere else until it ends."""
        (old, gone) = await keep(store, Note(id="old"), Note(id="gone"))
        async with store.transaction() as tx:
            tx.save(old.changed(unit="Brickebacken"))
            tx.save(Note(id="new"))
            tx.remove(gone)
            assert (await tx.get(Note, "old")).unit == "Brickebacken"
            assert await tx.get(Note, "gone") is None
            assert [note.id for note in await tx.find(Note)] == ["new", "old"]
            assert [note.id for note in await tx.find(Note, Equal("unit", "Almby"))] == ["new"]
            assert await ids(store, Equal("unit", "Almby")) == ["gone", "old"]
        assert await ids(store) == ["new", "old"]

    async def test_exception_rolls_back(self, store):
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
        assert await store.outgoing(*Delivery) == []
        assert await store.audited("n1") == []

    async def test_older_version_conflicts(self, store):
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

    async def test_taken_id_conflicts(self, store):
        """A new document can't take the place of one that is there."""
        await keep(store, Note(id="n1", text="first"))
        with pytest.raises(Conflict):
            await keep(store, Note(id="n1", text="second"))
        assert (await one(store, Note, "n1")).text == "first"

    async def test_changing_the_removed_conflicts(self, store):
        """What another removed can be neither changed nor removed again."""
        (note,) = await keep(store, Note())
        async with store.transaction() as tx:
            tx.remove(note)
        with pytest.raises(Conflict):
            await keep(store, note)
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.remove(note)

    async def test_saving_twice_in_one_transaction(self, store):
        """A document may be saved again as it was returned, but not as it was before."""
        async with store.transaction() as tx:
            first = tx.save(Note(id="n1", text="one"))
            second = tx.save(first.changed(text="two"))
        assert await one(store, Note, "n1") == second
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.save(second.changed(text="three"))
                tx.save(second.changed(text="four"))

    async def test_saved_and_removed_leaves_nothing(self, store):
        """A document saved and removed in one transaction was never there."""
        async with store.transaction() as tx:
            tx.remove(tx.save(Note(id="n1")))
        assert await ids(store) == []
        await keep(store, Note(id="n1"))

    async def test_removed_and_saved_anew(self, store):
        """A document removed can be made anew in the same transaction."""
        (note,) = await keep(store, Note(id="n1", text="old"))
        async with store.transaction() as tx:
            tx.remove(note)
            tx.save(Note(id="n1", text="new"))
        assert (await one(store, Note, "n1")).text == "new"

    async def test_concurrent_writers_one_wins(self, store):
        """Of many that change one document at once exactly one wins; the rest meet a Conflict."""
        (note,) = await keep(store, Note(size=0))
        all_have_read = asyncio.Barrier(8)

        async def change(number):
            async with store.transaction() as tx:
                found = await tx.get(Note, note.id)
                await all_have_read.wait()
                tx.save(found.changed(size=number))

        results = await asyncio.gather(*map(change, range(1, 9)), return_exceptions=True)
        assert results.count(None) == 1
        assert {type(result) for result in results} == {type(None), Conflict}
        assert (await one(store, Note, note.id)).size == results.index(None) + 1

    async def test_retried_conflicts_count_right(self, store):
        """Acts that start again after a Conflict lose no update."""
        await keep(store, Note(id="n1", size=0))

        async def add():
            while True:
                try:
                    async with store.transaction() as tx:
                        found = await tx.get(Note, "n1")
                        await asyncio.sleep(0)
                        tx.save(found.changed(size=found.size + 1))
                except Conflict:
                    continue
                return

        await asyncio.gather(*(add() for _ in range(20)))
        assert (await one(store, Note, "n1")).size == 20

    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            ((), ["a", "b", "c", "d"]),
            ((Equal("unit", "Almby"),), ["a", "c"]),
            ((Equal("unit", None),), ["d"]),
            ((Equal("people", "p1"),), ["a", "b"]),
            ((Equal("people", "p"),), []),
            ((Equal("done", True),), ["b", "d"]),
            ((Equal("size", 2),), ["b"]),
            ((Equal("size", "2"),), []),
            ((Equal("done", 1),), []),
            ((Equal("words", 2),), ["c"]),
            ((Before("due", "2026-11-16T09:30:00.000000Z"),), ["a"]),
            ((NotBefore("due", "2026-11-16T09:30:00.000000Z"),), ["b", "c"]),
            ((Before("size", 10),), ["a", "b"]),
            ((NotBefore("size", 2),), ["b", "c"]),
            ((NotBefore("size", 2), Before("size", 10)), ["b"]),
            ((Equal("unit", "Almby"), Equal("people", "p1")), ["a"]),
            ((Equal("unit", "Almby"), NotBefore("due", "2026-11-16T09:30:00.000000Z")), ["c"]),
        ],
    )
    async def test_finds(self, store, conditions, expected):
        """Documents are found by equality, membership, None, order and all together, by id."""
        await keep(
            store,
            Note(id="d", unit=None, done=True),
            Note(id="c", due=LATER, people=("p3",), size=10, text="två ord"),
            Note(id="b", unit="Brickebacken", due=NOW, people=("p1", "p2"), done=True, size=2),
            Note(id="a", due=NOW - timedelta(days=1), people=("p2", "p1"), size=-1),
        )
        assert await ids(store, *conditions) == expected

    async def test_orders_and_limits(self, store):
        """Documents come ascending by a field, None first, then by id; as many as asked for."""
        await keep(
            store,
            Note(id="a", unit="ö", size=3),
            Note(id="b", unit="Z", size=20),
            Note(id="c", unit="a", size=3),
            Note(id="d", unit=None, size=-1),
        )
        assert await ids(store, order_by="unit") == ["d", "b", "c", "a"]
        assert await ids(store, order_by="size") == ["d", "a", "c", "b"]
        assert await ids(store, order_by="size", limit=2) == ["d", "a"]
        assert await ids(store, Equal("size", 3), order_by="unit") == ["c", "a"]
        assert await ids(store, limit=3) == ["a", "b", "c"]
        assert await ids(store, limit=0) == []

    async def test_reads_a_part_of_a_kind(self, store):
        """A class of a kind's name and indexed fields reads no more of its documents than it declares."""
        await keep(store, Note(id="a", size=1, text="lång"), Note(id="b", size=2), Note(id="c", size=3))
        async with store.transaction() as tx:
            tx.save(Note(id="d", size=2, text="egen"))
            parts = await tx.find(Size, NotBefore("size", 2), order_by="size", limit=2)
        assert parts == [Size(id="b", version=1, size=2), Size(id="d", version=1, size=2)]

    async def test_limit_sees_own_writes(self, store):
        """With a limit, too, the transaction's own writes stand where they belong."""
        saved = await keep(store, *(Note(id=f"n{size}", size=size) for size in range(5)))
        async with store.transaction() as tx:
            tx.remove(saved[0])
            tx.save(saved[3].changed(size=-1))
            tx.save(Note(id="late", size=99))
            found = await tx.find(Note, order_by="size", limit=3)
        assert [note.id for note in found] == ["n3", "n1", "n2"]

    async def test_refuses_fields_without_index(self, store):
        """A question about a field that is not declared is a mistake in the program."""
        async with store.transaction() as tx:
            with pytest.raises(ValueError, match="text"):
                await tx.find(Note, Equal("text", "hej"))
            with pytest.raises(ValueError, match="extra"):
                await tx.find(Note, order_by="extra")

    async def test_index_follows_changes(self, store, reopen):
        """A changed or removed document is found by what it is, not by what it was."""
        note, other = await keep(store, Note(id="n", unit="Almby"), Note(id="o", unit="Almby"))
        async with store.transaction() as tx:
            tx.save(note.changed(unit="Brickebacken"))
            tx.remove(other)
        for _ in range(2):
            assert await ids(store, Equal("unit", "Almby")) == []
            assert await ids(store, Equal("unit", "Brickebacken")) == ["n"]
            store = await reopen()

    async def test_refuses_nul(self, store):
        """A NUL character, which one of the stores can't keep, is refused by all."""
        async with store.transaction() as tx:
            with pytest.raises(ValueError, match="NUL"):
                tx.save(Note(text="a\x00b"))

    async def test_failing_acts_leave_the_store_well(self, store):
        """After an act that can't be kept the store goes on, and the same document can be kept."""
        with pytest.raises(ValueError, match="NUL"):
            await keep(store, Note(id="n1", text="\0"))
        with pytest.raises(Conflict):
            await keep(store, Note(id="n1", version=3))
        await keep(store, Note(id="n1"))
        assert await ids(store) == ["n1"]

    async def test_answers_are_kept_once(self, store, reopen):
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

    async def test_concurrent_deliveries_answered_once(self, store):
        """Of one delivery that comes several times at once, one act is done."""

        async def act(number):
            async with store.transaction() as tx:
                if await tx.answered("d1") is None:
                    await asyncio.sleep(0.01)
                    tx.save(Note(text=str(number)))
                    tx.note_answer("d1", str(number), at=NOW)

        await asyncio.gather(*map(act, range(6)), return_exceptions=True)
        assert len(await ids(store)) == 1

    async def test_claim_is_had_until_its_time(self, store, reopen):
        """A claim is refused to others until its time is over, also after a restart."""

        async def claim(now):
            async with store.transaction() as tx:
                return await tx.claim("digest:c1:2026-W47", now=now, until=now + timedelta(minutes=5))

        assert await claim(NOW)
        assert not await claim(NOW)
        store = await reopen()
        assert not await claim(LATER - timedelta(microseconds=1))
        assert await claim(LATER)
        assert not await claim(LATER)

    async def test_concurrent_claims_one_wins(self, store):
        """Of many that claim at once, one does what it is for."""

        async def act(number):
            async with store.transaction() as tx:
                if await tx.claim("k", now=NOW, until=LATER):
                    await asyncio.sleep(0.01)
                    tx.save(Note(size=number))

        await asyncio.gather(*map(act, range(6)), return_exceptions=True)
        assert len(await ids(store)) == 1

    async def test_outbox_keeps_commit_order(self, store):
        """Messages to one address leave one after the other as they were committed, whatever their time."""
        messages = [outgoing(created_at=NOW - timedelta(hours=hour)) for hour in range(4)]
        for message in messages:
            async with store.transaction() as tx:
                tx.enqueue(message)
        assert [message.id for message in await store.outgoing(Delivery.WAITING)] == [m.id for m in messages]
        left = []
        while claimed := await store.claim_outgoing(now=NOW, lease_until=LATER, limit=10):
            (message,) = claimed
            assert (message.state, message.attempts, message.lease_until) == (Delivery.SENDING, 1, LATER)
            left.append(message.id)
            await store.settle_outgoing(message.model_copy(update={"state": Delivery.SENT}))
        assert left == [message.id for message in messages]

    async def test_addresses_do_not_wait_for_each_other(self, store):
        """The oldest of each address is taken at once, oldest first and as many as asked for."""
        messages = [outgoing(f"a{number}") for number in (2, 1, 2, 1, 3)]
        async with store.transaction() as tx:
            for message in messages:
                tx.enqueue(message)
        first = await store.claim_outgoing(now=NOW, lease_until=LATER, limit=2)
        assert [message.id for message in first] == [messages[0].id, messages[1].id]
        second = await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9)
        assert [message.id for message in second] == [messages[4].id]
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []

    async def test_waiting_message_holds_its_line(self, store):
        """A message whose next attempt is later keeps those after it waiting."""
        early, late = outgoing(not_before=LATER), outgoing()
        async with store.transaction() as tx:
            tx.enqueue(early)
            tx.enqueue(late)
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (claimed,) = await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9)
        assert claimed.id == early.id

    async def test_lost_lease_is_unknown(self, store):
        """A message whose lease ran out is unknown, keeps its body, and lets the next one go."""
        first, second = outgoing(body="one"), outgoing(body="two")
        async with store.transaction() as tx:
            tx.enqueue(first)
            tx.enqueue(second)
        await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9)
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (claimed,) = await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9)
        assert claimed.id == second.id
        (unknown,) = await store.outgoing(Delivery.UNKNOWN)
        assert (unknown.id, unknown.body) == (first.id, "one")

    async def test_lost_message_is_sent_again(self, store, reopen):
        """An act finds what was lost and puts it anew at the end of its line; the lost one's body goes."""
        first, second = outgoing(to="p1", about=("note:n1",), attempts=3), outgoing(body="two")
        async with store.transaction() as tx:
            tx.enqueue(first)
        await self._lose(store, first)
        async with store.transaction() as tx:
            tx.enqueue(second)
        async with store.transaction() as tx:
            (lost,) = await tx.find(Queued, Equal("state", Delivery.UNKNOWN.value))
            tx.save(lost.resent())
            tx.enqueue(lost.again(now=LATER))
        store = await reopen()
        (old,) = await store.outgoing(Delivery.RESENT)
        assert (old.id, old.body) == (first.id, None)
        left = []
        while claimed := await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9):
            left += claimed
            await store.settle_outgoing(claimed[0].model_copy(update={"state": Delivery.SENT}))
        assert [one.body for one in left] == [second.body, first.body]
        new = left[1]
        assert (new.to, new.about, new.attempts, new.useful_until) == (
            "p1",
            ("note:n1",),
            1,
            first.useful_until,
        )
        assert new.id != first.id

    async def test_sent_again_once(self, store):
        """Of acts that send a message again at the same time one is done."""
        message = outgoing()
        async with store.transaction() as tx:
            tx.enqueue(message)
        await self._lose(store, message)

        async def again() -> None:
            async with store.transaction() as tx:
                lost = await tx.get(Queued, message.id)
                if lost.state is Delivery.UNKNOWN:
                    tx.save(lost.resent())
                    tx.enqueue(lost.again(now=LATER))

        done = await asyncio.gather(*(again() for _ in range(4)), return_exceptions=True)
        assert {type(one) for one in done} <= {Conflict, type(None)}
        assert len(await store.outgoing(Delivery.WAITING)) == 1

    async def test_refused_message_goes_elsewhere(self, store):
        """What one address refused waits at the end of another's line, and remembers who refused it."""
        refused, before = outgoing("a1", reported=True), outgoing("a2", not_before=LATER)
        async with store.transaction() as tx:
            tx.enqueue(refused)
            tx.enqueue(before)
        await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9)
        async with store.transaction() as tx:
            message = await tx.get(Queued, refused.id)
            tx.save(message.resent())
            tx.enqueue(message.elsewhere("a2", now=NOW))
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (first,) = await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        assert first.id == before.id
        await store.settle_outgoing(first.model_copy(update={"state": Delivery.SENT}))
        (second,) = await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        assert (second.body, second.tried, second.reported) == (refused.body, ("a1",), True)

    async def test_a_late_answer_changes_no_report(self, store):
        """A sender's late answer doesn't bring back what was sent again, nor undo a report."""
        resent, reported = outgoing("a"), outgoing("b")
        async with store.transaction() as tx:
            tx.enqueue(resent)
            tx.enqueue(reported)
        slow = await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9)
        await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        async with store.transaction() as tx:
            tx.save((await tx.get(Queued, resent.id)).resent())
            tx.save((await tx.get(Queued, reported.id)).changed(reported=True))
        for message in slow:
            await store.settle_outgoing(message.model_copy(update={"state": Delivery.UNKNOWN}))
        (one,) = await store.outgoing(Delivery.RESENT)
        (other,) = await store.outgoing(Delivery.UNKNOWN)
        assert (one.id, one.body) == (resent.id, None)
        assert (other.id, other.reported) == (reported.id, True)

    async def _lose(self, store, message) -> None:
        """Let a message's sender never answer."""
        assert len(await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9)) == 1
        assert await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9) == []
        assert [one.id for one in await store.outgoing(Delivery.UNKNOWN)] == [message.id]

    async def test_settled_bodies_are_removed(self, store, reopen):
        """A settled message keeps its reason and loses its body; one that waits again keeps it."""
        kept = {Delivery.WAITING, Delivery.UNKNOWN}
        states = [state for state in Delivery if state is not Delivery.SENDING]
        async with store.transaction() as tx:
            for state in states:
                tx.enqueue(outgoing(f"a-{state}"))
        for message in await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9):
            state = Delivery(message.address.removeprefix("a-"))
            await store.settle_outgoing(message.model_copy(update={"state": state, "reason": "why"}))
        store = await reopen()
        for state in states:
            (message,) = await store.outgoing(state)
            assert (message.body is not None) == (state in kept)
            assert message.reason == "why"
        assert len(await store.outgoing(*states)) == len(states)

    async def test_two_senders_share_the_outbox(self, store):
        """Senders that ask at once get each message once."""
        async with store.transaction() as tx:
            for number in range(30):
                tx.enqueue(outgoing(f"a{number}"))
        claims = (store.claim_outgoing(now=NOW, lease_until=LATER, limit=20) for _ in range(4))
        claimed = [message.id for share in await asyncio.gather(*claims) for message in share]
        while rest := await store.claim_outgoing(now=NOW, lease_until=LATER, limit=20):
            claimed += [message.id for message in rest]
        assert len(claimed) == len(set(claimed)) == 30

    async def test_audit_entries_by_document(self, store, reopen):
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

    async def test_forgets_what_is_over(self, store):
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
        await store.settle_outgoing(message.model_copy(update={"state": Delivery.SENT}))
        assert await store.forget(before=NOW - timedelta(days=1)) == 3
        assert await store.forget(before=NOW - timedelta(days=1)) == 0
        async with store.transaction() as tx:
            assert await tx.answered("old") is None
            assert await tx.answered("new") == "2"
            assert await tx.claim("over", now=old, until=LATER)
            assert not await tx.claim("held", now=NOW, until=LATER)
        assert [message.address for message in await store.outgoing(*Delivery)] == ["waiting"]

    async def test_records_are_everything_in_order(self, store):
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

    async def test_loads_what_was_read_out(self, store):
        """Records from another store are there after loading, found by index, in their order."""
        messages = [outgoing() for _ in range(3)]
        records = [
            Record("note", encode(Note(id="n2", unit="Brickebacken").at_version(7))),
            Record("note", encode(Note(id="n1").at_version(1))),
            *(Record("_outbox", encode(Queued.of(message).at_version(1))) for message in messages),
            Record("_answers", encode(Answer(id="d1", answer="{}", at=NOW).at_version(1))),
            Record("unheard_of", '{"id": "x", "version": 1}'),
        ]
        await store.load(batches(records))
        assert await ids(store, Equal("unit", "Brickebacken")) == ["n2"]
        assert (await one(store, Note, "n2")).version == 7
        assert [message.id for message in await store.outgoing(Delivery.WAITING)] == [m.id for m in messages]
        async with store.transaction() as tx:
            assert await tx.answered("d1") == "{}"
        await keep(store, Note(id="n3"))
        assert await store.count() == 8

    async def test_loading_needs_an_empty_store(self, store):
        """A store that holds something refuses to load, and keeps what it holds."""
        await keep(store, Note(id="n1"))
        with pytest.raises(StoreError, match="not empty"):
            await store.load(batches([Record("note", encode(Note(id="n2").at_version(1)))]))
        assert await ids(store) == ["n1"]

    async def test_loading_is_all_or_nothing(self, store, reopen):
        """Where reading fails half-way, nothing was loaded."""

        async def failing():
            yield [Record("note", encode(Note(id="n1").at_version(1)))]
            raise StoreError("the file ends here")

        with pytest.raises(StoreError, match="ends here"):
            await store.load(failing())
        assert await (await reopen()).count() == 0

    async def test_newer_records_are_refused(self, store):
        """A document of a schema version that the program does not know is not loaded."""
        body = encode(Note(id="n1").at_version(1)).replace('"schema_version":1', '"schema_version":2')
        with pytest.raises(StoreError, match="newer"):
            await store.load(batches([Record("note", body)]))
        assert await store.count() == 0

    async def test_scrubbing_keeps_what_is_there(self, store, reopen):
        """After scrubbing all that was not removed is still there, and can be changed."""
        first, second = await keep(store, Note(id="n1"), Note(id="n2"))
        async with store.transaction() as tx:
            tx.remove(first)
        await store.scrub()
        await keep(store, second.changed(text="after"))
        store = await reopen()
        assert await ids(store) == ["n2"]
        assert await store.damage() == []

    async def test_many_acts_at_once(self, store, reopen):
        """Hundreds of acts at once are all kept, each whole."""

        async def act(number):
            async with store.transaction() as tx:
                tx.save(Note(id=f"n{number}", size=number))
                tx.save(Place(id=f"n{number}"))
                tx.enqueue(outgoing(f"a{number % 7}"))

        await asyncio.gather(*map(act, range(300)))
        store = await reopen()
        assert len(await ids(store)) == 300
        assert len(await store.outgoing(Delivery.WAITING)) == 300

    async def test_cancelled_commit_is_whole(self, store, reopen):
        """An act that is cancelled while it commits is done or not done, never half."""

        async def act(number):
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

    async def test_close_finishes_what_is_under_way(self, store, reopen):
        """Acts that have begun when the store closes are kept; new ones are refused. Twice is fine."""
        begun = asyncio.Event()

        async def act():
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
