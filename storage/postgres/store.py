"""The store for several instances of the bot at once: JSONB documents in PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg

from storage.bodies import arriving, decode
from storage.documents.base import Document
from storage.documentstore import DocumentStore
from storage.kept import Piece, Queued
from storage.postgres import queries
from storage.postgres.connecting import CONNECT_SECONDS, connect
from storage.postgres.faults import LOST, PREPARING, ConnectionLostError, TableInUseError, speaking
from storage.postgres.schema import prepare
from storage.store import Condition, Equal, Outgoing, Record, StoreError
from storage.tally import in_words
from storage.transaction import Found, Write
from storage.turns import parts
from storage.values.times import instant_text

T = TypeVar("T")

_CONNECTIONS = 16
_BATCH = 100  # records that are handed on together: about 2 ms of a backup
_WRITTEN_AT_ONCE = 200  # writes that one statement does: the driver takes about 2 ms to send them
_PIECES_AT_ONCE = 8  # pieces of files that are written, or handed on, together: as much as the above
_COMMAND_SECONDS = 10.0  # for a read or a commit, after which the connection counts as lost
_SCRUB_TRIES = 60
_SCRUB_PAUSE_SECONDS = 5.0
_PAUSES_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 1.0, 2.0, 2.0)  # before trying again on a new connection


class PostgresStore(DocumentStore):
    """Keeps the `Store` protocol in one PostgreSQL database, shared by any number of instances.

    Reads are read-committed. What a transaction writes goes to the server when it commits, in one
    database transaction. Where the connection is lost, all is tried again on a new one for some seconds;
    what was committed already is not done again.

    Args:
        url: `postgresql://…` as libpq reads it; further parameters are settings of the session.
        kinds: every kind of document that the program stores.
    """

    def __init__(self, url: str, kinds: Iterable[type[Document]]) -> None:
        super().__init__(kinds)
        self._url = url
        self._pool: Any = None

    async def open(self, *, make: bool = True) -> None:
        """As `Store.open`."""
        connection = await connect(self._url)
        with speaking(PREPARING):
            try:
                await prepare(connection, self.kinds.values(), make=make)
            finally:
                await connection.close()
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=0,
                max_size=_CONNECTIONS,
                timeout=CONNECT_SECONDS,
                max_inactive_connection_lifetime=0,
                reset=_nothing,
            )
        self._closing = False

    async def close(self) -> None:
        """As `Store.close`."""
        await self._finish_acts()
        pool, self._pool = self._pool, None
        if pool:
            await pool.close()

    async def read(self, kind: type[Document], document_id: str) -> str | None:
        """As `DocumentStore.read`."""
        query = f"SELECT body FROM documents WHERE kind = '{kind.kind}' AND id = $1"  # noqa: S608 - ours
        rows = await self._fetch(query, document_id)
        return rows[0]["body"] if rows else None

    async def search(
        self, kind: type[Document], conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[Found]:
        """As `DocumentStore.search`."""
        query = queries.Query(kind).all(conditions)
        order = f"{queries.sort_key(order_by)}, id" if order_by else "id"
        return await self._fetch(query.text(order, limit), *query.values)

    async def in_order(self, kind: type[Document], field: str, values: Sequence[str]) -> list[str]:
        """As `DocumentStore.in_order`."""
        query = queries.Query(kind).any([Equal(field, value) for value in values])
        return [row["body"] for row in await self._fetch(query.text("place"), *query.values)]

    async def commit(self, writes: Sequence[Write]) -> None:
        """As `DocumentStore.commit`."""
        await self._trying(_Commit(writes).run)

    async def claim_outgoing(
        self, *, now: datetime, lease_until: datetime, limit: int, passing: Collection[str] = ()
    ) -> Sequence[Outgoing]:
        """As `Store.claim_outgoing`."""

        async def claim(connection: Any) -> list[Any]:
            async with connection.transaction():
                await connection.execute(queries.LOSE, instant_text(now))
                rows: list[Any] = await connection.fetch(
                    queries.TAKE, instant_text(now), instant_text(lease_until), limit, list(passing)
                )
                return rows

        rows = sorted(await self._trying(claim), key=lambda row: row["place"])
        return [decode(Queued, row["body"]).message() for row in rows]

    async def scrub(self) -> None:
        """As `Store.scrub`: the table is written anew. The server's own log of changes is not.

        Acts wait while it runs. So that they don't wait for what it waits for, it gives way to a backup
        under way and tries again, for some minutes.
        """
        for _ in range(_SCRUB_TRIES - 1):
            with suppress(TableInUseError):
                return await self._trying(_rewrite, seconds=None)
            await asyncio.sleep(_SCRUB_PAUSE_SECONDS)
        return await self._trying(_rewrite, seconds=None)

    async def reach(self) -> None:
        """As `Store.reach`."""
        await self._fetch("SELECT 1")

    async def count(self) -> int:
        """As `Store.count`."""
        counted: int = await self._trying(lambda connection: connection.fetchval(queries.COUNT))
        return counted

    async def records(self) -> AsyncIterator[Sequence[Record]]:
        """As `Store.records`."""
        with speaking():
            async with (
                self._connections().acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                for (kind,) in await connection.fetch(queries.KINDS):
                    cursor = await connection.cursor(queries.OF_KIND, kind)
                    while rows := await cursor.fetch(_PIECES_AT_ONCE if kind == Piece.kind else _BATCH):
                        yield [Record(kind, row["body"]) for row in rows]

    async def load(self, batches: AsyncIterator[Sequence[Record]]) -> None:
        """As `Store.load`."""
        with speaking():
            async with self._connections().acquire() as connection, connection.transaction():
                await connection.execute("LOCK TABLE documents IN EXCLUSIVE MODE")
                if held := dict(await connection.fetch(queries.COUNTS)):
                    raise StoreError(
                        f"The database is not empty: it holds {in_words(held)}. Choose another one."
                    )
                async for batch in batches:
                    await connection.copy_records_to_table(
                        "documents", columns=("kind", "id", "body"), records=map(self._row, batch)
                    )

    async def damage(self) -> Sequence[str]:
        """As `Store.damage`: nothing; the server checks its pages as it reads them."""
        return []

    def _row(self, record: Record) -> tuple[str, str, str]:
        return record.kind, *arriving(self.kinds.get(record.kind), record)

    async def _fetch(self, query: str, *values: Any) -> list[Any]:
        rows: list[Any] = await self._trying(lambda connection: connection.fetch(query, *values))
        return rows

    def _connections(self) -> Any:
        if self._pool is None:
            raise StoreError("The store is closed.")
        return self._pool

    async def _trying(
        self, work: Callable[[Any], Awaitable[T]], seconds: float | None = _COMMAND_SECONDS
    ) -> T:
        """Do some work on a connection, and again on a new one where that is lost.

        Raises:
            Conflict: another transaction was first.
            StoreError: the server does not come back, or refuses.
        """
        for pause in (*_PAUSES_SECONDS, None):
            try:
                with speaking():
                    async with self._connections().acquire() as connection:
                        return await _on(connection, work, seconds)
            except ConnectionLostError:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("the last pause is None")


class _Commit:
    """One commit, which may be run again where the connection was lost.

    Every row written carries the commit's mark, by which it is known whether it was done already.
    """

    def __init__(self, writes: Sequence[Write]) -> None:
        self._writes = writes
        pieces = any(write.kind is Piece and write.body for write in writes)
        self._most = _PIECES_AT_ONCE if pieces else _WRITTEN_AT_ONCE
        self._mark = uuid4()
        self._tried = False

    async def run(self, connection: Any) -> None:
        """Do all writes or none. Raises the driver's SerializationError where another was first."""
        again, self._tried = self._tried, True
        if again and await self._is_done(connection):
            return
        try:
            if len(self._writes) <= self._most:
                await self._write(connection, self._writes)
            else:
                async with connection.transaction():
                    async for part in parts(self._writes, self._most):
                        await self._write(connection, part)
        except asyncpg.SerializationError:
            if not again or not await self._is_done(connection):
                raise

    async def _write(self, connection: Any, writes: Sequence[Write]) -> None:
        new = [write for write in writes if not write.base]
        changed = [write for write in writes if write.base and write.body is not None]
        gone = [write for write in writes if write.base and write.body is None]
        queued = [write.body for write in new if write.kind is Queued and write.body]
        await connection.fetchval(
            queries.COMMIT,
            self._mark,
            *_columns(changed, "base", "body"),
            *_columns(gone, "base"),
            *_columns(new, "body"),
            sorted({decode(Queued, body).address for body in queued}),
        )

    async def _is_done(self, connection: Any) -> bool:
        kept = _columns([write for write in self._writes if write.body is not None])
        return bool(await connection.fetchval(queries.MARKED, *kept, self._mark))


def _columns(writes: Sequence[Write], *names: str) -> list[list[Any]]:
    """Return the kinds and ids of writes, and further columns."""
    kinds = [write.kind.kind for write in writes]
    return [kinds, [write.id for write in writes], *([getattr(w, name) for w in writes] for name in names)]


async def _on(connection: Any, work: Callable[[Any], Awaitable[T]], seconds: float | None) -> T:
    """Do some work in so many seconds; a connection that is lost, or silent for longer, is ended."""
    try:
        async with asyncio.timeout(seconds):
            return await work(connection)
    except LOST:
        with suppress(asyncpg.InterfaceError):
            connection.terminate()
        raise


async def _rewrite(connection: Any) -> None:
    """Write the table and its indexes anew, unless somebody has the table for longer than a second."""
    await connection.execute("SET lock_timeout = '1s'")
    try:
        await connection.execute("VACUUM (FULL) documents")
    finally:
        await connection.execute("RESET lock_timeout")


async def _nothing(_: Any) -> None:
    """Leave a connection as it is when it goes back to the pool: we leave nothing on it."""
