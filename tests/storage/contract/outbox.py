"""The outbox: lines, leases, and what becomes of a message."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from storage.kept import Queued
from storage.store import (
    Conflict,
    Equal,
    Outgoing,
    OutgoingState,
    Store,
)
from tests.storage.contract.acts import Opens
from tests.storage.notes import NOW, outgoing

LATER = NOW + timedelta(minutes=5)


class OutboxContract:
    """The tests."""

    async def test_outbox_keeps_commit_order(self, store: Store) -> None:
        """Messages to one address leave one after the other as they were committed, whatever their time."""
        messages = [outgoing(created_at=NOW - timedelta(hours=hour)) for hour in range(4)]
        for message in messages:
            async with store.transaction() as tx:
                tx.enqueue(message)
        assert [message.id for message in await store.outgoing(OutgoingState.WAITING)] == [
            m.id for m in messages
        ]
        left: list[str] = []
        while claimed := await store.claim_outgoing(now=NOW, lease_until=LATER, limit=10):
            (message,) = claimed
            assert (message.state, message.attempts, message.lease_until) == (OutgoingState.SENDING, 1, LATER)
            left.append(message.id)
            await store.settle_outgoing(message.model_copy(update={"state": OutgoingState.SENT}))
        assert left == [message.id for message in messages]

    async def test_addresses_do_not_wait_for_each_other(self, store: Store) -> None:
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

    async def test_platforms_passed_over(self, store: Store) -> None:
        """What is for a platform that is passed over stays as it is, and the others' messages are taken."""
        messages = [outgoing(address) for address in ("slack:T1:U1", "teams:t:u", "slacker:x", "plain")]
        async with store.transaction() as tx:
            for message in messages:
                tx.enqueue(message)
        named: dict[str, Any] = {"now": NOW, "lease_until": LATER, "limit": 9}
        taken = await store.claim_outgoing(**named, passing=("slack", "plain"))
        assert [message.id for message in taken] == [messages[1].id, messages[2].id]
        left = await store.outgoing(OutgoingState.WAITING)
        assert [(message.id, message.attempts) for message in left] == [
            (messages[0].id, 0),
            (messages[3].id, 0),
        ]
        assert len(await store.claim_outgoing(**named)) == 2

    async def test_waiting_message_holds_its_line(self, store: Store) -> None:
        """A message whose next attempt is later keeps those after it waiting."""
        early, late = outgoing(not_before=LATER), outgoing()
        async with store.transaction() as tx:
            tx.enqueue(early)
            tx.enqueue(late)
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (claimed,) = await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9)
        assert claimed.id == early.id

    async def test_lost_lease_is_unknown(self, store: Store) -> None:
        """A message whose lease ran out is unknown, keeps its body, and lets the next one go."""
        first, second = outgoing(body="one"), outgoing(body="two")
        async with store.transaction() as tx:
            tx.enqueue(first)
            tx.enqueue(second)
        await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9)
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (claimed,) = await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9)
        assert claimed.id == second.id
        (unknown,) = await store.outgoing(OutgoingState.UNKNOWN)
        assert (unknown.id, unknown.body) == (first.id, "one")

    async def test_lost_message_is_sent_again(self, store: Store, reopen: Opens) -> None:
        """An act finds what was lost and puts it anew at the end of its line; the lost one's body goes."""
        first, second = outgoing(to="p1", about=("note:n1",), attempts=3), outgoing(body="two")
        async with store.transaction() as tx:
            tx.enqueue(first)
        await self._lose(store, first)
        async with store.transaction() as tx:
            tx.enqueue(second)
        async with store.transaction() as tx:
            (lost,) = await tx.find(Queued, Equal("state", OutgoingState.UNKNOWN.value))
            tx.save(lost.resent())
            tx.enqueue(lost.again(now=LATER))
        store = await reopen()
        (old,) = await store.outgoing(OutgoingState.RESENT)
        assert (old.id, old.body) == (first.id, None)
        left: list[Outgoing] = []
        while claimed := await store.claim_outgoing(now=LATER, lease_until=LATER + timedelta(1), limit=9):
            left += claimed
            await store.settle_outgoing(claimed[0].model_copy(update={"state": OutgoingState.SENT}))
        assert [one.body for one in left] == [second.body, first.body]
        new = left[1]
        assert (new.to, new.about, new.attempts, new.useful_until) == (
            "p1",
            ("note:n1",),
            1,
            first.useful_until,
        )
        assert new.id != first.id

    async def test_sent_again_once(self, store: Store) -> None:
        """Of acts that send a message again at the same time one is done."""
        message = outgoing()
        async with store.transaction() as tx:
            tx.enqueue(message)
        await self._lose(store, message)

        async def again() -> None:
            async with store.transaction() as tx:
                lost = await tx.get(Queued, message.id)
                assert lost is not None
                if lost.state is OutgoingState.UNKNOWN:
                    tx.save(lost.resent())
                    tx.enqueue(lost.again(now=LATER))

        done = await asyncio.gather(*(again() for _ in range(4)), return_exceptions=True)
        assert {type(one) for one in done} <= {Conflict, type(None)}
        assert len(await store.outgoing(OutgoingState.WAITING)) == 1

    async def test_refused_message_goes_elsewhere(self, store: Store) -> None:
        """What one address refused waits at the end of another's line, and remembers who refused it."""
        refused, before = outgoing("a1", reported=True), outgoing("a2", not_before=LATER)
        async with store.transaction() as tx:
            tx.enqueue(refused)
            tx.enqueue(before)
        await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9)
        async with store.transaction() as tx:
            message = await tx.get(Queued, refused.id)
            assert message is not None
            tx.save(message.resent())
            tx.enqueue(message.elsewhere("a2", now=NOW))
        assert await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9) == []
        (first,) = await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        assert first.id == before.id
        await store.settle_outgoing(first.model_copy(update={"state": OutgoingState.SENT}))
        (second,) = await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        assert (second.body, second.tried, second.reported) == (refused.body, ("a1",), True)

    async def test_a_late_answer_changes_no_report(self, store: Store) -> None:
        """A sender's late answer doesn't bring back what was sent again, nor undo a report."""
        resent, reported = outgoing("a"), outgoing("b")
        async with store.transaction() as tx:
            tx.enqueue(resent)
            tx.enqueue(reported)
        slow = await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9)
        await store.claim_outgoing(now=LATER, lease_until=LATER, limit=9)
        async with store.transaction() as tx:
            one, other = await tx.get(Queued, resent.id), await tx.get(Queued, reported.id)
            assert one is not None
            assert other is not None
            tx.save(one.resent())
            tx.save(other.changed(reported=True))
        for message in slow:
            await store.settle_outgoing(message.model_copy(update={"state": OutgoingState.UNKNOWN}))
        (again,) = await store.outgoing(OutgoingState.RESENT)
        (unknown,) = await store.outgoing(OutgoingState.UNKNOWN)
        assert (again.id, again.body) == (resent.id, None)
        assert (unknown.id, unknown.reported) == (reported.id, True)

    async def _lose(self, store: Store, message: Outgoing) -> None:
        """Let a message's sender never answer."""
        assert len(await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9)) == 1
        assert await store.claim_outgoing(now=NOW, lease_until=NOW, limit=9) == []
        assert [one.id for one in await store.outgoing(OutgoingState.UNKNOWN)] == [message.id]

    async def test_settled_bodies_are_removed(self, store: Store, reopen: Opens) -> None:
        """A settled message keeps its reason and loses its body; one that waits again keeps it."""
        kept = {OutgoingState.WAITING, OutgoingState.UNKNOWN}
        states = [state for state in OutgoingState if state is not OutgoingState.SENDING]
        async with store.transaction() as tx:
            for state in states:
                tx.enqueue(outgoing(f"a-{state}"))
        for message in await store.claim_outgoing(now=NOW, lease_until=LATER, limit=9):
            becomes = OutgoingState(message.address.removeprefix("a-"))
            await store.settle_outgoing(message.model_copy(update={"state": becomes, "reason": "why"}))
        store = await reopen()
        for state in states:
            (message,) = await store.outgoing(state)
            assert (message.body is not None) == (state in kept)
            assert message.reason == "why"
        assert len(await store.outgoing(*states)) == len(states)

    async def test_two_senders_share_the_outbox(self, store: Store) -> None:
        """Senders that ask at once get each message once."""
        async with store.transaction() as tx:
            for number in range(30):
                tx.enqueue(outgoing(f"a{number}"))
        claims = (store.claim_outgoing(now=NOW, lease_until=LATER, limit=20) for _ in range(4))
        claimed = [message.id for share in await asyncio.gather(*claims) for message in share]
        while rest := await store.claim_outgoing(now=NOW, lease_until=LATER, limit=20):
            claimed += [message.id for message in rest]
        assert len(claimed) == len(set(claimed)) == 30
