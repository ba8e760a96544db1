"""TinyDB's storage and table on SQLite: one row a document, and only what changed is written.

    >>> with TinyDB(Path("data/samlar.db")) as db:
    ...     db.table("notes").insert({"text": "hej"})

Queries, tables and ids are TinyDB's own. An empty table is not kept. The file is an ordinary SQLite
database; its rows are in the table `documents`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tinydb
from tinydb.storages import Storage
from tinydb.table import Table

from storage.bodies import dumps
from storage.tinydb.file import connect

Row = tuple[str, int, str]  # table, TinyDB's id, JSON

_PUT = (
    "INSERT INTO documents (kind, doc_id, body) VALUES (?, ?, ?) "
    "ON CONFLICT (kind, doc_id) DO UPDATE SET body = excluded.body"
)


class SqliteStorage(Storage):
    """A TinyDB storage in one SQLite file, to be used from the thread that made it.

    Raises:
        StoreError: another process has the file, or it can't be read and written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.connection = connect(path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that is written within to disk at the end, or nothing; one within another joins it."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those with the same table and id."""
        self.connection.executemany(_PUT, rows)

    def drop(self, rows: Iterable[tuple[str, int]]) -> None:
        """Remove rows by table and id."""
        self.connection.executemany("DELETE FROM documents WHERE kind = ? AND doc_id = ?", rows)

    def rows(self, kind: str) -> Iterator[tuple[int, str]]:
        """Yield the ids and JSON of a table, in the order of the ids."""
        query = "SELECT doc_id, body FROM documents WHERE kind = ? ORDER BY doc_id"
        yield from self.connection.execute(query, (kind,))

    def count(self, kind: str) -> int:
        """Return how many documents a table has."""
        query = "SELECT count(*) FROM documents WHERE kind = ?"
        return int(self.connection.execute(query, (kind,)).fetchone()[0])

    def one(self, kind: str, doc_id: int) -> str | None:
        """Return the JSON of one document, or None."""
        query = "SELECT body FROM documents WHERE kind = ? AND doc_id = ?"
        found = self.connection.execute(query, (kind, doc_id)).fetchone()
        return found[0] if found else None

    def last_id(self, kind: str) -> int:
        """Return the highest id in a table, or 0."""
        query = "SELECT coalesce(max(doc_id), 0) FROM documents WHERE kind = ?"
        return int(self.connection.execute(query, (kind,)).fetchone()[0])

    def read(self) -> dict[str, dict[str, Any]] | None:
        """As TinyDB's `Storage.read`: everything, or None where there is nothing."""
        tables: dict[str, dict[str, Any]] = {}
        for kind, doc_id, body in self.connection.execute("SELECT kind, doc_id, body FROM documents"):
            tables.setdefault(kind, {})[str(doc_id)] = json.loads(body)
        return tables or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """As TinyDB's `Storage.write`: everything anew."""
        with self.transaction():
            self.connection.execute("DELETE FROM documents")
            self.put(
                (kind, int(doc_id), dumps(document))
                for kind, documents in data.items()
                for doc_id, document in documents.items()
            )

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


class Rows(MutableMapping[Any, Any]):
    """One table's documents by id, read when they are asked for and written by `flush`."""

    def __init__(self, storage: SqliteStorage, kind: str, key: type = int) -> None:
        self._storage = storage
        self._kind = kind
        self._key = key
        self._stored: dict[int, str] = {}
        self._read: dict[int, Any] = {}
        self._removed: set[int] = set()

    def __getitem__(self, key: Any) -> Any:
        doc_id = int(key)
        if doc_id not in self._read:
            found = None if doc_id in self._removed else self._storage.one(self._kind, doc_id)
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
        return self._storage.one(self._kind, doc_id) is not None

    def __iter__(self) -> Iterator[Any]:
        for doc_id, body in self._storage.rows(self._kind):
            if doc_id not in self._read and doc_id not in self._removed:
                self._keep(doc_id, body)
        return iter([self._key(doc_id) for doc_id in sorted(self._read)])

    def __len__(self) -> int:
        if self._read or self._removed:
            return len(list(iter(self)))
        return self._storage.count(self._kind)

    def flush(self) -> None:
        """Write what changed since it was read."""
        changed = [
            (self._kind, doc_id, body)
            for doc_id, body in ((doc_id, dumps(document)) for doc_id, document in self._read.items())
            if self._stored.get(doc_id) != body
        ]
        with self._storage.transaction():
            self._storage.drop((self._kind, doc_id) for doc_id in self._removed)
            self._storage.put(changed)

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
