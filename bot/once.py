"""Lets each delivery run once, and gives its repetitions the same answer.

What an act changed is guarded by dispatch; this keeps the reply from being posted again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

MOST_REMEMBERED = 2_000

T = TypeVar("T")


class OncePerDelivery(Generic[T]):
    """The latest deliveries with their answers, in this process."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._runs: dict[str, asyncio.Task[T]] = {}

    async def once(self, delivery: str, run: Callable[[], Awaitable[T]]) -> T:
        """Run, or wait for the run of the same delivery; one that failed or was cancelled is run anew.

        The run goes on where the one who waits for it goes away.
        """
        task = self._runs.get(delivery)
        if task is None or _failed(task):
            task = asyncio.ensure_future(run())
            self._runs[delivery] = task
            self._forget_oldest()
        return await asyncio.shield(task)

    async def finish(self) -> None:
        """Wait for the runs under way."""
        await asyncio.gather(*self._runs.values(), return_exceptions=True)

    def _forget_oldest(self) -> None:
        while len(self._runs) > self._most:
            oldest = next(iter(self._runs))
            if not self._runs[oldest].done():
                return
            del self._runs[oldest]


def _failed(task: asyncio.Task[T]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
