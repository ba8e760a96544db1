"""Backups: everything in a store as one compressed file of JSON lines, the same from every store.

The first line says what it is, the last one how many records of each kind there are, with a checksum;
between them stands one record a line.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from storage.bodies import dumps
from storage.newfile import new_file_aside
from storage.store import Record, Store, StoreError
from storage.tally import Tally
from storage.values.times import instant_text

FORMAT = 1
_BATCH = 100  # lines that are read together: with pieces of files, 9 MB
_CHUNK = 1 << 20
GZIP = b"\x1f\x8b"  # how such a file begins
_NOT_AS_WRITTEN = (
    *(gzip.BadGzipFile, EOFError, zlib.error),  # the compression
    *(ValueError, LookupError, TypeError, AttributeError, RecursionError),  # the JSON
)

Progress = Callable[[int], None]
"""Called with how many records have been done since it was last called."""


async def back_up(store: Store, path: Path, *, now: datetime, progress: Progress = lambda _: None) -> Tally:
    """Write everything in an opened store to a new file, as it is at one moment.

    The file is there when it is complete and on disk; one of that name is replaced. It holds what people
    wrote: it is made readable to its owner alone. Others can use the store meanwhile.

    Raises:
        StoreError: the file can't be written, or the store holds something that is no document.
    """
    tally = Tally()
    try:
        async with new_file_aside(path) as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", filename="") as file:
                _write(file, [{"samlar": "backup", "format": FORMAT, "made_at": instant_text(now)}])
                async for batch in store.records():
                    await asyncio.to_thread(_add, file, tally, batch)
                    progress(len(batch))
                _write(file, [{"kinds": {kind: list(sums) for kind, sums in tally.kinds().items()}}])
    except OSError as error:
        raise StoreError(f"The backup {path} can't be written: {error.strerror}.") from error
    return tally


def check_backup(path: Path) -> None:
    """Raise StoreError where a file does not begin as a backup does that this program reads."""
    with _opened(path):
        pass


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
    with _opened(path) as lines:
        while batch := await asyncio.to_thread(_next_batch, lines, path):
            records, kinds = batch
            await asyncio.to_thread(tally.add, records)
            yield records
            progress(len(records))
    if kinds is None:
        raise StoreError(f"The backup {path} is incomplete; nothing was restored. Take another one.")
    if {kind: list(sums) for kind, sums in tally.kinds().items()} != kinds:
        raise _damaged(path)


def _next_batch(lines: Iterator[str], path: Path) -> tuple[list[Record], dict[str, Any] | None] | None:
    """Return the next lines' records, and what the last line says if it is among them; None at the end."""
    with _reading(path):
        batch = [json.loads(line) for line in islice(lines, _BATCH)]
        records = [Record(line["kind"], dumps(line["body"])) for line in batch if "body" in line]
        return (records, batch[-1].get("kinds")) if batch else None


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    """Open a backup and yield its lines after the first. Raises StoreError where it is no backup of ours."""
    with _reading(path):
        _check_start(path)
        file = gzip.open(path, "rt", encoding="utf-8")  # noqa: SIM115 - closed below
    with file:
        with _reading(path):
            head = _head(file)
        if head.get("samlar") != "backup":
            raise _other(path)
        if head.get("format") != FORMAT:
            raise StoreError(f"The backup {path} was made by a newer version of Samlär. Use that one.")
        yield file


def _check_start(path: Path) -> None:
    """Raise StoreError where a file is not compressed."""
    with path.open("rb") as file:
        start = file.read(len(GZIP))
    if start.startswith(b"{"):
        raise _other(path, f" If it is a plain TinyDB file: samlar store import {path}")
    if start != GZIP:
        raise _other(path)


def _head(file: TextIOWrapper) -> dict[str, Any]:
    """Return what a file's first line says; nothing, where it is sound but not of ours."""
    try:
        head = json.loads(file.readline())
    except ValueError:
        while file.buffer.read(_CHUNK):
            pass  # what is damaged is found out at its end
        return {}
    return head if isinstance(head, dict) else {}


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what reading raises into StoreError."""
    try:
        yield
    except _NOT_AS_WRITTEN as error:
        raise _damaged(path) from error
    except OSError as error:
        raise StoreError(f"The backup {path} can't be read: {error.strerror}.") from error


def _other(path: Path, hint: str = "") -> StoreError:
    return StoreError(f"{path} is not a backup of Samlär's.{hint}")


def _damaged(path: Path) -> StoreError:
    return StoreError(f"The backup {path} is damaged; nothing was restored. Take another one.")


def _add(file: BinaryIO | gzip.GzipFile, tally: Tally, batch: Sequence[Record]) -> None:
    for record in batch:
        try:
            tally.add([record])
        except ValueError:
            raise StoreError(
                f"The store holds something that is no document ({record.kind}). Run samlar store check."
            ) from None
    file.write(
        "".join(f'{{"kind":{dumps(one.kind)},"body":{_in_a_line(one.body)}}}\n' for one in batch).encode()
    )


def _in_a_line(body: str) -> str:
    """Return JSON without the line breaks that may stand between its parts where it was written by hand."""
    return body.replace("\n", " ").replace("\r", " ")


def _write(file: BinaryIO | gzip.GzipFile, lines: Sequence[dict[str, Any]]) -> None:
    file.write("".join(f"{dumps(line)}\n" for line in lines).encode())
