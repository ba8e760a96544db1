"""Delivery: in order, again where the platform did not take it, never twice where nobody knows."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import LEASE, LONGEST_WAIT, Courier, NobodyKnows, NotNow, Undeliverable
from handlers.core.replies import Say
from handlers.core.wire import write_reply
from storage.documents.messages import typed
from storage.documents.people import Account, Channel
from storage.open import open_store
from storage.store import Delivery, Outgoing, StoreError

NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
MAJA, OLLE = "slack:T1:UMAJA", "slack:T1:UOLLE"


class Platform:
    """A platform that takes messages, or answers as a test says, one answer per message to an address.

    Attributes:
        got: what arrived, as (address, text).
        answers: what to raise next, by address.
    """

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        self.references: list[str | None] = []
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()

    async def send(self, address: str, reference: str | None, reply: Say, language: str) -> None:
        """Take a message once the gate is open."""
        self.reached.set()
        await self.gate.wait()
        if self.answers[address]:
            raise self.answers[address].pop(0)
        self.got.append((address, reply.text.values["text"]))
        self.references.append(reference)


class Post:
    """An outbox, a platform and a courier between them; `now` is the present."""

    def __init__(self, store) -> None:
        self.store = store
        self.platform = Platform()
        self.now = NOW
        self.courier = self.another()

    def another(self, store=None) -> Courier:
        """Return a courier of another instance of the bot, or one over another store."""
        return Courier(store or self.store, {"slack": self.platform}, lambda: self.now)

    async def put(self, address: str, *texts: str, **fields: Any) -> None:
        """Put messages in the outbox."""
        usual = {
            "language": "sv",
            "created_at": self.now,
            "useful_until": self.now + timedelta(days=2),
            "not_before": self.now,
        }
        async with self.store.transaction() as tx:
            for text in texts:
                body = write_reply(Say(text=typed(text)))
                tx.enqueue(Outgoing(**({"address": address, "body": body} | usual | fields)))

    async def carry(self, rounds: int = 1, **later: float) -> None:
        """Carry, with time passing between."""
        for _ in range(rounds):
            await self.courier.carry()
            self.now += timedelta(**later)

    async def states(self) -> list[Delivery]:
        """Return how all messages stand, the oldest first."""
        return [one.state for one in await self.store.outgoing(*Delivery)]

    async def only(self) -> Outgoing:
        """Return the only message."""
        (one,) = await self.store.outgoing(*Delivery)
        return one


@pytest.fixture
async def post(tmp_path):
    """An outbox in a real store."""
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    yield Post(store)
    await store.close()


async def test_what_was_sent_is_not_kept(post):
    """A message that the platform took is sent once, and its text is removed."""
    await post.put(MAJA, "hej")
    await post.carry(3)
    assert post.platform.got == [(MAJA, "hej")]
    message = await post.only()
    assert (message.state, message.body) == (Delivery.SENT, None)


async def test_in_order_to_each(post):
    """Messages to one address arrive in the order in which they were written, also behind a delay."""
    post.platform.answers[MAJA] = [NotNow(1, "busy"), NotNow(1, "busy")]
    await post.put(MAJA, "ett", "två", "tre")
    await post.put(OLLE, "a", "b")
    await post.carry(8, seconds=30)
    assert [text for who, text in post.platform.got if who == MAJA] == ["ett", "två", "tre"]
    assert [text for who, text in post.platform.got if who == OLLE] == ["a", "b"]


async def test_one_who_waits_holds_up_nobody_else(post):
    """While one address is to be tried later, others get theirs."""
    post.platform.answers[MAJA] = [NotNow(600, "busy")]
    await post.put(MAJA, "ett")
    await post.put(OLLE, "a")
    await post.carry(3)
    assert post.platform.got == [(OLLE, "a")]


async def test_again_when_the_platform_says(post):
    """What was not taken is tried again, no sooner than the platform asked, and then with growing waits."""
    post.platform.answers[MAJA] = [NotNow(90, "busy")]
    await post.put(MAJA, "hej")
    await post.carry(1, seconds=89)
    await post.carry(1, seconds=1)
    assert post.platform.got == []
    assert (await post.only()).reason == "busy"
    await post.carry()
    assert post.platform.got == [(MAJA, "hej")]


async def test_waits_grow_to_a_limit(post):
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


async def test_never_again_where_nobody_knows(post):
    """A message whose answer was lost may have arrived: it is marked so, kept, and not sent again."""
    post.platform.answers[MAJA] = [NobodyKnows()]
    await post.put(MAJA, "ett", "två")
    with capture_logs() as logs:
        await post.carry(5, hours=1)
    assert post.platform.got == [(MAJA, "två")]
    first, second = await post.store.outgoing(*Delivery)
    assert (first.state, second.state) == (Delivery.UNKNOWN, Delivery.SENT)
    assert first.body is not None
    assert "ett" not in str(logs)


async def test_an_exception_of_the_sender_is_not_known_either(post):
    """A sender that fails in an unforeseen way may have sent: it is not tried again, and the rest goes on."""
    post.platform.answers[MAJA] = [RuntimeError("Hemligt")]
    await post.put(MAJA, "ett", "två")
    with capture_logs() as logs:
        await post.carry(3)
    assert post.platform.got == [(MAJA, "två")]
    assert (await post.states())[0] is Delivery.UNKNOWN
    assert "Hemligt" not in str(logs)


async def test_what_can_never_arrive(post):
    """An address that the platform refuses for good is settled at once, with the platform's word for it."""
    post.platform.answers[MAJA] = [Undeliverable("account_inactive")]
    await post.put(MAJA, "ett")
    await post.put(OLLE, "a")
    await post.carry(2)
    first, _ = await post.store.outgoing(*Delivery)
    assert (first.state, first.reason, first.body) == (Delivery.UNDELIVERABLE, "account_inactive", None)
    assert post.platform.got == [(OLLE, "a")]


async def test_a_platform_that_is_not_set_up(post):
    """A message to a platform without a sender is settled."""
    await post.put("teams:t:x", "hej")
    await post.carry()
    assert (await post.only()).state is Delivery.UNDELIVERABLE


async def test_useful_until(post):
    """What is no longer of use is skipped, and what comes after it is sent."""
    await post.put(MAJA, "gammalt", useful_until=NOW + timedelta(hours=1))
    await post.put(MAJA, "nytt")
    post.now += timedelta(hours=1)
    await post.carry(2)
    assert post.platform.got == [(MAJA, "nytt")]
    assert await post.states() == [Delivery.SKIPPED, Delivery.SENT]


async def test_a_body_that_cannot_be_read(post):
    """A message that no version of ours can read was never sent, and holds up nothing."""
    await post.put(MAJA, "x", body='{"type": "hologram"}')
    await post.put(MAJA, "hej")
    await post.carry(2)
    assert await post.states() == [Delivery.UNDELIVERABLE, Delivery.SENT]


async def test_references_reach_the_sender(post):
    """What the platform gave for writing first goes with the message, for people and for channels."""
    async with post.store.transaction() as tx:
        tx.save(Account(id=MAJA, person_id="maja", reference='{"a": 1}'))
        tx.save(Channel(id="slack:T1:C1", name="c", reference='{"c": 1}'))
    for address in (MAJA, "slack:T1:C1", OLLE):
        await post.put(address, "hej")
    await post.carry()
    assert sorted(map(str, post.platform.references)) == ["None", '{"a": 1}', '{"c": 1}']


async def test_two_instances(post):
    """Two couriers over one outbox send each message once."""
    other = post.another()
    for number in range(30):
        await post.put(f"slack:T1:U{number}", "hej")
    for _ in range(3):
        await asyncio.gather(post.courier.carry(), other.carry())
    assert len(post.platform.got) == len(set(post.platform.got)) == 30


async def test_a_crash_while_sending(post):
    """A message that was being sent as the bot died is unknown once its lease is over, and not sent again."""
    post.platform.gate.clear()
    await post.put(MAJA, "ett", "två")
    carrying = asyncio.create_task(post.courier.carry())
    await post.platform.reached.wait()
    carrying.cancel()
    await asyncio.gather(carrying, return_exceptions=True)
    post.platform.gate.set()
    post.courier = post.another()
    post.now += LEASE + timedelta(seconds=1)
    await post.carry(3)
    assert post.platform.got == [(MAJA, "två")]
    assert (await post.states())[0] is Delivery.UNKNOWN


async def test_stopping_finishes_what_is_under_way(post):
    """A stop waits for what is being sent, and takes up nothing more."""
    post.platform.gate.clear()
    await post.put(MAJA, "ett", "två")
    carrying = asyncio.create_task(post.courier.carry())
    await post.platform.reached.wait()
    stopping = asyncio.create_task(post.courier.finish())
    await asyncio.sleep(0.05)
    assert not stopping.done()
    post.platform.gate.set()
    await asyncio.gather(carrying, stopping)
    assert await post.courier.carry() == 0
    assert post.platform.got == [(MAJA, "ett")]
    assert await post.states() == [Delivery.SENT, Delivery.WAITING]


async def test_woken_at_once(post):
    """A courier that runs sends as soon as it is woken, and at the latest after a pause."""
    running = asyncio.create_task(post.courier.run())
    await asyncio.sleep(0.05)
    await post.put(MAJA, "hej")
    post.courier.wake()
    await _until(lambda: post.platform.got == [(MAJA, "hej")], within=0.8)
    await post.put(MAJA, "igen")
    await _until(lambda: len(post.platform.got) == 2, within=3)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_store_out_of_reach(post):
    """When the store fails the courier goes on trying, and what it could not look up is not lost."""
    broken = [True]

    class Failing:
        """The real store, whose documents can't be read for a while."""

        def __getattr__(self, name: str) -> Any:
            return getattr(post.store, name)

        @asynccontextmanager
        async def transaction(self):
            """Fail while broken."""
            if broken:
                raise StoreError("connection lost")
            async with post.store.transaction() as tx:
                yield tx

    post.courier = post.another(Failing())
    await post.put(MAJA, "hej")
    await post.carry(1, minutes=1)
    assert (await post.only()).state is Delivery.WAITING
    broken.clear()
    await post.carry()
    assert post.platform.got == [(MAJA, "hej")]


async def test_a_failing_outbox_stops_nothing(post):
    """An outbox that can't be read is tried again, with a line in the log."""
    failures = [StoreError("connection lost"), RuntimeError("Hemligt")]

    class Failing:
        """The real store, whose outbox fails twice."""

        def __getattr__(self, name: str) -> Any:
            return getattr(post.store, name)

        async def claim_outgoing(self, **named: Any) -> Any:
            """Fail, then don't."""
            if failures:
                raise failures.pop(0)
            return await post.store.claim_outgoing(**named)

    courier = post.another(Failing())
    await post.put(MAJA, "hej")
    with capture_logs() as logs:
        running = asyncio.create_task(courier.run())
        for _ in range(2):
            await asyncio.sleep(0.05)
            courier.wake()
        await _until(lambda: post.platform.got == [(MAJA, "hej")], within=5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [one["event"] for one in logs][:2] == ["outbox out of reach", "delivery failed"]
    assert "Hemligt" not in str(logs)


async def _until(condition, within: float) -> None:
    for _ in range(round(within / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
