"""Looking into a file that can't be opened as a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from storage.check import Checker
from storage.documents.base import Document
from storage.tinydb.file import FILE
from storage.tinydb.rows import SqliteStorage


def inspect(folder: Path, kinds: Mapping[str, type[Document]]) -> list[str]:
    """Return what is wrong with a store's file and its documents, a line each, as far as it can be read.

    What people wrote is not in the lines.

    Raises:
        DamagedError: nothing of it can be read.
        StoreError: another process has it, or it can't be used for a reason other than damage.
    """
    storage = SqliteStorage(folder / FILE, make=False)
    try:
        return [*file_damage(storage), *_broken_documents(storage, Checker(kinds))]
    finally:
        storage.close()


def file_damage(storage: SqliteStorage) -> list[str]:
    """Return what SQLite finds wrong with an opened file, a line each."""
    texts: list[str] = []
    connection = storage.connection
    connection.create_function("samlar_note", 1, texts.append)  # else an error loses the row before it
    try:
        connection.execute("SELECT samlar_note(integrity_check) FROM pragma_integrity_check").fetchall()
    except sqlite3.DatabaseError:
        texts.append("the file can't be checked to its end")
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


def _broken_documents(storage: SqliteStorage, checker: Checker) -> Iterator[str]:
    for table in storage.tables:
        try:
            for row, body in storage.raw_rows(table):
                if line := checker.problem(table, body, row):
                    yield line
        except sqlite3.DatabaseError:
            yield f"{table}: can't be read to its end"
