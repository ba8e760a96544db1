"""One transaction's writes on their way to disk, and those who wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from storage.store import StoreError
from storage.tinydb.memory import Cached
from storage.tinydb.rows import Row
from storage.transaction import Write


class Batch:
    """What the writer thread writes in one piece.

    Args:
        settle: called in the event loop when all can be read, or `error` says why it could not be written.

    Attributes:
        puts: rows to be written, with their tables.
        drops: tables and ids of rows to be removed.
        writes: what the transaction does, with what memory will hold of each document, or None.
        replaces: whether something that was kept is removed or replaced, and so must be wiped from the files.
    """

    __slots__ = ("_settle", "_waiting", "drops", "error", "puts", "replaces", "writes")

    def __init__(self, settle: Callable[[Batch], None]) -> None:
        self.puts: list[tuple[str, Row]] = []
        self.drops: list[tuple[str, int]] = []
        self.writes: list[tuple[Write, Cached | None]] = []
        self.error: StoreError | None = None
        self.replaces = False
        self._settle = settle
        self._waiting: list[asyncio.Future[None]] = []

    def put(self, write: Write, doc_id: int, body: str, held: Cached | None) -> None:
        """Add a document that is written."""
        self.puts.append((write.key[0], (doc_id, body)))
        self.writes.append((write, held))
        self.replaces |= write.base > 0

    def drop(self, write: Write, doc_id: int) -> None:
        """Add a document that is removed."""
        self.drops.append((write.key[0], doc_id))
        self.writes.append((write, None))
        self.replaces = True

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
