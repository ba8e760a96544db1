"""Answers Slack in time, and each delivery once however often it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog

from bot.once import OncePerDelivery
from handlers.core.faults import log_fault

Body = dict[str, Any] | None
T = TypeVar("T")

log = structlog.get_logger()


class Deliveries:
    """Runs the work that deliveries cause, and knows what is under way.

    What a delivery was answered is kept in memory only, so that its repetition shows nothing twice; that
    nothing is *done* twice is dispatch's to keep.
    """

    def __init__(self, patience: float) -> None:
        """Take how many seconds a request may wait for its answer; Slack hangs up after three."""
        self._patience = patience
        self._answered: OncePerDelivery[Body] = OncePerDelivery()
        self._under_way: set[asyncio.Future[Any]] = set()

    async def once(self, delivery_id: str, answer: Callable[[], Coroutine[Any, Any, Body]]) -> Body:
        """Return the response to a delivery: what `answer` returns, the first time that it comes."""
        return await self._answered.once(delivery_id, lambda: self._start(answer()))

    async def in_time(self, work: Awaitable[T], late: Callable[[T], Coroutine[Any, Any, None]]) -> T | None:
        """Return what `work` gives, or None where that takes too long; `late` gets it then."""
        task = asyncio.ensure_future(work)
        self._watch(task)
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if done:
            return task.result()

        async def afterwards() -> None:
            await late(await task)

        self.later(afterwards())
        return None

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this beside, after the response."""

        async def alone() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001 - the edge: nobody waits for it
                log_fault("answering Slack failed", error)

        self._start(alone())

    async def finished(self) -> None:
        """Return when nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def close(self, seconds: float) -> None:
        """Finish what is under way, and stop what takes longer."""
        try:
            await asyncio.wait_for(self.finished(), seconds)
        except TimeoutError:
            log.warning("stopped with answers under way", count=len(self._under_way))
            for task in tuple(self._under_way):
                task.cancel()
            await self.finished()

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._watch(task)
        return task

    def _watch(self, task: asyncio.Future[Any]) -> None:
        self._under_way.add(task)
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Future[Any]) -> None:
        """Forget the task. Its error is read here, as the request that waited for it may have gone away."""
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()
