"""Writing a file that is there as a whole or not at all, in folders for its owner alone."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from storage.store import StoreError

UNFINISHED = ".unfinished"


def make_folder(folder: Path) -> None:
    """Make a folder, and those around it that are missing, for their owner alone. Raises OSError."""
    if not folder.parent.exists():
        make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def check_new(path: Path) -> None:
    """Raise StoreError where a file is there already; where it may not be looked up, writing it says why."""
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises there
        raise StoreError(f"{path} is there already. Choose another name.")


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that gets its name once the block has ended and all is on disk; an older one is replaced.

    It is made readable to its owner alone, as it holds what people wrote. Raises OSError.
    """
    with _unfinished(path) as (unfinished, file):
        yield file
        _finish(file, unfinished, path)


@asynccontextmanager
async def new_file_aside(path: Path) -> AsyncIterator[BinaryIO]:
    """As `new_file`, but the event loop does not wait while it is brought to disk."""
    with _unfinished(path) as (unfinished, file):
        yield file
        await asyncio.to_thread(_finish, file, unfinished, path)


def remove_unfinished(folder: Path, prefix: str) -> None:
    """Remove the files that a killed process left half written for names that begin so; best effort."""
    for left in folder.glob(f"{prefix}*{UNFINISHED}"):
        with suppress(OSError), left.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


@contextmanager
def _unfinished(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a new file beside a path under a name that no other writer has, locked for as long as it is open.

    It is gone afterwards, unless it has got its name.
    """
    descriptor, name = mkstemp(UNFINISHED, f"{path.name}.", path.parent)
    with os.fdopen(descriptor, "wb") as file:
        try:
            with suppress(OSError):  # not every file system has locks
                fcntl.flock(file, fcntl.LOCK_EX)
            yield Path(name), file
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _finish(file: BinaryIO, unfinished: Path, path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    unfinished.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
