"""What SQLite's errors mean to an administrator, and what to do about them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.store import StoreError

_RESTORE = "Keep a copy of it, move it away and restore the latest backup: samlar restore FILE."
_BY_CODE = {
    sqlite3.SQLITE_FULL: "The disk that holds {path} is full; nothing was written. "
    "Make room on it and try again.",
    sqlite3.SQLITE_READONLY: "{path} can't be written to. Give the user that runs Samlär write access to "
    "the file and its folder, and see that the disk is not mounted read-only.",
    sqlite3.SQLITE_CANTOPEN: "{path} can't be opened. See that the folder exists and that the user that "
    "runs Samlär may read and write there.",
    sqlite3.SQLITE_PERM: "{path} can't be opened. Give the user that runs Samlär the right to read and "
    "write it.",
    sqlite3.SQLITE_CORRUPT: f"{{path}} is damaged. {_RESTORE}",
    sqlite3.SQLITE_NOTADB: f"{{path}} is not a store of Samlär's, or is damaged. {_RESTORE}",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written ({name}); nothing was written. See that the "
    "disk has room, quota and limits too, and the system's log for errors of the disk.",
}


def damaged(path: Path, what: str) -> StoreError:
    """Return the StoreError for a file whose contents can't be right."""
    return StoreError(f"{path} is damaged ({what}). {_RESTORE}")


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the StoreError for an error of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    text = _BY_CODE.get(code & 0xFF, "{path} can't be used ({name}: {error}).")
    return StoreError(text.format(path=path, name=name, error=error))
