"""What goes on while the server is up; where a piece of it ends unforeseen, all of it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Never

import structlog

from handlers.core.faults import where
from storage.store import BrokenDocumentError, StoreError

Work = Coroutine[None, None, None]

EVERY = 60.0  # seconds

log = structlog.get_logger()


class TaskEndedError(Exception):
    """A task has ended that must not, or not so. It has been logged."""


async def every_minute(look: Callable[[], Awaitable[object]], failed: str) -> Never:
    """Look once a minute until cancelled. What goes wrong is logged as `failed`, and looked at again."""
    while True:
        try:
            await look()
        except (StoreError, BrokenDocumentError) as error:
            log.error(failed, reason=str(error))  # noqa: TRY400 - one line says it
        except Exception as error:  # noqa: BLE001 - the edge: the next minute is looked at all the same
            log.error(failed, error=type(error).__name__)  # noqa: TRY400 - it may tell too much
        await asyncio.sleep(EVERY)


class Background:
    """Tasks that live and end together."""

    def __init__(self) -> None:
        self._all: asyncio.Task[None] | None = None

    def begin(self, *, endless: Mapping[str, Work], passing: Mapping[str, Work]) -> None:
        """Run the work, by name: `endless` never returns by itself, `passing` may."""
        self._all = asyncio.create_task(self._run(endless, passing))

    async def ended(self) -> None:
        """Wait until a task has ended unforeseen. Raises TaskEndedError then."""
        if self._all:
            await asyncio.shield(self._all)
        raise TaskEndedError

    async def stop(self) -> None:
        """Cancel everything, and return when it has ended. Safe to call twice."""
        if self._all:
            self._all.cancel()
            with suppress(asyncio.CancelledError, TaskEndedError):
                await self._all

    async def _run(self, endless: Mapping[str, Work], passing: Mapping[str, Work]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for name, work in endless.items():
                    group.create_task(_watched(name, work, endless=True), name=name)
                for name, work in passing.items():
                    group.create_task(_watched(name, work, endless=False), name=name)
        except* TaskEndedError:
            raise TaskEndedError from None


async def _watched(name: str, work: Work, *, endless: bool) -> None:
    """Do the work. Raises TaskEndedError, once the log says so, where it ends unforeseen."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the edge: whatever it is, the log says it
        log.critical(_ENDED, task=name, error=type(error).__name__, where=where(error))
        raise TaskEndedError(name) from None
    if endless:
        log.critical(_ENDED, task=name, error="returned")
        raise TaskEndedError(name)


_ENDED = "a task ended unforeseen, so the server stops"
