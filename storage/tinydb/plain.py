"""Plain TinyDB files, as TinyDB writes them by itself: JSON with one object a table."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from storage.backup import GZIP
from storage.bodies import dumps, encode
from storage.check import Checker
from storage.documents.base import Document
from storage.newfile import check_new, new_file
from storage.store import BrokenDocumentError, StoreError
from storage.tinydb.faults import damaged, store_error
from storage.tinydb.file import FILE
from storage.tinydb.loading import check_empty
from storage.tinydb.rows import Row, SqliteStorage

_ROW_ID = re.compile(r"[1-9][0-9]{0,18}")
_LAST_ID = 2**63 - 1  # SQLite's


def import_plain(source: Path, folder: Path, kinds: Mapping[str, type[Document]]) -> int:
    """Put every document of a plain TinyDB file into a store's empty folder; return how many they are.

    Tables, ids and documents stay as they are; what a document does not say is as in a new one.

    Args:
        source: the file.
        folder: the store's, made where it is missing.
        kinds: every kind of document that there is, by name.

    Raises:
        StoreError: the target is not empty, in use or can't be written; the source is no TinyDB file, or a
            document of it breaks its rules. Nothing is kept of it then.
    """
    tables = _checked(source, kinds)
    with _opened(folder / FILE) as storage:
        check_empty(storage, folder / FILE)
        with storage.transaction():
            for table, rows in tables.items():
                storage.put(table, rows)
    return sum(map(len, tables.values()))


def export_plain(folder: Path, target: Path) -> int:
    """Write every table of a store's folder to a new plain TinyDB file; return how many documents.

    The file is there as a whole or not at all, and readable to its owner alone.

    Raises:
        StoreError: there is no store, it is in use or damaged; the target is there already or can't be
            written.
    """
    check_new(target)
    path = folder / FILE
    with _opened(path, make=False) as storage:
        tables = {table: _documents(storage, table, path) for table in storage.counts()}
    try:
        with new_file(target) as file:
            file.write(json.dumps(tables, ensure_ascii=False).encode())
    except OSError as error:
        raise StoreError(f"{target} can't be written: {error.strerror}.") from error
    return sum(map(len, tables.values()))


@contextmanager
def _opened(path: Path, *, make: bool = True) -> Iterator[SqliteStorage]:
    storage = SqliteStorage(path, make=make)
    try:
        yield storage
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    finally:
        storage.close()


def _documents(storage: SqliteStorage, table: str, path: Path) -> dict[str, Any]:
    documents: dict[str, Any] = {}
    for doc_id, body in storage.rows(table):
        try:
            documents[str(doc_id)] = from_json(body)
        except ValueError as error:
            raise damaged(path, f"{table}, row {doc_id}") from error
    return documents


def _checked(source: Path, kinds: Mapping[str, type[Document]]) -> dict[str, list[Row]]:
    """Return the rows of every table in a plain file. Raises StoreError where one may not be stored."""
    checker = Checker(kinds)
    tables: dict[str, list[Row]] = {}
    try:
        for table, documents in sorted(_tables(source).items()):
            for doc_id, data in sorted((int(key), data) for key, data in documents.items()):
                document = checker.read(table, dumps(data), doc_id)
                tables.setdefault(table, []).append((doc_id, _encoded(document)))
    except BrokenDocumentError as error:
        raise StoreError(f"{source}: {error}. Nothing was imported; correct the file.") from None
    if not tables:
        raise StoreError(f"{source} holds no documents.")
    return tables


def _encoded(document: Document) -> str:
    try:
        return encode(document)
    except ValueError:
        raise BrokenDocumentError(f"{document.kind} {document.id}: holds a NUL character") from None


def _tables(source: Path) -> dict[str, dict[str, Any]]:
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"There is no file {source}.") from None
    except OSError as error:
        raise StoreError(f"{source} can't be read: {error.strerror}.") from error
    if content.startswith(GZIP):
        raise StoreError(f"{source} is not a TinyDB file. If it is a backup: samlar restore {source}")
    try:
        tables = from_json(content, allow_inf_nan=False)
    except ValueError:
        tables = None
    if not isinstance(tables, dict) or not all(map(_is_table, tables.values())):
        raise StoreError(f"{source} is not a TinyDB file.")
    return tables


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and all(
        isinstance(document, dict) and _is_row_id(key) for key, document in table.items()
    )


def _is_row_id(key: str) -> bool:
    return bool(_ROW_ID.fullmatch(key)) and int(key) <= _LAST_ID
