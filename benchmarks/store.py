"""The stores: what a durable write costs beside the disk itself, and that size changes nothing.

Whatever is compared is measured in turns, a little of each, so that a busy machine slows both alike.
"""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import ClassVar

import tinydb

from benchmarks.beside import reading
from benchmarks.held import longest_hold
from benchmarks.postgres import act_ratio
from benchmarks.table import Row, at_least, at_most, under
from storage.backup import back_up
from storage.bodies import encode
from storage.documents.base import Document
from storage.open import opened_store
from storage.store import Equal, NotBefore, Record, Store
from storage.values.times import Instant

SMALL, MIDDLE, LARGE = 1_000, 10_000, 50_000
NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
ROUNDS = 12
_SETTLING = 0.2  # seconds


class Booking(Document):
    """A document of the usual size, some 700 bytes, found by whose it is, when it is and how it stands."""

    kind: ClassVar[str] = "booking"
    indexed: ClassVar[tuple[str, ...]] = ("collaboration", "starts", "state")

    collaboration: str
    starts: Instant
    state: str = "planned"
    topic: str = "Formativ bedömning i praktiken"
    people: tuple[str, ...] = ("k3v9x2m7q4wn", "p8r5t6y2h9jd")
    standpoint: str | None = None
    plan: str = "Vi läser var sin artikel före träffen och provar en sak i klassrummet till nästa gång. " * 5


def booking(number: int) -> Booking:
    """Return the booking of a number; five share a collaboration."""
    return Booking(
        id=f"booking-{number}", collaboration=f"c{number // 5}", starts=NOW + timedelta(minutes=number)
    )


def rows() -> Iterable[Row]:
    """Measure all of it, in some minutes."""
    with _folder() as folder:
        yield from asyncio.run(_embedded(folder))
        yield from _opening(folder / str(LARGE))
    with _folder() as folder:
        yield from asyncio.run(_beside(folder))
    yield at_least("store: postgres", asyncio.run(act_ratio()), 0.7)


async def _embedded(folder: Path) -> list[Row]:
    async with (
        _filled(folder, SMALL) as small,
        _filled(folder, MIDDLE) as middle,
        _filled(folder, LARGE) as large,
    ):
        disk = Disk(folder / "raw")
        raw, insert = await _in_turns(disk.append, _inserting(middle))
        growth = await _in_turns(_inserting(small), _inserting(large))
        find = await _in_turns(_finding(small, SMALL), _finding(large, LARGE), times=400)
        over_tinydb = await _over_tinydb(middle, folder / "plain.json")
        gc.freeze()  # as the server does once it is up
        found = [
            at_most("store: insert", insert / raw, 3),
            at_most("store: growth", growth[1] / growth[0], 1.3),
            at_most("store: find growth", find[1] / find[0], 1.5),
            at_least("store: group", await _group(middle, disk), 3),
            at_least("store: over TinyDB", over_tinydb, 200),
            at_most("store: stall", await _stall(large), 10, "ms"),
            at_most("store: stall by a backup", await _stall_by_backup(large, folder / "backup"), 10, "ms"),
        ]
        disk.close()
    return found


async def _beside(folder: Path) -> list[Row]:
    """Read in a store of its own, since it grows by all that is written meanwhile."""
    async with _filled(folder, LARGE) as large:
        return await reading(
            _getting(large),
            lambda: _save_each(large, [booking(next(_NUMBERS))]),
            lambda: back_up(large, folder / "backup", now=NOW),
        )


class Disk:
    """The same disk without a store: a 500-byte append and fsync, one after the other."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def append(self) -> None:
        """Append and fsync once."""
        os.write(self._file, b"x" * 500)
        os.fsync(self._file)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


async def _in_turns(*acts: Callable[[], Awaitable[None]], times: int = 100) -> list[float]:
    """Return the median seconds of each act, done by turns so many times a round."""
    seconds: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, taken in zip(acts, seconds, strict=True):
            for _ in range(times):
                start = perf_counter()
                await act()
                taken.append(perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def _inserting(store: Store) -> Callable[[], Awaitable[None]]:
    documents = _new_bookings()

    async def insert() -> None:
        async with store.transaction() as tx:
            tx.save(next(documents))

    return insert


def _finding(store: Store, size: int) -> Callable[[], Awaitable[None]]:
    numbers = count(0, 7919)

    async def find() -> None:
        number = next(numbers) % (size - 10)
        async with store.transaction() as tx:
            assert len(await tx.find(Booking, Equal("collaboration", f"c{number // 5}"))) == 5
            due = NotBefore("starts", booking(number).model_dump(mode="json")["starts"])
            assert len(await tx.find(Booking, due, order_by="starts", limit=5)) == 5

    return find


def _getting(store: Store) -> Callable[[], Awaitable[None]]:
    numbers = count(0, 7919)

    async def get() -> None:
        async with store.transaction() as tx:
            assert await tx.get(Booking, f"booking-{next(numbers) % LARGE}")

    return get


async def _group(store: Store, disk: Disk) -> float:
    """Return acknowledged transactions a second of 64 tasks over appends a second, one by one."""
    ratios = []
    documents = _new_bookings()
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(500):
            await disk.append()
        appends = 500 / (perf_counter() - start)
        work = [[next(documents) for _ in range(40)] for _ in range(64)]
        start = perf_counter()
        await asyncio.gather(*(_save_each(store, part) for part in work))
        ratios.append(64 * 40 / (perf_counter() - start) / appends)
    return statistics.median(ratios)


async def _save_each(store: Store, documents: Sequence[Booking]) -> None:
    for document in documents:
        async with store.transaction() as tx:
            tx.save(document)


async def _stall(store: Store) -> float:
    """Return the longest block of the event loop, in ms, during 20,000 inserts, changes and removals."""

    async def write() -> None:
        await asyncio.gather(*(_churn(store, [next(_NUMBERS) for _ in range(417)]) for _ in range(16)))

    return await longest_hold(write)


async def _stall_by_backup(store: Store, path: Path) -> float:
    """Return the longest block of the event loop, in ms, while a backup is taken."""
    return await longest_hold(lambda: back_up(store, path, now=NOW))


async def _churn(store: Store, numbers: Sequence[int]) -> None:
    for number in numbers:
        async with store.transaction() as tx:
            saved = tx.save(booking(number))
        async with store.transaction() as tx:
            changed = tx.save(saved.changed(state="held"))
        async with store.transaction() as tx:
            tx.remove(changed)


async def _over_tinydb(store: Store, path: Path) -> float:
    """Return the median seconds of an insert into TinyDB as it comes, over ours, at 10,000 documents.

    TinyDB has rewritten its whole file then, so the disk gets a moment before ours has its turn.
    """
    insert = _inserting(store)
    plain, ours = [], []
    with tinydb.TinyDB(path) as db:
        db.insert_multiple(booking(number).model_dump(mode="json") for number in range(MIDDLE))
        for _ in range(ROUNDS):
            document = booking(next(_NUMBERS)).model_dump(mode="json")
            start = perf_counter()
            db.insert(document)
            plain.append(perf_counter() - start)
            await asyncio.sleep(_SETTLING)
            for _ in range(100):
                start = perf_counter()
                await insert()
                ours.append(perf_counter() - start)
    return statistics.median(plain) / statistics.median(ours)


_OPEN = """
import asyncio, gc, os, sys
from time import perf_counter
from benchmarks.store import Booking
from storage.open import open_store
import storage.tinydb.store

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

async def measure(url):
    store = open_store(url, (Booking,))
    gc.collect()
    before, start = resident(), perf_counter()
    await store.open()
    seconds = perf_counter() - start
    gc.collect()
    after = resident()
    size = 0
    async for batch in store.records():
        size += sum(len(record.body.encode()) for record in batch)
    print(seconds, (after - before) / size)
    await store.close()

asyncio.run(measure(sys.argv[1]))
"""


def _opening(folder: Path) -> Iterator[Row]:
    """Open the large store in new processes: the time that takes, and the memory over the JSON's size."""
    command = [sys.executable, "-c", _OPEN, f"tinydb:{folder}"]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(3)]  # noqa: S603
    seconds, memory = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    yield under("store: open seconds", statistics.median(seconds), 2)
    yield under("store: memory", statistics.median(memory), 8)


_NUMBERS = count(10_000_000)


def _new_bookings() -> Iterator[Booking]:
    while True:
        yield from [booking(next(_NUMBERS)) for _ in range(200)]


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder on the disk that the project is on, gone afterwards."""
    Path("build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="build"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@asynccontextmanager
async def _filled(folder: Path, size: int) -> AsyncIterator[Store]:
    """A store of its own with so many bookings."""

    async def batches() -> AsyncIterator[Sequence[Record]]:
        for start in range(0, size, 500):
            yield [Record("booking", encode(booking(n).at_version(1))) for n in range(start, start + 500)]

    async with opened_store(f"tinydb:{folder / str(size)}", (Booking,)) as store:
        await store.load(batches())
        yield store
