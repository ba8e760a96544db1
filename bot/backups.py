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
from bot.background import every_minute
from config.settings import SettingsError
from storage.backup import back_up
from storage.newfile import make_folder, remove_unfinished
from storage.store import Store, StoreError

log = structlog.get_logger()


class Backups:
    """Takes backups into one folder. A day's backup is taken once, also across restarts."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        at: time,
        zone: ZoneInfo,
        clock: Present,
        *,
        instead: Path | None = None,
    ) -> None:
        """Take each day's backup from the time `at` on, on the wall clock of `zone`.

        `instead` is where backups go while the folder around `folder` is gone; None: that is made anew.
        """
        self._store = store
        self._folder = folder
        self._instead = instead
        self._at = at
        self._zone = zone
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    def make_ready(self) -> None:
        """Make the folder, for its owner alone, and remove what a killed process left half written in it.

        That its disk is full now is no wrong setting.

        Raises:
            SettingsError: it can't be made or written to.
        """
        try:
            _make_ready(self._folder)
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
        await every_minute(self.daily, "backups failed")

    async def daily(self) -> bool:
        """Take today's backup if it is time and there is none; tells whether it was taken."""
        now = self._clock().astimezone(self._zone)
        return now.time() >= self._at and await self._take(f"samlar-{now:%Y-%m-%d}.backup", now, once=True)

    async def at_once(self) -> bool:
        """Take a backup now; tells whether it was taken."""
        now = self._clock().astimezone(self._zone)
        return await self._take(f"samlar-{now:%Y-%m-%d-%H%M%S}.backup", now, once=False)

    async def _take(self, name: str, now: datetime, *, once: bool) -> bool:
        """Take a backup, or say in the log why not; one that is to be taken `once` and is there stays."""
        path = self._folder / name
        async with self._one_at_a_time:
            try:
                path = self._place() / name
                if once and path.exists():
                    return False
                _make_ready(path.parent)
                tally = await back_up(self._store, path, now=now)
            except StoreError as error:
                reason = str(error)
            except OSError as error:
                reason = error.strerror or type(error).__name__
            except Exception as error:  # noqa: BLE001 - the edge: the next backup is tried all the same
                reason = type(error).__name__
            else:
                records = sum(count for count, _ in tally.kinds().values())
                log.info("backup taken", file=str(path), records=records)
                return True
        log.error("backup failed", file=str(path), reason=reason)
        return False

    def _place(self) -> Path:
        """Return where a backup goes now. Raises OSError."""
        if self._instead and not self._folder.parent.is_dir():
            return self._instead
        return self._folder


def _make_ready(folder: Path) -> None:
    """Make a folder and those around it for their owner alone, and remove what is half written there."""
    make_folder(folder)
    remove_unfinished(folder, "samlar-")
