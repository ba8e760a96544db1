"""How long the event loop was held up, less what the machine itself held up.

On each processor, a process of its own does nothing but sleep for a moment, again and again. Where it wakes
up late, the machine ran nobody there just then. The program, whose threads run on any of them, is not blamed
for that time.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

_BEAT = 0.001  # seconds between two looks at the event loop
_SEEN = 0.0055  # seconds that a bystander's sleep must take: longer than a busy program makes it wait
_TRIES = 3

Span = tuple[float, float]  # from and to, in seconds of `perf_counter`, which processes share

_BYSTANDER = f"""
import os, sys
from time import perf_counter, sleep

os.sched_setaffinity(0, {{int(sys.argv[1])}})
parent = os.getppid()
print("ready", flush=True)
while os.getppid() == parent:
    start = perf_counter()
    sleep({_BEAT / 2})
    end = perf_counter()
    if end - start > {_SEEN}:
        print(start, end, flush=True)
"""


@dataclass(frozen=True)
class Held:
    """What one run showed.

    Attributes:
        longest: ms that the event loop was held up at most, less what the machine held up.
        machine: ms that the machine held up its own bystanders in all.
    """

    longest: float
    machine: float


async def longest_hold(work: Callable[[], Awaitable[object]]) -> float:
    """Return the ms that work holds the event loop at most, in the run that the machine disturbed least."""
    runs = [await _watched(work) for _ in range(_TRIES)]
    return min(runs, key=lambda run: (run.machine, -run.longest)).longest


async def _watched(work: Callable[[], Awaitable[object]]) -> Held:
    with bystanders() as pauses:
        late = await _late(work)
    longest = max((_less(span, pauses) for span in late), default=0.0)
    return Held(longest * 1000, sum(end - start for start, end in pauses) * 1000)


async def _late(work: Callable[[], Awaitable[object]]) -> list[Span]:
    """Return when the event loop did not come round to a look that was due, while it does the work."""
    late: list[Span] = []
    doing = asyncio.ensure_future(work())
    while not doing.done():
        due = perf_counter() + _BEAT
        await asyncio.sleep(_BEAT)
        late.append((due, perf_counter()))
    await doing
    return late


def _less(span: Span, pauses: Sequence[Span]) -> float:
    """Return the seconds of a span that lie in no pause."""
    at, end = span
    left = end - at
    for start, stop in pauses:
        start_within, stop_within = max(start, at), min(stop, end)
        if stop_within > start_within:
            left -= stop_within - start_within
            at = stop_within
    return left


@contextmanager
def bystanders() -> Iterator[list[Span]]:
    """Watch the machine on each processor; the list has the pauses, in order, once the block has ended."""
    pauses: list[Span] = []
    processes = [_bystander(processor) for processor in sorted(os.sched_getaffinity(0))]
    try:
        yield pauses
    finally:
        for process in processes:
            process.kill()
        told = [line.split() for process in processes for line in process.communicate()[0].splitlines()]
        pauses += sorted((float(start), float(end)) for start, end in told)


def _bystander(processor: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _BYSTANDER, str(processor)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - the program above
    assert process.stdout
    process.stdout.readline()
    return process
