"""The SQLite file: how it is made and opened, whose it is, and which format it has."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import uniform
from tempfile import mkstemp
from time import sleep

from storage.newfile import UNFINISHED, make_folder
from storage.store import StoreError
from storage.tinydb.faults import damaged, missing, store_error

FILE = "samlar.db"
FORMAT = 1
_APPLICATION = int.from_bytes(b"SAML")
_TRIES = 5
_PAUSE_SECONDS = (0.02, 0.1)
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_SETTINGS = """
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
"""

_FORMAT = f"""
BEGIN IMMEDIATE;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
COMMIT;
"""


def connect(path: Path, *, make: bool = True) -> sqlite3.Connection:
    """Open the file for this process alone; with `make`, make it and its folder where they are missing.

    Raises:
        StoreError: another process has it, it is missing, damaged, newer than this program, or not writable.
    """
    for _ in range(_TRIES - 1):
        try:
            return _connected(path, make=make)
        except _BusyError:
            sleep(uniform(*_PAUSE_SECONDS))  # noqa: S311 - so that two that open it at once don't meet again
    try:
        return _connected(path, make=make)
    except _BusyError as error:
        raise _taken(path) from error


class _BusyError(Exception):
    """Another process has the file, or is just looking whether one does."""


def _connected(path: Path, *, make: bool) -> sqlite3.Connection:
    try:
        if not path.exists():
            if not make:
                raise missing(path)
            _make(path)
        if not os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if path.stat().st_size == 0:
            raise damaged(path, "it is empty")
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise _unusable(error, path) from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise _BusyError from error
        raise store_error(error, path) from error
    return connection


def identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at a place from any other: its device and inode. Raises OSError."""
    stat = path.stat()
    return stat.st_dev, stat.st_ino


def check_place(path: Path, opened: tuple[int, int]) -> None:
    """Raise StoreError unless the file that was opened is still the one at its place.

    SQLite goes on writing into a file that was moved or removed, where nobody finds it again.
    """
    try:
        if identity(path) == opened:
            return
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise _unusable(error, path) from error
    raise StoreError(
        f"{path} was moved, removed or replaced while this process had it; nothing was written. If this is a "
        f"server, let it back up what it has (kill -USR1 {os.getpid()}). Then stop it, put the store in its "
        "place and start again."
    )


def disconnect(connection: sqlite3.Connection, path: Path) -> None:
    """Let go of the file. What can't be tidied up is left: all is on disk already."""
    with suppress(OSError, ValueError):
        if _holder_of(path) == os.getpid():
            _holder(path).unlink()
    with suppress(sqlite3.Error):
        connection.close()


def _make(path: Path) -> None:
    """Make an empty store that is there as a whole or not at all; one that somebody else made stays."""
    make_folder(path.parent)
    descriptor, name = mkstemp(prefix=f"{path.name}.", suffix=UNFINISHED, dir=path.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.executescript(_FORMAT)
        _name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    """Give a file its name, unless one of that name is there; on a disk without hard links, too."""
    try:
        path.hardlink_to(unfinished)
    except OSError:
        if not path.exists():
            unfinished.rename(path)


def _unusable(error: OSError, path: Path) -> StoreError:
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return StoreError(f"{path.parent} is no folder. Name one in SAMLAR_STORE, or move the file away.")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreError(f"The disk that holds {path.parent} is full. Make room on it and try again.")
    return StoreError(
        f"{path} can't be made or opened: {error.strerror}. Give the user that runs Samlär the right to "
        f"write in {path.parent}, and see that the disk is not mounted read-only."
    )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # first, so that SQLite needs no third file
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer version of Samlär (format {version}, this program knows "
            f"{FORMAT}). Start that version, or restore a backup made with this one."
        )
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != _APPLICATION:
        raise StoreError(f"{path} is a database, but not Samlär's. Choose another folder.")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(f"{path.parent} can't hold a store: SQLite has no write-ahead log there.")
    connection.executescript(_SETTINGS)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    with suppress(OSError):  # it only helps another process to say who has the store
        _holder(path).write_text(f"{os.getpid()}\n")
    with suppress(OSError):  # left by somebody who was killed; to open such a file would free the lock
        for unfinished in path.parent.glob(f"{path.name}.*{UNFINISHED}"):
            unfinished.unlink(missing_ok=True)


def _holder(path: Path) -> Path:
    """Return the file that says which process has the store; the lock itself is SQLite's."""
    return path.with_suffix(".pid")


def _holder_of(path: Path) -> int:
    """Return the id of the process that has the store. Raises OSError or ValueError where nothing says so."""
    return int(_holder(path).read_text())


def _taken(path: Path) -> StoreError:
    try:
        pid = _holder_of(path)
    except (OSError, ValueError):
        return StoreError(f"{path.parent} is in use by another process. Stop that one first.")
    return StoreError(
        f"{path.parent} is in use by process {pid}, and one process at a time can have it. Stop that one "
        f"first, or choose another folder in SAMLAR_STORE. If it is a server, it takes a backup itself: "
        f"kill -USR1 {pid}"
    )
