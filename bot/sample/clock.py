"""The program's clock, which a sample may set forward to see what falls due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import Present, present
from storage.documents.places import Installation
from storage.store import Store

STEP = timedelta(minutes=15)
"""How far it goes at once, so that what falls due on the way is done in order."""


class SampleClock:
    """Tells the present; over a real store that is the real one, always."""

    def __init__(self, real: Present = present) -> None:
        self._real = real
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the present instant, aware."""
        return self._real() + self._ahead

    async def take_up(self, store: Store) -> None:
        """Go on where the sample in the store was left; does nothing over any other store."""
        async with store.transaction() as tx:
            installation = await tx.get(Installation, "installation")
        if installation and installation.sample:
            self._ahead = timedelta(seconds=installation.ahead)

    def step(self, until: datetime) -> bool:
        """Go one step forward, to the next quarter of an hour or to `until`; False where it is that late."""
        now = self()
        if now >= until:
            return False
        next_step = now + STEP - (now - datetime.min.replace(tzinfo=now.tzinfo)) % STEP
        self._ahead += min(next_step, until) - now
        return True

    async def keep(self, store: Store) -> None:
        """Keep in the sample how far ahead it is."""
        async with store.transaction() as tx:
            installation = await tx.get(Installation, "installation")
            if installation and installation.sample:
                tx.save(installation.changed(ahead=round(self._ahead.total_seconds())))

    def begin_anew(self) -> datetime:
        """Tell the real time again, and return it."""
        self._ahead = timedelta()
        return self()
