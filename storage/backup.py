"""Backups: everything in a store as one compressed file of JSON lines, the same from every store.

The first line says what it is, the last one how many records of each kind there are, with a checksum;
between them stands one record a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import os
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from storage.bodies import dumps
from storage.documents.times import instant_text
from storage.store import Record, Store, StoreError
from storage.tally import Tally

FORMAT = 1
_BATCH = 500

Progress = Callable[[int], None]
"""Called with how many records have been done since it was last called."""


async def back_up(store: Store, path: Path, *, now: datetime, progress: Progress = lambda _: None) -> Tally:
    """Write everything in an opened store to a new file, as it is at one moment.

    The file gets its name when it is complete and on disk; one of that name is replaced. It holds what
    people wrote: it is made readable to its owner alone. Others can use the store meanwhile.

    Raises:
        StoreError: the file can't be written.
    """
    tally = Tally()
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with _new_file(unfinished) as file:
            _write(file, [{"samlar": "backup", "format": FORMAT, "made_at": instant_text(now)}])
            async for batch in store.records():
                await asyncio.to_thread(_add, file, tally, batch)
                progress(len(batch))
            _write(file, [{"kinds": {kind: list(sums) for kind, sums in tally.kinds().items()}}])
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"The backup {path} can't be written: {error.strerror}.") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return tally


async def restore(store: Store, path: Path, *, progress: Progress = lambda _: None) -> Tally:
    """Put everything from a backup into an opened, empty store: all of it or nothing.

    Raises:
        StoreError: the store is not empty; the file can't be read, is incomplete, damaged or newer.
    """
    tally = Tally()
    await store.load(_checked(path, tally, progress))
    return tally


async def _checked(path: Path, tally: Tally, progress: Progress) -> AsyncIterator[Sequence[Record]]:
    """Yield a backup's records, and at the end raise where they are not what was backed up."""
    kinds: dict[str, Any] | None = None
    lines = _lines(path)
    while batch := await asyncio.to_thread(_next_batch, lines, path):
        records = [Record(line["kind"], dumps(line["body"])) for line in batch if "body" in line]
        kinds = batch[-1].get("kinds")
        await asyncio.to_thread(tally.add, records)
        yield records
        progress(len(records))
    if kinds is None:
        raise StoreError(f"The backup {path} is incomplete; nothing was restored. Take another one.")
    if {kind: list(sums) for kind, sums in tally.kinds().items()} != kinds:
        raise StoreError(f"The backup {path} is damaged; nothing was restored. Take another one.")


def _next_batch(lines: Iterator[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    try:
        return list(islice(lines, _BATCH))
    except OSError as error:
        raise StoreError(f"The backup {path} can't be read: {error.strerror or error}.") from error
    except (EOFError, ValueError, zlib.error) as error:
        raise StoreError(f"The backup {path} is damaged; nothing was restored. Take another one.") from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head = json.loads(file.readline() or "null")
        if not isinstance(head, dict) or head.get("samlar") != "backup":
            raise StoreError(f"{path} is not a backup of Samlär's.")
        if head["format"] > FORMAT:
            raise StoreError(f"The backup {path} was made by a newer version of Samlär. Use that one.")
        for line in file:
            yield json.loads(line)


def _add(file: IO[bytes], tally: Tally, batch: Sequence[Record]) -> None:
    tally.add(batch)
    file.write(
        "".join(f'{{"kind":{dumps(record.kind)},"body":{record.body}}}\n' for record in batch).encode()
    )


def _write(file: IO[bytes], lines: Sequence[dict[str, Any]]) -> None:
    file.write("".join(f"{dumps(line)}\n" for line in lines).encode())


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a compressed file that is on disk when the block has ended."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", filename="") as file:
            yield file  # type: ignore[misc]  # a GzipFile is a binary file in all that we do with it
        raw.flush()
        os.fsync(raw.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
