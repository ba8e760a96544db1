"""Each minute: finds what has fallen due and hands it to dispatch, which does each thing once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.background import every_minute
from bot.delivery import Courier
from handlers.core.dispatch import Dispatch
from handlers.core.housekeeping import tidy
from storage.store import Store

ANSWERS_KEPT = timedelta(hours=25)

log = structlog.get_logger()


class Clock:
    """Looks once a minute. Holds no schedule of its own: a restart forgets nothing."""

    def __init__(
        self, store: Store, dispatch: Dispatch, courier: Courier, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._dispatch = dispatch
        self._courier = courier
        self._clock = clock

    async def run(self) -> None:
        """Tick until cancelled."""
        await every_minute(self.tick, "the clock failed")

    async def tick(self) -> int:
        """Do what has fallen due, and throw away what need no longer be kept; returns how much was done."""
        done = sum([await self._dispatch.due(one) for one in await self._dispatch.what_is_due()])
        if done:
            self._courier.wake()
        await self.tidy()
        return done

    async def tidy(self) -> None:
        """Throw away what need no longer be kept. Raises StoreError."""
        now = self._clock()
        await self._store.forget(before=now - ANSWERS_KEPT)
        await tidy(self._store, now)
