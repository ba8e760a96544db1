"""Delivery: in order, again where the platform did not take it, never twice where nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery import LONGEST_WAIT, NobodyKnows, NotNow, Undeliverable
from storage.documents.people import Account
from storage.documents.places import Channel
from storage.documents.posts import Post
from storage.documentstore import DocumentStore
from storage.store import OutgoingState, StoreError
from storage.transaction import Write
from tests.bot.post import MAJA, NOW, OLLE
from tests.bot.post import Post as Outbox


async def test_what_was_sent_is_not_kept(post: Outbox) -> None:
    """A message that the platform took is sent once, and its text is removed."""
    await post.put(MAJA, "hej")
    await post.carry(3)
    assert post.platform.got == [(MAJA, "hej")]
    message = await post.only()
    assert (message.state, message.body) == (OutgoingState.SENT, None)


async def test_in_order_to_each(post: Outbox) -> None:
    """Messages to one address arrive in the order in which they were written, also behind a delay."""
    post.platform.answers[MAJA] = [NotNow(1, "busy"), NotNow(1, "busy")]
    await post.put(MAJA, "ett", "två", "tre")
    await post.put(OLLE, "a", "b")
    await post.carry(8, seconds=30)
    assert [text for who, text in post.platform.got if who == MAJA] == ["ett", "två", "tre"]
    assert [text for who, text in post.platform.got if who == OLLE] == ["a", "b"]


async def test_one_who_waits_holds_up_nobody_else(post: Outbox) -> None:
    """While one address is to be tried later, others get theirs."""
    post.platform.answers[MAJA] = [NotNow(600, "busy")]
    await post.put(MAJA, "ett")
    await post.put(OLLE, "a")
    await post.carry(3)
    assert post.platform.got == [(OLLE, "a")]


async def test_again_when_the_platform_says(post: Outbox) -> None:
    """What was not taken is tried again, no sooner than the platform asked, and then with growing waits."""
    post.platform.answers[MAJA] = [NotNow(90, "busy")]
    await post.put(MAJA, "hej")
    await post.carry(1, seconds=89)
    await post.carry(1, seconds=1)
    assert post.platform.got == []
    assert (await post.only()).reason == "busy"
    await post.carry()
    assert post.platform.got == [(MAJA, "hej")]


async def test_waits_grow_to_a_limit(post: Outbox) -> None:
    """A platform that is down is not hammered, and not forgotten either."""
    post.platform.answers[MAJA] = [NotNow(0, "down") for _ in range(12)]
    await post.put(MAJA, "hej")
    waits = []
    for _ in range(12):
        await post.courier.carry()
        waits.append((await post.only()).not_before - post.now)
        post.now = (await post.only()).not_before
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    await post.carry()
    assert post.platform.got == [(MAJA, "hej")]


async def test_never_again_where_nobody_knows(post: Outbox) -> None:
    """A message whose answer was lost may have arrived: it is marked so, kept, and not sent again."""
    post.platform.answers[MAJA] = [NobodyKnows()]
    await post.put(MAJA, "ett", "två")
    with capture_logs() as logs:
        await post.carry(5, hours=1)
    assert post.platform.got == [(MAJA, "två")]
    first, second = await post.store.outgoing(*OutgoingState)
    assert (first.state, second.state) == (OutgoingState.UNKNOWN, OutgoingState.SENT)
    assert first.body is not None
    assert "ett" not in str(logs)


async def test_an_exception_of_the_sender_is_not_known_either(post: Outbox) -> None:
    """A sender that fails in an unforeseen way may have sent: it is not tried again, and the rest goes on."""
    post.platform.answers[MAJA] = [RuntimeError("Hemligt")]
    await post.put(MAJA, "ett", "två")
    with capture_logs() as logs:
        await post.carry(3)
    assert post.platform.got == [(MAJA, "två")]
    assert (await post.states())[0] is OutgoingState.UNKNOWN
    assert "Hemligt" not in str(logs)


async def test_what_can_never_arrive(post: Outbox) -> None:
    """An address that the platform refuses for good is settled at once, with the platform's word for it."""
    post.platform.answers[MAJA] = [Undeliverable("account_inactive")]
    await post.put(MAJA, "ett")
    await post.put(OLLE, "a")
    await post.carry(2)
    first, _ = await post.store.outgoing(*OutgoingState)
    assert (first.state, first.reason, first.body) == (OutgoingState.UNDELIVERABLE, "account_inactive", None)
    assert post.platform.got == [(OLLE, "a")]


async def test_a_platform_that_is_not_set_up(post: Outbox) -> None:
    """A message to a platform without a sender is settled."""
    await post.put("teams:t:x", "hej")
    await post.carry()
    assert (await post.only()).state is OutgoingState.UNDELIVERABLE


async def test_useful_until(post: Outbox) -> None:
    """What is no longer of use is skipped, and what comes after it is sent."""
    await post.put(MAJA, "gammalt", useful_until=NOW + timedelta(hours=1))
    await post.put(MAJA, "nytt")
    post.now += timedelta(hours=1)
    await post.carry(2)
    assert post.platform.got == [(MAJA, "nytt")]
    assert await post.states() == [OutgoingState.SKIPPED, OutgoingState.SENT]


async def test_a_body_that_cannot_be_read(post: Outbox) -> None:
    """A message that no version of ours can read was never sent, and holds up nothing."""
    await post.put(MAJA, "x", body='{"type": "hologram"}')
    await post.put(MAJA, "hej")
    await post.carry(2)
    assert await post.states() == [OutgoingState.UNDELIVERABLE, OutgoingState.SENT]


async def test_references_reach_the_sender(post: Outbox) -> None:
    """What the platform gave for writing first goes with the message, for people and for channels."""
    async with post.store.transaction() as tx:
        tx.save(Account(id=MAJA, person_id="maja", reference='{"a": 1}'))
        tx.save(Channel(id="slack:T1:C1", name="c", reference='{"c": 1}'))
    for address in (MAJA, "slack:T1:C1", OLLE):
        await post.put(address, "hej")
    await post.carry()
    assert sorted(map(str, post.platform.references)) == ["None", '{"a": 1}', '{"c": 1}']


async def test_what_was_sent_is_known(post: Outbox) -> None:
    """What the platform calls each message is kept, with all its parts, once it arrives and only then."""
    room = "slack:T1:C1"
    async with post.store.transaction() as tx:
        tx.save(Channel(id=room, name="rum", digest=True))
    post.platform.answers[room] = [NotNow(1, "busy"), NobodyKnows()]
    post.platform.names[room] = ("a", "b")
    await post.put(room, "ett", "två", about=(f"channel:{room}",))
    await post.carry(4, seconds=30)
    (known,) = await _posts(post)
    assert (known.address, known.ids, known.to) == (room, ("a", "b"), None)
    assert known.about == (f"channel:{room}",)
    assert await post.states() == [OutgoingState.UNKNOWN, OutgoingState.SENT]


async def test_what_is_called_nothing_is_not_known(post: Outbox) -> None:
    """Where the platform has no name for a message nothing is kept of it."""
    post.platform.names[MAJA] = ()
    await post.put(MAJA, "hej")
    await post.carry()
    assert await post.states() == [OutgoingState.SENT]
    assert await _posts(post) == []


async def test_sent_and_known_at_once(post: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message is marked as sent with what it is called, or not at all."""
    assert isinstance(post.store, DocumentStore)
    write = post.store.commit

    async def failing(writes: Sequence[Write]) -> None:
        if any(one.kind is Post for one in writes):
            raise StoreError("disk full")
        await write(writes)

    await post.put(MAJA, "hej")
    monkeypatch.setattr(post.store, "commit", failing)
    with pytest.raises(StoreError):
        await post.carry()
    assert await post.states() == [OutgoingState.SENDING]
    assert post.platform.got == [(MAJA, "hej")]


async def _posts(post: Outbox) -> list[Post]:
    async with post.store.transaction() as tx:
        return await tx.find(Post)
