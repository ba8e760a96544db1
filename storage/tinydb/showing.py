"""Shows what is on disk, in the order of its commits and act by act, without holding up the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from storage.store import StoreError
from storage.tinydb.act import Batch
from storage.tinydb.memory import Cached
from storage.transaction import Write

_AT_ONCE = 50  # writes shown before the event loop gets a turn: about 1 ms
_WAKING = 9  # as many writes as to wake who waits for an act counts for: they go on in that turn


class Showing:
    """The acts that are on disk and not yet all in memory.

    Nobody reads an act that is half shown: who reads waits for `whole`, and who looks through many documents,
    giving way in between, keeps everything `still` meanwhile.

    Args:
        show: puts one write into memory.
    """

    def __init__(self, show: Callable[[Write, Cached | None], None]) -> None:
        self._show = show
        self._waiting: deque[Batch] = deque()
        self._shown = 0  # writes of the first of them
        self._looking = 0
        self._none_waits = asyncio.Event()
        self._none_waits.set()
        self._turn: asyncio.Handle | None = None

    def add(self, acts: Iterable[Batch]) -> None:
        """Show acts, after those that wait already, and tell each when it is done."""
        self._waiting.extend(acts)
        if not self._turn:
            self._go_on()

    async def whole(self) -> None:
        """Wait until no act is half shown."""
        while self._shown:
            await self._none_waits.wait()

    @asynccontextmanager
    async def still(self) -> AsyncIterator[None]:
        """Let nothing be shown until the block is left."""
        while self._waiting:
            await self._none_waits.wait()
        self._looking += 1
        try:
            yield
        finally:
            self._looking -= 1
            if not self._turn:
                self._go_on()

    def _go_on(self) -> None:
        self._turn = None
        left = _AT_ONCE
        while self._waiting and not self._looking and left > 0:
            left -= self._show_some(self._waiting[0], left)
        if not self._waiting:
            self._none_waits.set()
            return
        self._none_waits.clear()
        if not self._looking:
            self._turn = asyncio.get_running_loop().call_soon(self._go_on)

    def _show_some(self, act: Batch, most: int) -> int:
        """Show at most so many of an act's writes, none where it failed; returns what that counts for."""
        count = 0 if act.error else len(act.writes)
        until = min(self._shown + most, count)
        try:
            for write, held in act.writes[self._shown : until]:
                self._show(write, held)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on and the act is told
            act.error = StoreError(f"What was kept can't be shown ({type(error).__name__}). Restart Samlär.")
            until = count
        shown, self._shown = until - self._shown, until
        if until == count:
            self._shown = 0
            self._waiting.popleft()
            act.done()
            return shown + _WAKING
        return shown
