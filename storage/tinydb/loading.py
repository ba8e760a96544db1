"""Reading the file into memory at start, bringing documents of earlier schema versions up to date."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from storage.bodies import dumps, upgrade
from storage.documents.base import Document
from storage.kept import Noted, Queued
from storage.tinydb.faults import damaged
from storage.tinydb.lines import Lines
from storage.tinydb.memory import Memory, hold
from storage.tinydb.rows import Row, SqliteStorage


class Contents:
    """What is committed, by kind. Audit entries stay on disk: nothing but an administrator reads them."""

    def __init__(self, kinds: Iterable[type[Document]]) -> None:
        self.memories = {kind: Memory(kind) for kind in kinds}
        self.lines = Lines()

    def put(self, kind: type[Document], doc_id: int, body: str) -> None:
        """Add a document, or replace it."""
        if kind is Noted:
            return
        self.memories[kind].put(*hold(kind, doc_id, body))
        if kind is Queued:
            self.lines.put(doc_id, body)

    def drop(self, kind: type[Document], document_id: str) -> None:
        """Remove a document."""
        held = self.memories[kind].drop(document_id)
        if kind is Queued:
            self.lines.drop(held[0], held[2])


def load(storage: SqliteStorage, kinds: Iterable[type[Document]], path: Path) -> Contents:
    """Return what the file holds of these kinds; rows of other kinds are left alone.

    Raises:
        StoreError: the file is damaged, or holds documents of a newer version.
    """
    problems = storage.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problems != "ok":
        raise damaged(path, problems)
    contents = Contents(kinds)
    for kind in contents.memories:
        _upgrade_all(storage, kind)
        if kind is not Noted:
            rows = storage.connection.execute(
                "SELECT doc_id, body FROM documents WHERE kind = ?", (kind.kind,)
            )
            for doc_id, body in rows:
                contents.put(kind, doc_id, body)
        contents.memories[kind].count_on(storage.last_id(kind.kind))
    return contents


def _upgrade_all(storage: SqliteStorage, kind: type[Document]) -> None:
    """Rewrite the documents of earlier schema versions, all in one transaction."""
    old = storage.connection.execute(
        "SELECT doc_id, body FROM documents WHERE kind = ? AND json_extract(body, '$.schema_version') <> ?",
        (kind.kind, kind.schema_version),
    ).fetchall()
    upgraded: list[Row] = [
        (kind.kind, doc_id, dumps(upgrade(kind, json.loads(body)))) for doc_id, body in old
    ]
    with storage.transaction():
        storage.put(upgraded)
