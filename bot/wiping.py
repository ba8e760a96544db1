"""Each night: makes unreadable in the store's files what was removed from the store."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.app import Present
from bot.background import every_minute
from storage.store import Conflict, Store, StoreError

NIGHT = range(1, 5)  # hours on the wall clock in which nobody minds waiting for some seconds
_ONCE = "wiping"
_A_NIGHT = timedelta(hours=12)

log = structlog.get_logger()


class Wiping:
    """Wipes the store once a night, also where several instances of the bot share it."""

    def __init__(self, store: Store, zone: ZoneInfo, clock: Present) -> None:
        """Take whose night it is: that of the wall clock in `zone`."""
        self._store = store
        self._zone = zone
        self._clock = clock

    async def run(self) -> None:
        """Look once a minute until cancelled."""
        await every_minute(self.nightly, "wiping failed")

    async def nightly(self) -> bool:
        """Wipe if it is night and nobody has done it this night; tells whether it was done here."""
        now = self._clock()
        if now.astimezone(self._zone).hour not in NIGHT:
            return False
        try:
            async with self._store.transaction() as tx:
                mine = await tx.claim(_ONCE, now=now, until=now + _A_NIGHT)
            if mine:
                await self._store.scrub()
        except Conflict:
            return False
        except StoreError as error:
            log.error("what was removed could not be wiped", reason=str(error))  # noqa: TRY400 - one line says it
            return False
        return mine
