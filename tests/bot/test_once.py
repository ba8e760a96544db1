"""Each delivery runs once, however often it comes, and is run anew where it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

import pytest

from bot.once import OncePerDelivery

Run = Callable[[], Coroutine[None, None, str]]


class Work:
    """Something that is run: how often, and how it ends."""

    def __init__(self) -> None:
        self.runs = 0
        self.go_on = asyncio.Event()
        self.fails = False

    async def __call__(self) -> str:
        """Run once more."""
        self.runs += 1
        await self.go_on.wait()
        if self.fails:
            raise RuntimeError("no")
        return f"run {self.runs}"


@pytest.fixture
async def work() -> Work:
    """Work that waits until it may go on."""
    return Work()


async def test_repetitions_share_one_run(work: Work) -> None:
    """Whoever comes while it runs, and after, gets the same answer; another delivery runs by itself."""
    once: OncePerDelivery[str] = OncePerDelivery()
    asking = [asyncio.create_task(once.once("d1", work)) for _ in range(3)]
    await asyncio.sleep(0)
    work.go_on.set()
    assert await asyncio.gather(*asking) == ["run 1"] * 3
    assert await once.once("d1", work) == "run 1"
    assert await once.once("d2", work) == "run 2"


async def test_who_goes_away_stops_nothing(work: Work) -> None:
    """A request that is given up leaves its run going on, and its repetition gets the answer of that."""
    once: OncePerDelivery[str] = OncePerDelivery()
    asking = asyncio.create_task(once.once("d1", work))
    await asyncio.sleep(0)
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    work.go_on.set()
    assert await once.once("d1", work) == "run 1"


async def test_a_failed_run_is_run_anew_at_the_next_repetition(work: Work) -> None:
    """Also where nobody waited any more for the run that failed."""
    once: OncePerDelivery[str] = OncePerDelivery()
    work.fails = True
    asking = asyncio.create_task(once.once("d1", work))
    await asyncio.sleep(0)
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    work.go_on.set()
    await once.finish()
    work.fails = False
    assert await once.once("d1", work) == "run 2"


async def test_only_the_latest_are_remembered(work: Work) -> None:
    """Of more than it holds the oldest that has ended is forgotten, and one under way is not."""
    once: OncePerDelivery[str] = OncePerDelivery(most=2)
    work.go_on.set()
    for delivery in ("d1", "d2", "d3"):
        await once.once(delivery, work)
    assert await once.once("d3", work) == "run 3"
    assert await once.once("d1", work) == "run 4"
