"""How long one document's reading takes while the store has much else to do.

A reading begins when it falls due, whether or not the event loop comes round to it then: so does the act of
a person whose request has just arrived.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

from benchmarks.held import bystanders
from benchmarks.table import Row, at_most

ROUNDS = 3
WRITERS = 64
READS = 1500
_PAUSE = 0.002  # seconds between two readings

Act = Callable[[], Awaitable[object]]


async def reading(read: Act, write: Act, back_up: Act) -> list[Row]:
    """Return the 99th percentiles of a reading while 64 writers write, and while a backup is taken."""
    return [
        at_most("store: read beside writes", await _beside_writes(read, write), 5, "ms"),
        at_most("store: read beside a backup", await _beside(read, back_up), 5, "ms"),
    ]


async def _beside_writes(read: Act, write: Act) -> float:
    async def measured() -> float:
        reading = asyncio.ensure_future(_taken(read, lambda taken: len(taken) < READS))

        async def writer() -> None:
            while not reading.done():
                await write()

        await asyncio.gather(reading, *(writer() for _ in range(WRITERS)))
        return _percentile(reading.result())

    return await _calmest(measured)


async def _beside(read: Act, work: Act) -> float:
    async def measured() -> float:
        doing = asyncio.ensure_future(work())
        taken = await _taken(read, lambda _: not doing.done())
        await doing
        return _percentile(taken)

    return await _calmest(measured)


async def _calmest(measured: Callable[[], Awaitable[float]]) -> float:
    """Return what was measured in the round that the machine disturbed least."""
    rounds: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        with bystanders() as pauses:
            found = await measured()
        rounds.append((sum(end - start for start, end in pauses), found))
    return min(rounds)[1]


async def _taken(read: Act, goes_on: Callable[[list[float]], bool]) -> list[float]:
    """Return the seconds that readings took, each from when it was due."""
    taken: list[float] = []
    while goes_on(taken):
        due = perf_counter() + _PAUSE
        await asyncio.sleep(_PAUSE)
        await read()
        taken.append(perf_counter() - due)
    return taken


def _percentile(taken: list[float]) -> float:
    return sorted(taken)[len(taken) * 99 // 100] * 1000
