"""Reading the file into memory at start, bringing documents of earlier schema versions up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from pydantic_core import from_json

from storage.bodies import arriving, beginning, current, unfit
from storage.documents.base import Document
from storage.kept import Noted, Piece, Queued
from storage.store import Record, StoreError
from storage.tally import in_words
from storage.tinydb.faults import damaged
from storage.tinydb.lines import Lines
from storage.tinydb.memory import Cached, Memory
from storage.tinydb.rows import Row, SqliteStorage

# Which audit entries name a document; triggers keep it.
_AUDITED = """
CREATE TABLE IF NOT EXISTS _audited (
    document_id TEXT NOT NULL, doc_id INTEGER NOT NULL, PRIMARY KEY (document_id, doc_id)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS _audit_added AFTER INSERT ON _audit BEGIN
    INSERT OR IGNORE INTO _audited SELECT value, NEW.doc_id FROM json_each(NEW.body, '$.documents');
END;
CREATE TRIGGER IF NOT EXISTS _audit_removed AFTER DELETE ON _audit BEGIN
    DELETE FROM _audited
    WHERE doc_id = OLD.doc_id AND document_id IN (SELECT value FROM json_each(OLD.body, '$.documents'));
END;
"""


class _Memories(dict[type[Document], Memory]):
    def __missing__(self, kind: type[Document]) -> Memory:
        """Return the memory of the kind that `kind` shows a part of: same name, same indexed fields."""
        for known, memory in self.items():
            if (known.kind, known.indexed) == (kind.kind, kind.indexed):
                return memory
        raise ValueError(f"{kind.kind} is not among the kinds that the store was made for")


class Contents:
    """What is committed, by kind.

    Audit entries stay on disk: nothing but an administrator reads them. So does the content of files, of
    which only where it stands is in memory.
    """

    def __init__(self, kinds: Iterable[type[Document]]) -> None:
        self.memories = _Memories((kind, Memory(kind, whole=kind is not Piece)) for kind in kinds)
        self.lines = Lines()

    def put(self, kind: type[Document], held: Cached) -> None:
        """Add a document, or replace it."""
        self.memories[kind].put(held)
        if kind is Queued:
            self.lines.put(held)

    def drop(self, kind: type[Document], document_id: str) -> None:
        """Remove a document."""
        held = self.memories[kind].drop(document_id)
        if kind is Queued:
            self.lines.drop(held)


def load(storage: SqliteStorage, kinds: Collection[type[Document]], path: Path) -> Contents:
    """Return what the file holds of these kinds; rows of other kinds are left alone.

    Raises:
        StoreError: the file is damaged, or holds documents of a newer version.
    """
    problems = storage.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problems != "ok":
        raise damaged(path, problems.splitlines()[-1])
    for table in (Noted.kind, Piece.kind):
        storage.put(table, [])
    storage.connection.executescript(_AUDITED)
    for kind in kinds:
        _upgrade_all(storage, kind, path)
    return _read(storage, kinds, partial(damaged, path))


def _read(
    storage: SqliteStorage, kinds: Iterable[type[Document]], wrong: Callable[[str], StoreError]
) -> Contents:
    contents = Contents(kinds)
    for kind, memory in contents.memories.items():
        memory.count_on(storage.last_id(kind.kind))
        for doc_id, body in () if kind is Noted else storage.rows(kind.kind):
            try:
                contents.put(kind, memory.hold(doc_id, body, from_json(body)))
            except (ValueError, KeyError, TypeError) as error:
                raise wrong(f"{kind.kind}, row {doc_id}") from error
    return contents


def check_empty(storage: SqliteStorage, path: Path) -> None:
    """Raise StoreError where the file holds something."""
    if held := storage.counts():
        raise StoreError(
            f"{path} is not empty: it holds {in_words(held)}. Choose another folder, or move it away."
        )


def fill(
    storage: SqliteStorage,
    batches: Iterable[Sequence[Record]],
    kinds: Mapping[str, type[Document]],
    path: Path,
) -> Contents:
    """Put records in an empty file as they come, all or none, and return what it then holds.

    Raises:
        StoreError: the file is not empty, or one of them is no document.
    """
    check_empty(storage, path)
    last_ids: Counter[str] = Counter()
    with storage.transaction():
        for batch in batches:
            tables: dict[str, list[Row]] = {}
            for record in batch:
                _, body = arriving(kinds.get(record.kind), record)
                last_ids[record.kind] += 1
                tables.setdefault(record.kind, []).append((last_ids[record.kind], body))
            for table, rows in tables.items():
                storage.put(table, rows)
        return _read(storage, kinds.values(), unfit)


def _upgrade_all(storage: SqliteStorage, kind: type[Document], path: Path) -> None:
    """Rewrite the documents of earlier schema versions, all in one transaction."""
    upgraded: list[Row] = []
    for doc_id, body in storage.rows_unlike(kind.kind, beginning(kind)):
        try:
            upgraded.append((doc_id, current(kind, body)))
        except (ValueError, LookupError, TypeError) as error:
            raise damaged(path, f"{kind.kind}, row {doc_id}") from error
    if upgraded:
        with storage.transaction():
            storage.put(kind.kind, upgraded)
