"""What is asked of a platform and kept for a while; no act waits for the answer longer than a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, TypeVar

PATIENCE = 1.0
"""How long an act waits, in seconds."""

MOST = 10_000

T = TypeVar("T")


class _Kept(NamedTuple, Generic[T]):
    answer: asyncio.Future[T | None]
    asked: float
    before: T | None


class Inquiries(Generic[T]):
    """Asks once for each key, and keeps the answers; an answer that comes too late is there the next time."""

    def __init__(
        self, *, kept: float, kept_unknown: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take for how many seconds an answer counts, and for how many it counts that there was none."""
        self._lasts = kept
        self._lasts_unknown = kept_unknown
        self._clock = clock
        self._kept: dict[str, _Kept[T]] = {}

    async def answer(self, key: str, ask: Callable[[], Awaitable[T | None]]) -> T | None:
        """Return what was told lately of the key, or what `ask` gives.

        Where that takes too long it is what was told before, or None.
        """
        kept = self._kept.get(key)
        if kept is None or self._stale(kept):
            kept = self._keep(key, asyncio.ensure_future(ask()))
        done, _ = await asyncio.wait({kept.answer}, timeout=PATIENCE)
        return kept.answer.result() if done else kept.before

    def learn(self, key: str, told: T) -> None:
        """Keep what was told without being asked."""
        answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        answer.set_result(told)
        self._keep(key, answer)

    def forget(self, key: str) -> None:
        """Ask anew when it is needed next."""
        self._kept.pop(key, None)

    async def close(self) -> None:
        """Stop asking."""
        asking = [kept.answer for kept in self._kept.values() if not kept.answer.done()]
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        self._kept.clear()

    def _keep(self, key: str, answer: asyncio.Future[T | None]) -> _Kept[T]:
        last = self._kept.pop(key, None)
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        before = last.answer.result() if last and _answered(last.answer) else None
        kept = self._kept[key] = _Kept(answer, self._clock(), before)
        return kept

    def _stale(self, kept: _Kept[T]) -> bool:
        if not kept.answer.done():
            return False
        if not _answered(kept.answer):
            return True
        lasts = self._lasts_unknown if kept.answer.result() is None else self._lasts
        return self._clock() - kept.asked > lasts


def _answered(answer: asyncio.Future[T | None]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None
