"""What one person's texts cost the others: how long an act holds the event loop, and what a bystander waits.

The texts are the worst of the tests', after every command and without one, typed by a coordinator, a
developer and a stranger in the sample municipality.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from statistics import median

import handlers
from benchmarks.held import longest_hold
from benchmarks.present import NOW, TYPING, ZONE, Passing
from benchmarks.table import Row, at_most, under
from bot.app import make_dispatch
from bot.sample.filling import fill_with_sample
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import Actor, Place, PlaceKind, Said
from handlers.core.rooms import rooms_of
from handlers.core.words import Words
from handlers.when import warm
from storage.open import opened_store
from tests.hostile import hostile

SIZES = (150, 3400, 40_000)  # characters: of a list's line, nearly too much, and a paste
FEW = 40  # acts of which the longest hold is looked for at once
GOAL_MS, GOAL_RATIO = 50, 2
ROUNDS, ASKED = 3, 25
FLOODING = timedelta(milliseconds=10)

_numbers = itertools.count()


def rows() -> Iterable[Row]:
    """Measure the longest hold, and the bystander's status."""
    return asyncio.run(_measured())


async def _measured() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with opened_store(f"tinydb:{folder}/store") as store:
            await fill_with_sample(store, ZONE, NOW.date())
            settings, words = Settings(_env_file=None), Words.load()
            patient = make_dispatch(settings, store, words, Passing(TYPING))
            warm()
            await _say(patient, "karin", "läget")
            gc.collect()
            gc.freeze()  # as the server does once it is up
            worst = 0.0
            for part in _parts(list(_acts())):
                worst = max(worst, await longest_hold(partial(_all, patient, part)))
            ratios = [
                await _ratio(*(make_dispatch(settings, store, words, Passing(FLOODING)) for _ in "ab"))
                for _ in range(ROUNDS)
            ]
    return [
        under("talk: worst milliseconds", worst, GOAL_MS),
        at_most("talk: bystander", min(ratios), GOAL_RATIO),
    ]


def _acts() -> Iterator[tuple[str, str]]:
    commands = ["", *(spec.sv for spec in rooms_of(handlers).commands)]
    for who, size in itertools.product(("karin", "maja", "nobody"), SIZES):
        for command, (_, text) in itertools.product(commands, hostile(size)):
            yield who, f"{command} {text}"


def _parts(acts: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(acts), FEW):
        yield acts[start : start + FEW]


async def _all(dispatch: Dispatch, acts: Iterable[tuple[str, str]]) -> None:
    for who, text in acts:
        await _say(dispatch, who, text)
        await asyncio.sleep(
            0
        )  # each act comes in by itself: one that awaits nothing is not held against the next


async def _ratio(calm: Dispatch, flooded: Dispatch) -> float:
    """Return the time of a status while somebody else floods, over its time alone."""
    alone = await _status(calm)
    flooding = asyncio.create_task(_flood(flooded))
    await asyncio.sleep(0)
    beside = await _status(flooded)
    flooding.cancel()
    with suppress(asyncio.CancelledError):
        await flooding
    return beside / alone


async def _flood(dispatch: Dispatch) -> None:
    """Type the worst texts without a pause, but for what a request takes to come in."""
    texts = [f"träffar {text}" for _, text in hostile(3400)]
    for text in itertools.cycle(texts):
        await _say(dispatch, "maja", text)
        await asyncio.sleep(0.001)


async def _status(dispatch: Dispatch) -> float:
    taken = []
    for _ in range(ASKED):
        start = time.perf_counter()
        await _say(dispatch, "karin", "läget")
        taken.append(time.perf_counter() - start)
    return median(taken)


async def _say(dispatch: Dispatch, who: str, text: str) -> None:
    await dispatch.handle(
        Said(
            text=text,
            actor=Actor(identity=f"terminal:{who}", name=who, locale="sv-SE"),
            place=Place(id=f"terminal:{who}", kind=PlaceKind.PERSONAL),
            delivery_id=f"bench:{next(_numbers)}",
        )
    )
