"""Everything in the file as it was at one moment, read while others go on writing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from functools import partial

from storage.documents.base import new_id
from storage.kept import Piece
from storage.store import Record, StoreError
from storage.tinydb.rows import Row, SqliteStorage
from storage.tinydb.writer import Writer
from storage.turns import drained, parts

_BATCH = 100  # records that are handed on together: about 2 ms of a backup
_PIECES = 8  # pieces of files read together: half a megabyte


class Snapshot:
    """What the file holds when this is made, for the writer's thread.

    Documents are copied at once. The content of files may be many times more: it is read later, and what
    others remove of it meanwhile is put aside in memory until `end`.

    Attributes:
        tables: the rows of each table; of the content of files only the ids.
    """

    def __init__(self, storage: SqliteStorage) -> None:
        self._connection = storage.connection
        self._aside = f"aside_{new_id()}"
        self._connection.executescript(f"""
            CREATE TEMP TABLE {self._aside} (doc_id INTEGER PRIMARY KEY, body TEXT NOT NULL);
            CREATE TEMP TRIGGER {self._aside}_keep BEFORE DELETE ON main.{Piece.kind} BEGIN
                INSERT INTO {self._aside} VALUES (OLD.doc_id, OLD.body);
            END;
        """)  # noqa: S608 - names of our own
        self.tables: dict[str, list[Row]] = {
            table: self._places() if table == Piece.kind else list(storage.rows(table))
            for table in storage.counts()
        }

    def content(self, places: Sequence[Row], _: SqliteStorage) -> list[str]:
        """Return the JSON of pieces of files."""
        query = f"""
            SELECT body FROM {Piece.kind} WHERE doc_id = ?1
            UNION ALL SELECT body FROM {self._aside} WHERE doc_id = ?1
        """  # noqa: S608 - as above
        return [self._connection.execute(query, (doc_id,)).fetchone()[0] for doc_id, _ in places]

    def end(self, _: SqliteStorage) -> None:
        """Put nothing aside any more."""
        self._connection.executescript(f"DROP TRIGGER {self._aside}_keep; DROP TABLE {self._aside};")

    def _places(self) -> list[Row]:
        return self._connection.execute(
            f"SELECT doc_id, '' FROM {Piece.kind} ORDER BY doc_id"  # noqa: S608 - as above
        ).fetchall()


async def everything(running: Callable[[], Writer]) -> AsyncIterator[Sequence[Record]]:
    """Yield all records as they are when the first is asked for; as `Store.records`.

    Args:
        running: returns the writer, or raises StoreError where the store is closed.
    """
    moment = await running().call(Snapshot)
    try:
        for table, rows in moment.tables.items():
            if table == Piece.kind:
                async for part in parts(drained(rows), _PIECES):
                    bodies = await running().call(partial(moment.content, part))
                    yield [Record(table, body) for body in bodies]
            else:
                async for part in parts(drained(rows), _BATCH):
                    yield [Record(table, body) for _, body in part]
    finally:
        with suppress(StoreError):
            await running().call(moment.end)
