"""The board of 300 collaborations with 10,000 sessions and 20,000 reflections, and what its history costs.

From the line that somebody types to the answer; nothing is drawn. The collector is set as the server sets it.
"""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from statistics import median

from benchmarks.held import longest_hold
from benchmarks.present import NOW, ZONE, Passing
from benchmarks.table import Row, at_most, under
from bot.app import make_dispatch
from bot.sample.filling import fill_with_sample
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import Actor, Place, PlaceKind, Said
from handlers.core.replies import Page
from handlers.core.words import Words
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Position, Role, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.open import opened_store
from storage.values.times import Span, instant

COLLABORATIONS, SESSIONS, DEVELOPERS = 300, 10_000, 30
LITTLE = 10  # times less history
ROUNDS, WARM_UP, MEASURED = 3, 3, 9
MOST_GROWTH, MOST_MS, MOST_HOLD = 1.5, 60, 15


def rows() -> Iterable[Row]:
    """Measure the board over all of the history and over a tenth of it."""
    return asyncio.run(_measured())


async def _measured() -> list[Row]:
    async with _desk(SESSIONS) as much, _desk(SESSIONS // LITTLE) as little:
        gc.collect()
        gc.freeze()  # as the server does once it is up
        rounds = [(await _median_ms(much), await _median_ms(little)) for _ in range(ROUNDS)]
        hold = await longest_hold(lambda: _board(much))
        gc.unfreeze()
    calmest = min(one for one, _ in rounds)
    return [
        at_most("status: growth", calmest / min(one for _, one in rounds), MOST_GROWTH),
        under("status: milliseconds", calmest, MOST_MS),
        at_most("status: hold", hold, MOST_HOLD, "ms"),
    ]


@asynccontextmanager
async def _desk(sessions: int) -> AsyncIterator[Dispatch]:
    with tempfile.TemporaryDirectory() as folder:
        async with opened_store(f"tinydb:{folder}/store") as store:
            await fill_with_sample(store, ZONE, NOW.date())
            async with store.transaction() as tx:
                for document in _municipality(sessions // COLLABORATIONS):
                    tx.save(document)
            yield make_dispatch(Settings(_env_file=None), store, Words.load(), Passing())


async def _median_ms(dispatch: Dispatch) -> float:
    taken = []
    for number in range(WARM_UP + MEASURED):
        start = time.perf_counter()
        await _board(dispatch)
        if number >= WARM_UP:
            taken.append(time.perf_counter() - start)
    return median(taken) * 1000


async def _board(dispatch: Dispatch) -> None:
    act = Said(
        text="läget",
        actor=Actor(identity="terminal:karin", name="karin", locale="sv-SE"),
        place=Place(id="terminal:karin", kind=PlaceKind.PERSONAL),
        delivery_id=f"bench:{time.perf_counter_ns()}",
    )
    answer = await dispatch.handle(act)
    assert isinstance(answer.replies[0], Page)


def _municipality(each: int) -> Iterator[Document]:
    """Yield the collaborations with `each` sessions, and two reflections on every one that was held."""
    for number in range(DEVELOPERS):
        yield Person(id=f"d{number}", name=f"Utvecklare {number}", roles=(Role.DEVELOPER,))
    for number in range(COLLABORATIONS):
        pair = (f"d{number % DEVELOPERS}", f"d{(number + 1 + number % 7) % DEVELOPERS}")
        yield Unit(id=f"u{number}", name=f"Skola {number}", owner="municipal", school_form="compulsory")
        yield Person(
            id=f"p{number}",
            name=f"Rektor {number}",
            roles=(Role.PRINCIPAL,),
            positions=(Position(role=Role.PRINCIPAL, unit_id=f"u{number}"),),
        )
        yield Collaboration(
            id=f"c{number}",
            unit_id=f"u{number}",
            principal_id=f"p{number}",
            requested_at=instant(NOW) - timedelta(days=200 + number),
            stage="mapping" if number % 10 == 0 else "learning",
            stage_since=instant(NOW) - timedelta(days=90),
            purpose="Mer likvärdig bedömning mellan ämneslagen.",
            developers=pair,
        )
        for step in range(each):
            yield from _session(number, step - each + 1, pair)


def _session(number: int, step: int, pair: tuple[str, str]) -> Iterator[Document]:
    """Yield a session, two weeks apart, the last to come; two reflections on each that was held."""
    start = NOW.replace(hour=13, minute=0) + timedelta(weeks=2 * step, days=3 + number % 5)
    held = step < 0
    session = Session(
        id=f"s{number}{step}",
        collaboration_id=f"c{number}",
        session_kind="learning",
        span=Span(start=start, end=start + timedelta(minutes=90)),
        people=pair,
        state=Held.HELD if held else Held.BOOKED,
    )
    yield session
    for author in pair if held else ():
        yield Reflection(
            id=Reflection.id_of(session.id, author),
            session_id=session.id,
            collaboration_id=session.collaboration_id,
            author_id=author,
            readers=pair,
            written_at=session.ends_at,
            outcome=Held.HELD,
            grade=4,
            happened="Ämneslagen jämförde sina exempel.",
            shared_with=(Readers.PAIR, Readers.COORDINATOR),
        )
