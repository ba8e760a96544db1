"""The SQLite file: how it is opened, whose it is, and which format it has."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from storage.store import StoreError
from storage.tinydb.faults import store_error

FILE = "samlar.db"
FORMAT = 1
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_SETTINGS = """
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
"""

_SCHEMA = """
BEGIN IMMEDIATE;
PRAGMA application_id = 0x53414D4C;  -- "SAML"
PRAGMA user_version = 1;
COMMIT;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for this process alone, making it and its folder where they are missing.

    Raises:
        StoreError: another process has it, it is damaged, newer than this program, or not writable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise StoreError(
            f"{path} can't be made or opened: {error.strerror}. Give the user that runs Samlär the right to "
            f"write in {path.parent}, and see that the disk has room and is not read-only."
        ) from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise _taken(path) from error
        raise store_error(error, path) from error
    return connection


def disconnect(connection: sqlite3.Connection, path: Path) -> None:
    """Let go of the file."""
    _holder(path).unlink(missing_ok=True)
    connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer version of Samlär (format {version}, this program knows "
            f"{FORMAT}). Start that version, or restore a backup made with this one."
        )
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and not version:
        raise StoreError(f"{path} is a database, but not Samlär's. Choose another folder.")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(f"{path.parent} can't hold a store: SQLite has no write-ahead log there.")
    connection.executescript(_SETTINGS)
    if not version:
        connection.executescript(_SCHEMA)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    _holder(path).write_text(f"{os.getpid()}\n")


def _holder(path: Path) -> Path:
    """Return the file that says which process has the store; the lock itself is SQLite's."""
    return path.with_suffix(".pid")


def _taken(path: Path) -> StoreError:
    try:
        pid = int(_holder(path).read_text())
    except (OSError, ValueError):
        return StoreError(f"{path.parent} is in use by another process. Stop that one first.")
    return StoreError(
        f"{path.parent} is in use by process {pid}, and one process at a time can have it. Stop that one "
        f"first, or choose another folder in SAMLAR_STORE. A running server takes a backup itself: "
        f"kill -USR1 {pid}"
    )
