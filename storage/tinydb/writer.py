"""The one thread that has the file: what waits together is committed together."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from storage.store import StoreError
from storage.tinydb.act import Batch
from storage.tinydb.faults import store_error
from storage.tinydb.rows import SqliteStorage

T = TypeVar("T")

_IDLE_SECONDS = 1.0  # without writes, after which what they replaced is wiped from the files
_TOGETHER = 64  # acts that share a commit


@dataclass(slots=True)
class _Call:
    """A function to be called in the thread, between commits."""

    function: Callable[[SqliteStorage], Any]
    future: asyncio.Future[Any]


@dataclass(slots=True)
class _Stop:
    future: asyncio.Future[None]


_Job = Batch | _Call | _Stop


class Writer:
    """Owns the file from `open` to `close`. All methods are for the event loop that called `open`.

    Args:
        on_disk: called in the event loop with acts that are on disk, or whose `error` says why not.
    """

    def __init__(self, path: Path, on_disk: Callable[[Sequence[Batch]], None]) -> None:
        self._path = path
        self._on_disk = on_disk
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._untidy = False

    async def open(self, *, make: bool = True) -> None:
        """Open the file in a thread of its own, making it where that is wanted. Raises StoreError."""
        self._loop = asyncio.get_running_loop()
        opened: asyncio.Future[None] = self._loop.create_future()
        threading.Thread(target=self._run, args=(opened, make), name="samlar-store", daemon=True).start()
        await opened

    async def close(self) -> None:
        """Do what waits, and close the file."""
        stopped: asyncio.Future[None] = self._loop.create_future()
        self._jobs.put(_Stop(stopped))
        await stopped

    def write(self, act: Batch) -> None:
        """Write an act's rows, all or none; `on_disk` gets it when they are there, or can't be."""
        self._jobs.put(act)

    async def call(self, function: Callable[[SqliteStorage], T]) -> T:
        """Return what `function` returns, called in the thread after what waits already."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Call(function, future))
        return await future

    def _run(self, opened: asyncio.Future[None], make: bool) -> None:
        try:
            storage = SqliteStorage(self._path, make=make)
        except Exception as error:  # noqa: BLE001 - whoever opens the store gets it
            self._tell(opened, error=error)
            return
        self._tell(opened)
        while not (stop := self._do_next(storage)):
            pass
        storage.close()
        self._tell(stop.future)

    def _do_next(self, storage: SqliteStorage) -> _Stop | None:
        """Do what comes next, and keep nothing of it; return the order to stop once that has come."""
        job: _Job | None = self._first(storage)
        batch: list[Batch] = []
        while isinstance(job, Batch):
            batch.append(job)
            job = self._next(batch)
        if batch:
            self._commit(storage, batch)
        if isinstance(job, _Call):
            self._answer(storage, job)
        return job if isinstance(job, _Stop) else None

    def _first(self, storage: SqliteStorage) -> _Job:
        """Wait for something to do; once there was nothing for a while, tidy up after what was written."""
        if self._untidy:
            try:
                return self._jobs.get(timeout=_IDLE_SECONDS)
            except Empty:
                with suppress(sqlite3.Error):  # on a full disk the log is kept until the next time
                    storage.tidy()
                    self._untidy = False
        return self._jobs.get()

    def _next(self, batch: Sequence[Batch]) -> _Job | None:
        if len(batch) >= _TOGETHER:
            return None
        try:
            return self._jobs.get_nowait()
        except Empty:
            return None

    def _commit(self, storage: SqliteStorage, batch: Sequence[Batch]) -> None:
        """Commit a batch; where that fails, each act alone, so that one's fault is not another's."""
        self._untidy = self._untidy or any(act.replaces for act in batch)
        error = self._try(storage, batch)
        for act in batch if error else ():
            act.error = error if len(batch) == 1 else self._try(storage, [act])
        self._loop.call_soon_threadsafe(self._on_disk, batch)

    def _try(self, storage: SqliteStorage, batch: Sequence[Batch]) -> StoreError | None:
        try:
            with storage.transaction():
                for table, rows in _by_table(row for act in batch for row in act.puts).items():
                    storage.put(table, rows)
                for table, doc_ids in _by_table(row for act in batch for row in act.drops).items():
                    storage.drop(table, doc_ids)
        except StoreError as error:
            return error
        except sqlite3.Error as error:
            return store_error(error, self._path)
        except Exception as error:  # noqa: BLE001 - whatever it is, the thread lives and the act is told
            return StoreError(f"{self._path} could not be written to ({type(error).__name__}).")
        return None

    def _answer(self, storage: SqliteStorage, call: _Call) -> None:
        try:
            result = call.function(storage)
        except sqlite3.Error as error:
            self._tell(call.future, error=store_error(error, self._path))
        except Exception as error:  # noqa: BLE001 - the caller in the event loop gets it
            self._tell(call.future, error=error)
        else:
            self._tell(call.future, result)

    def _tell(self, future: asyncio.Future[Any], result: Any = None, error: Exception | None = None) -> None:
        self._loop.call_soon_threadsafe(_resolve, future, result, error)


def _by_table(rows: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    tables: dict[str, list[T]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    return tables


def _resolve(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    if future.cancelled():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
