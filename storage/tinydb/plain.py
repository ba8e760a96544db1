"""Plain TinyDB files, as TinyDB writes them by itself: JSON with one object a table."""

from __future__ import annotations

from pathlib import Path

import tinydb

from storage.store import StoreError
from storage.tinydb.file import FILE
from storage.tinydb.rows import TinyDB


def import_plain(source: Path, folder: Path) -> int:
    """Put every table of a plain TinyDB file into a store's empty folder; return how many documents.

    Tables, ids and documents stay as they are.

    Raises:
        StoreError: the target is not empty or in use, or the source is no TinyDB file.
    """
    if not source.is_file():
        raise StoreError(f"There is no file {source}.")
    with TinyDB(folder / FILE) as ours:
        if ours.tables():
            raise StoreError(f"{folder} is not empty. Choose another folder.")
        try:
            with tinydb.TinyDB(source, access_mode="r") as plain:
                tables = plain.storage.read() or {}
            ours.storage.write(tables)
        except (ValueError, AttributeError, TypeError) as error:
            raise StoreError(f"{source} is not a TinyDB file.") from error
    return sum(map(len, tables.values()))


def export_plain(folder: Path, target: Path) -> int:
    """Write every table of a store's folder to a new plain TinyDB file; return how many documents.

    Raises:
        StoreError: the file is in use or damaged, or the target is there already.
    """
    if target.exists():
        raise StoreError(f"{target} is there already.")
    with TinyDB(folder / FILE) as ours, tinydb.TinyDB(target, ensure_ascii=False, encoding="utf-8") as plain:
        tables = ours.storage.read() or {}
        plain.storage.write(tables)
    return sum(map(len, tables.values()))
