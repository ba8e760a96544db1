"""One transaction's writes on their way to disk, and those who wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from storage.store import StoreError
from storage.tinydb.memory import Held
from storage.tinydb.rows import Row
from storage.transaction import Write


class Act:
    """What the writer thread writes in one piece.

    Args:
        writes: what the transaction does.
        places: the TinyDB id of each document written.
        held: what memory will keep of each document, or None.
        settle: called in the event loop when the writes are on disk, or `error` says why they can't be.
    """

    __slots__ = ("_settle", "_waiting", "drops", "error", "held", "puts", "writes")

    def __init__(
        self,
        writes: Sequence[Write],
        places: Sequence[int],
        held: Sequence[Held | None],
        settle: Callable[[Act], None],
    ) -> None:
        self.writes = writes
        self.held = held
        self.puts: list[tuple[str, Row]] = []
        self.drops: list[tuple[str, int]] = []
        self.error: StoreError | None = None
        self._settle = settle
        self._waiting: list[asyncio.Future[None]] = []
        for write, doc_id in zip(writes, places, strict=True):
            if write.body is None:
                self.drops.append((write.kind.kind, doc_id))
            else:
                self.puts.append((write.kind.kind, (doc_id, write.body)))

    def settled(self) -> asyncio.Future[None]:
        """Return a future that is done once `error` says what went wrong; cancelling it changes nothing."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future

    def done(self) -> None:
        """Tell all who wait. For the event loop."""
        self._settle(self)
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
