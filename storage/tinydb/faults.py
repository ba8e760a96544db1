"""What SQLite's errors mean to an administrator, and what to do about them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.store import DamagedError, StoreError

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


_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def missing(path: Path) -> StoreError:
    """Return the StoreError for a file that is not there and is not to be made."""
    return StoreError(
        f"There is no store in {path.parent}. Correct SAMLAR_STORE, or the command's option; that of the "
        "sample municipality is tinydb:data/sample."
    )


def damaged(path: Path, what: str) -> DamagedError:
    """Return the StoreError for a file whose contents can't be right."""
    return DamagedError(f"{path} is damaged ({what}). {_RESTORE}")


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the StoreError for an error of SQLite's, whose own text may hold what was written."""
    if is_no_text(error):
        return damaged(path, "a text that is not UTF-8")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    text = _BY_CODE.get(code, "{path} can't be used ({name}). Run samlar store check.").format(
        path=path, name=name
    )
    return DamagedError(text) if code in _DAMAGE else StoreError(text)


def is_no_text(error: sqlite3.Error) -> bool:
    """Tell whether an error is about bytes that are no UTF-8; it comes from Python and has no code."""
    return "Could not decode to UTF-8" in str(error)
