"""TinyDB's storage and table on SQLite: one row a document, and only what changed is written.

    >>> with TinyDB(Path("data/samlar.db")) as db:
    ...     db.table("notes").insert({"text": "hej"})

Queries, tables and ids are TinyDB's own; a table without documents counts as none. The file is an
ordinary SQLite database with one table for each of TinyDB's, of an id and JSON.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tinydb
from tinydb.storages import Storage
from tinydb.table import Table

from storage.bodies import dumps
from storage.tinydb.faults import damaged, is_no_text, store_error
from storage.tinydb.file import check_place, connect, disconnect, identity

Row = tuple[int, str]  # TinyDB's id, JSON


_NOT_TABLES = {"_audited"}  # kept by triggers, not TinyDB's
_COLUMNS = "(doc_id INTEGER PRIMARY KEY, body TEXT NOT NULL)"


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


class SqliteStorage(Storage):
    """A TinyDB storage in one SQLite file, to be used from the thread that made it.

    Raises:
        StoreError: another process has the file, or it can't be read and written.
    """

    def __init__(self, path: Path, *, make: bool = True) -> None:
        super().__init__()
        self._path = path
        self.connection = connect(path, make=make)
        self._file = identity(path)
        try:
            self._tables = self._stored_tables()
        except sqlite3.Error as error:
            self.close()
            raise store_error(error, path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that is written within to disk at the end, or nothing; one within another joins it."""
        if self.connection.in_transaction:
            yield
            return
        self.check_place()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._tables = self._stored_tables()
            raise

    def check_place(self) -> None:
        """Raise StoreError where the file is no longer in its place."""
        check_place(self._path, self._file)

    @property
    def tables(self) -> list[str]:
        """The names of all tables."""
        return sorted(self._tables)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows, or replace those with the same id."""
        if table not in self._tables:
            self.connection.execute(f"CREATE TABLE {_quoted(table)} {_COLUMNS}")
            self._tables.add(table)
        self.connection.executemany(
            f"INSERT INTO {_quoted(table)} (doc_id, body) VALUES (?, ?) "  # noqa: S608 - quoted
            "ON CONFLICT (doc_id) DO UPDATE SET body = excluded.body",
            rows,
        )

    def drop(self, table: str, doc_ids: Iterable[int]) -> None:
        """Remove rows by id."""
        if table in self._tables:
            self.connection.executemany(
                f"DELETE FROM {_quoted(table)} WHERE doc_id = ?",  # noqa: S608 - quoted
                ((doc_id,) for doc_id in doc_ids),
            )

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table in the order of their ids. Raises DamagedError where one is no text."""
        if table not in self._tables:
            return
        try:
            yield from self.connection.execute(
                f"SELECT doc_id, body FROM {_quoted(table)} ORDER BY doc_id"  # noqa: S608 - quoted
            )
        except sqlite3.OperationalError as error:
            if not is_no_text(error):
                raise
            broken = next(doc_id for doc_id, body in self.raw_rows(table) if not _is_text(body))
            raise damaged(self._path, f"{table}, row {broken}") from None  # SQLite's text holds the body

    def raw_rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Yield the rows of a table as the bytes that they are."""
        yield from self.connection.execute(
            f"SELECT doc_id, CAST(body AS BLOB) FROM {_quoted(table)} ORDER BY doc_id"  # noqa: S608 - quoted
        )

    def rows_unlike(self, table: str, beginning: str) -> list[Row]:
        """Return the rows of a table whose JSON begins otherwise."""
        if table not in self._tables:
            return []
        query = f"SELECT doc_id, body FROM {_quoted(table)} WHERE substr(body, 1, ?) <> ?"  # noqa: S608 - quoted
        return self.connection.execute(query, (len(beginning), beginning)).fetchall()

    def one(self, table: str, doc_id: int) -> str | None:
        """Return the JSON of one row, or None."""
        body: str | None = self._value(table, "(SELECT body FROM {table} WHERE doc_id = ?)", doc_id)
        return body

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self._value(table, "(SELECT count(*) FROM {table})") or 0

    def last_id(self, table: str) -> int:
        """Return the highest id in a table, or 0."""
        return self._value(table, "(SELECT max(doc_id) FROM {table})") or 0

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has that has any, by the table's name."""
        return {table: count for table in sorted(self._tables) if (count := self.count(table))}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """As TinyDB's `Storage.read`: everything, or None where there is nothing."""
        return {
            table: {str(doc_id): json.loads(body) for doc_id, body in self.rows(table)}
            for table in self.counts()
        } or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """As TinyDB's `Storage.write`: everything anew."""
        with self.transaction():
            for table in self._tables:
                self.connection.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608 - quoted
            for table, documents in data.items():
                self.put(table, ((int(doc_id), dumps(document)) for doc_id, document in documents.items()))

    def _value(self, table: str, expression: str, *values: Any) -> Any:
        if table not in self._tables:
            return None
        return self.connection.execute(
            f"SELECT {expression.format(table=_quoted(table))}", values
        ).fetchone()[0]

    def _stored_tables(self) -> set[str]:
        tables = self.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {name for (name,) in tables if name not in _NOT_TABLES and not name.startswith("sqlite_")}

    def tidy(self) -> None:
        """Empty the log of changes, so that nothing replaced or removed can be read in the files."""
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        disconnect(self.connection, self._path)


class Rows(MutableMapping[Any, Any]):
    """One table's documents by id, read when they are asked for and written by `flush`."""

    def __init__(self, storage: SqliteStorage, table: str, key: type = int) -> None:
        self._storage = storage
        self._table = table
        self._key = key
        self._stored: dict[int, str] = {}
        self._read: dict[int, Any] = {}
        self._removed: set[int] = set()

    def __getitem__(self, key: Any) -> Any:
        doc_id = int(key)
        if doc_id not in self._read:
            found = None if doc_id in self._removed else self._storage.one(self._table, doc_id)
            if found is None:
                raise KeyError(key)
            self._keep(doc_id, found)
        return self._read[doc_id]

    def __setitem__(self, key: Any, document: Any) -> None:
        self._read[int(key)] = document
        self._removed.discard(int(key))

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._read.pop(int(key), None)
        self._removed.add(int(key))

    def __contains__(self, key: object) -> bool:
        doc_id = int(str(key))
        if doc_id in self._read or doc_id in self._removed:
            return doc_id in self._read
        return self._storage.one(self._table, doc_id) is not None

    def __iter__(self) -> Iterator[Any]:
        for doc_id, body in self._storage.rows(self._table):
            if doc_id not in self._read and doc_id not in self._removed:
                self._keep(doc_id, body)
        return iter([self._key(doc_id) for doc_id in sorted(self._read)])

    def __len__(self) -> int:
        if self._read or self._removed:
            return len(list(iter(self)))
        return self._storage.count(self._table)

    def flush(self) -> None:
        """Write what changed since it was read."""
        changed = [
            (doc_id, body)
            for doc_id, body in ((doc_id, dumps(document)) for doc_id, document in self._read.items())
            if self._stored.get(doc_id) != body
        ]
        with self._storage.transaction():
            self._storage.drop(self._table, self._removed)
            if changed:
                self._storage.put(self._table, changed)

    def _keep(self, doc_id: int, body: str) -> None:
        self._read[doc_id] = json.loads(body)
        self._stored[doc_id] = dumps(self._read[doc_id])


class SqliteTable(Table):
    """A TinyDB table that reads and writes rows rather than the whole file."""

    def __init__(self, storage: SqliteStorage, name: str, cache_size: int = 0, **options: Any) -> None:
        self._rows = storage
        self._free_id: int | None = None
        super().__init__(storage, name, cache_size=cache_size, **options)

    def _read_table(self) -> Any:
        return Rows(self._rows, self.name, key=str)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = Rows(self._rows, self.name)
        updater(rows)
        rows.flush()
        self.clear_cache()

    def _get_next_id(self) -> int:
        if self._next_id is None or self._free_id is None:
            self._free_id = self._rows.last_id(self.name) + 1
        free = self._free_id
        self._next_id = self._free_id = free + 1  # type: ignore[assignment]  # TinyDB gives it no type
        return free


class TinyDB(tinydb.TinyDB):
    """TinyDB with our storage and table: `TinyDB(path)`."""

    table_class = SqliteTable  # type: ignore[assignment]  # TinyDB's type is that of its own table
    default_storage_class = SqliteStorage  # type: ignore[assignment]  # as above
