"""The courier as it runs: beside another one, through a crash, to a stop, and with a store out of reach."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.delivery import LEASE
from storage.store import OutgoingState, StoreError, Transaction
from tests.bot.post import MAJA, Post


async def test_two_instances(post: Post) -> None:
    """Two couriers over one outbox send each message once."""
    other = post.another()
    for number in range(30):
        await post.put(f"slack:T1:U{number}", "hej")
    for _ in range(3):
        await asyncio.gather(post.courier.carry(), other.carry())
    assert len(post.platform.got) == len(set(post.platform.got)) == 30


async def test_a_crash_while_sending(post: Post) -> None:
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
    assert (await post.states())[0] is OutgoingState.UNKNOWN


async def test_stopping_finishes_what_is_under_way(post: Post) -> None:
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
    assert await post.states() == [OutgoingState.SENT, OutgoingState.WAITING]


async def test_woken_at_once(post: Post) -> None:
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


async def test_a_store_out_of_reach(post: Post) -> None:
    """When the store fails the courier goes on trying, and what it could not look up is not lost."""
    broken = [True]

    class Failing:
        """The real store, whose documents can't be read for a while."""

        def __getattr__(self, name: str) -> Any:
            return getattr(post.store, name)

        @asynccontextmanager
        async def transaction(self) -> AsyncIterator[Transaction]:
            """Fail while broken."""
            if broken:
                raise StoreError("connection lost")
            async with post.store.transaction() as tx:
                yield tx

    post.courier = post.another(Failing())
    await post.put(MAJA, "hej")
    await post.carry(1, minutes=1)
    assert (await post.only()).state is OutgoingState.WAITING
    broken.clear()
    await post.carry()
    assert post.platform.got == [(MAJA, "hej")]


async def test_a_failing_outbox_stops_nothing(post: Post) -> None:
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


async def _until(condition: Callable[[], bool], within: float) -> None:
    for _ in range(round(within / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
