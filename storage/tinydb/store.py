"""The store that needs no setting up: TinyDB on SQLite, with everything that is asked often in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from storage.bodies import dumps
from storage.documents.base import Document
from storage.documentstore import DocumentStore
from storage.kept import Noted, Queued
from storage.store import Condition, Conflict, Outgoing, OutgoingState, Record, StoreError
from storage.tinydb.act import Batch
from storage.tinydb.file import FILE
from storage.tinydb.inspection import file_damage
from storage.tinydb.loading import Contents, fill, load
from storage.tinydb.memory import BODY, DOC_ID, VERSION, Cached
from storage.tinydb.moment import everything
from storage.tinydb.pulled import Pulled
from storage.tinydb.rows import SqliteStorage
from storage.tinydb.search import Search, equal
from storage.tinydb.showing import Showing
from storage.tinydb.writer import Writer
from storage.transaction import Found, Write

_PREPARED_AT_ONCE = 50  # writes prepared before the event loop gets a turn: about 1 ms
_HEADS_AT_ONCE = 100  # messages looked at before the event loop gets a turn: about 2 ms
_NOTED = """
SELECT DISTINCT doc_id, body FROM _audited JOIN _audit USING (doc_id)
WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY doc_id
"""


class TinyStore(DocumentStore):
    """Keeps the `Store` protocol in one SQLite file.

    Args:
        folder: where the file is, or will be made.
        kinds: every kind of document that the program stores.
    """

    def __init__(self, folder: Path, kinds: Iterable[type[Document]]) -> None:
        super().__init__(kinds)
        self._path = folder / FILE
        self._writer: Writer | None = None
        self._contents: Contents
        self._busy: dict[tuple[str, str], Batch] = {}
        self._turn = asyncio.Lock()
        self._showing = Showing(self._show)

    async def open(self, *, make: bool = True) -> None:
        """As `Store.open`."""
        writer = Writer(self._path, self._showing.add)
        await writer.open(make=make)
        try:
            self._contents = await writer.call(lambda storage: load(storage, self.kinds.values(), self._path))
        except BaseException:
            await writer.close()
            raise
        self._writer = writer
        self._closing = False

    async def close(self) -> None:
        """As `Store.close`."""
        await self._finish_acts()
        writer, self._writer = self._writer, None
        if writer:
            await writer.close()

    async def read(self, kind: type[Document], document_id: str) -> str | None:
        """As `DocumentStore.read`."""
        await self._showing.whole()
        held = self._contents.memories[kind].get(document_id)
        if held is None or held[BODY]:
            return held and held[BODY]
        return await self._running().call(lambda storage: storage.one(kind.kind, held[DOC_ID]))

    async def search(
        self, kind: type[Document], conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[Found]:
        """As `DocumentStore.search`."""
        await self._showing.whole()
        search = Search(self._contents.memories[kind], conditions, order_by, limit)
        if search.is_long:
            async with self._showing.still():
                found = await search.look()
        else:
            found = await search.look()
        return await search.in_order(found)

    async def in_order(self, kind: type[Document], field: str, values: Sequence[str]) -> list[str]:
        """As `DocumentStore.in_order`."""
        if kind is Noted:
            return await self._running().call(lambda storage: _noted(storage, values))
        async with self._showing.still():
            return await equal(self._contents.memories[kind], field, values)

    async def commit(self, writes: Sequence[Write]) -> None:
        """As `DocumentStore.commit`."""
        act = await self._under_way(writes)
        await act.settled()
        if act.error:
            raise act.error

    async def _under_way(self, writes: Sequence[Write]) -> Batch:
        """Hand an act to the writer, one at a time: so TinyDB's ids grow from commit to commit."""
        while True:
            async with self._turn:
                rival = self._rival(writes)
                if rival is None:
                    return await self._handed_on(writes)
            await rival.settled()

    async def _handed_on(self, writes: Sequence[Write]) -> Batch:
        act = Batch(self._settle)
        for number, write in enumerate(writes, 1):
            self._prepare(write, act)
            if number % _PREPARED_AT_ONCE == 0:
                await asyncio.sleep(0)
        self._running().write(act)
        for write in writes:
            self._busy[write.key] = act
        return act

    def _rival(self, writes: Sequence[Write]) -> Batch | None:
        """Return an act under way that writes one of the same documents, or None."""
        for write in writes:
            if write.key in self._busy:
                return self._busy[write.key]
        return None

    def _prepare(self, write: Write, act: Batch) -> None:
        """Add a write to an act. Raises Conflict."""
        memory = self._contents.memories[write.kind]
        stored = memory.get(write.id)
        if (stored[VERSION] if stored else 0) != write.base:
            raise Conflict(f"{write.kind.kind} {write.id} was changed by another")
        doc_id = stored[DOC_ID] if stored else memory.next_doc_id()
        if write.body is None:
            act.drop(write, doc_id)
            return
        held = None if write.kind is Noted else memory.hold(doc_id, write.body, write.data)
        act.put(write, doc_id, write.body, held)

    def _show(self, write: Write, held: Cached | None) -> None:
        """Put what is on disk into memory."""
        if held:
            self._contents.put(write.kind, held)
        elif write.body is None:
            self._contents.drop(write.kind, write.id)

    def _settle(self, act: Batch) -> None:
        """Let others write the same documents."""
        for write, _ in act.writes:
            del self._busy[write.key]

    async def claim_outgoing(
        self, *, now: datetime, lease_until: datetime, limit: int, passing: Collection[str] = ()
    ) -> Sequence[Outgoing]:
        """As `Store.claim_outgoing`."""

        def lost(head: Queued) -> Queued | None:
            over = head.state is OutgoingState.SENDING and head.lease_until and head.lease_until <= now
            return head.lost(now=now) if over else None

        def taken(head: Queued) -> Queued | None:
            ready = (
                head.state is OutgoingState.WAITING
                and head.not_before <= now
                and head.platform not in passing
            )
            return head.taken(now=now, lease_until=lease_until) if ready else None

        while await self._change_heads(lost, None):
            pass  # those behind them are heads now, and may be lost as well
        return [queued.message() for queued in await self._change_heads(taken, limit)]

    async def _change_heads(
        self, change: Callable[[Queued], Queued | None], limit: int | None
    ) -> Sequence[Queued]:
        """Save what `change` makes of the messages that are first in line, oldest first, up to a limit."""
        while True:
            with suppress(Conflict):
                changed: list[Queued] = []
                async with self.transaction() as tx:
                    for number, message_id in enumerate(self._contents.lines.heads(), 1):
                        if number % _HEADS_AT_ONCE == 0:
                            await asyncio.sleep(0)
                        head = await tx.get(Queued, message_id)
                        if limit is not None and len(changed) >= limit:
                            break
                        if head and (after := change(head)):
                            changed.append(tx.save(after))
                return changed

    async def scrub(self) -> None:
        """As `Store.scrub`."""
        await self._running().call(_scrub)

    async def reach(self) -> None:
        """As `Store.reach`."""
        await self._running().call(SqliteStorage.check_place)

    async def count(self) -> int:
        """As `Store.count`."""
        return await self._running().call(lambda storage: sum(storage.counts().values()))

    def records(self) -> AsyncIterator[Sequence[Record]]:
        """As `Store.records`."""
        return everything(self._running)

    async def load(self, batches: AsyncIterator[Sequence[Record]]) -> None:
        """As `Store.load`."""
        with Pulled(batches) as pulled:
            self._contents = await self._running().call(
                lambda storage: fill(storage, pulled, self.kinds, self._path)
            )

    async def damage(self) -> Sequence[str]:
        """As `Store.damage`."""
        return await self._running().call(file_damage)

    def _running(self) -> Writer:
        if self._writer is None:
            raise StoreError("The store is closed.")
        return self._writer


def _noted(storage: SqliteStorage, document_ids: Sequence[str]) -> list[str]:
    """Return the JSON of the audit entries that name one of these documents."""
    rows = storage.connection.execute(_NOTED, (dumps(list(document_ids)),))
    return [body for _, body in rows]


def _scrub(storage: SqliteStorage) -> None:
    storage.connection.execute("VACUUM")
    storage.tidy()
