"""Backups that a running server takes itself: each day at a set time, and when it is told to by SIGUSR1."""

from __future__ import annotations

import asyncio
import errno
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryFile
from zoneinfo import ZoneInfo

import structlog

from bot.app import Present
from config.settings import SettingsError
from storage.backup import back_up
from storage.store import Store, StoreError

EVERY = 60.0

log = structlog.get_logger()


class Backups:
    """Takes backups into one folder. A day's backup is taken once, also across restarts."""

    def __init__(self, store: Store, folder: Path, at: time, zone: ZoneInfo, clock: Present) -> None:
        """Take each day's backup from the time `at` on, on the wall clock of `zone`."""
        self._store = store
        self._folder = folder
        self._at = at
        self._zone = zone
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    def make_ready(self) -> None:
        """Make the folder, for its owner alone; that its disk is full now is no wrong setting.

        Raises:
            SettingsError: it can't be made or written to.
        """
        try:
            self._make_folder()
            with TemporaryFile(dir=self._folder):
                return
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                return
            raise SettingsError(
                f"SAMLAR_BACKUP_FOLDER: {self._folder} can't be made or written to ({error.strerror}). "
                "Example: SAMLAR_BACKUP_FOLDER=/var/backups/samlar"
            ) from None

    async def run(self) -> None:
        """Look once a minute until cancelled."""
        while True:
            await self.daily()
            await asyncio.sleep(EVERY)

    async def daily(self) -> bool:
        """Take today's backup if it is time and there is none; tells whether it was taken."""
        now = self._clock().astimezone(self._zone)
        path = self._folder / f"samlar-{now:%Y-%m-%d}.backup"
        if now.time() < self._at or path.exists():
            return False
        return await self._take(path, now)

    async def at_once(self) -> bool:
        """Take a backup now; tells whether it was taken."""
        now = self._clock().astimezone(self._zone)
        return await self._take(self._folder / f"samlar-{now:%Y-%m-%d-%H%M%S}.backup", now)

    async def _take(self, path: Path, now: datetime) -> bool:
        async with self._one_at_a_time:
            try:
                self._make_folder()
                tally = await back_up(self._store, path, now=now)
            except StoreError as error:
                log.error("backup failed", file=str(path), reason=str(error))  # noqa: TRY400 - one line says it
                return False
            except OSError as error:
                log.error("backup failed", file=str(path), reason=error.strerror)  # noqa: TRY400 - as above
                return False
        log.info("backup taken", file=str(path), records=sum(count for count, _ in tally.kinds().values()))
        return True

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
