"""The clock: finds what is due, wakes delivery, tidies up, and goes on when something fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import cast

import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.delivery import Courier
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import Due
from storage.documents.drafts import Draft
from storage.documents.sessions import Session
from storage.store import OutgoingState, StoreError
from tests.handlers.desk import Seat, Town


class Woken:
    """Counts how often delivery is woken."""

    def __init__(self) -> None:
        self.times = 0

    def wake(self) -> None:
        """Count."""
        self.times += 1


def _clock(town: Town, woken: Woken) -> Clock:
    return Clock(town.store, town.dispatch, cast(Courier, woken), lambda: town.now)


async def test_a_tick(town: Town) -> None:
    """What is due is done once and delivery is woken for it; a tick with nothing due wakes nobody."""
    woken = Woken()
    clock = _clock(town, woken)
    assert (await clock.tick(), woken.times) == (0, 0)
    coming = (await town.get(Session, "s-coming")).span
    assert coming.end is not None
    town.now = coming.end + timedelta(minutes=1)
    assert await clock.tick() > 0
    assert woken.times == 1
    assert (await clock.tick(), woken.times) == (0, 1)


async def test_what_need_not_be_kept_is_thrown_away(town: Town, maja: Seat) -> None:
    """Old drafts, and answers and messages more than a day old, go."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.confirms()
    for message in await town.store.outgoing(OutgoingState.WAITING):
        await town.store.settle_outgoing(message.model_copy(update={"state": OutgoingState.SENT}))
    clock = _clock(town, Woken())
    town.later(hours=24)
    await clock.tick()
    assert "Inställd" in await maja.again()
    assert len(await town.store.outgoing(*OutgoingState)) >= 2
    town.later(days=31)
    await clock.tick()
    assert await town.find(Draft) == []
    assert await town.store.outgoing(OutgoingState.SENT) == []
    assert "Inställd" not in await maja.again()


async def test_it_goes_on_after_a_failure(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store out of reach, or an unforeseen fault, is logged and the next tick comes."""
    failures = [StoreError("connection lost"), RuntimeError("Hemligt")]
    ticked = asyncio.Event()

    class Failing:
        """A desk that fails twice."""

        async def what_is_due(self) -> list[Due]:
            """Fail, then don't."""
            if failures:
                raise failures.pop(0)
            ticked.set()
            return []

    monkeypatch.setattr("bot.background.EVERY", 0.01)
    clock = Clock(town.store, cast(Dispatch, Failing()), cast(Courier, Woken()), lambda: town.now)
    with capture_logs() as logs:
        running = asyncio.create_task(clock.run())
        async with asyncio.timeout(5):
            await ticked.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert [one["event"] for one in logs] == ["the clock failed", "the clock failed"]
    assert "Hemligt" not in str(logs)
