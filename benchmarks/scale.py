"""Whole acts before the desk over a large municipality: 200 collaborations with 5,000 sessions.

From the line that somebody types to the answer, the store's commit included; nothing is drawn.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from statistics import median

from benchmarks.present import NOW, ZONE, Passing
from benchmarks.table import Row, at_most
from bot.app import make_dispatch
from bot.sample.filling import fill_with_sample
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import Actor, Place, PlaceKind, Said
from handlers.core.plain import PlainText
from handlers.core.words import Words
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Position, Role, Unit
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.open import opened_store
from storage.values.times import Span, instant

COLLABORATIONS, SESSIONS_EACH, DEVELOPERS = 200, 25, 24
HALFWAY = SESSIONS_EACH // 2
TOPICS = ("Formativ bedömning", "Sambedömning i par", "Läsförståelse", "Kamratbedömning", "Digitala verktyg")
WARM_UP, MEASURED = 3, 15
GOAL_MS = 60
LINES = (
    ("milliseconds at 200 collaborations", "karin", "läget", "Skola 1 |"),
    ("milliseconds to name one of 5,000 sessions", "karin", "ställ in Skola 7 v 44", "Skola 7,"),
    ("milliseconds to choose among 5,000 sessions", "karin", "flytta", "Flytta en träff"),
    ("milliseconds for a developer's sessions", "d3", "träffar", "Skola 3 |"),
)


def rows() -> Iterable[Row]:
    """Measure the status, and acts that choose a session."""
    return asyncio.run(_measured())


async def _measured() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with opened_store(f"tinydb:{folder}/store") as store:
            await fill_with_sample(store, ZONE, NOW.date())
            async with store.transaction() as tx:
                for document in _municipality():
                    tx.save(document)
            dispatch = make_dispatch(Settings(_env_file=None), store, Words.load(), Passing())
            return [
                at_most(f"status: {name}", await _median_ms(dispatch, who, line, shown), GOAL_MS)
                for name, who, line, shown in LINES
            ]


async def _median_ms(dispatch: Dispatch, who: str, line: str, shown: str) -> float:
    plain = PlainText(Words.load(), "sv")
    taken = []
    for number in range(WARM_UP + MEASURED):
        act = Said(
            text=line,
            actor=Actor(identity=f"terminal:{who}", name=who, locale="sv-SE"),
            place=Place(id=f"terminal:{who}", kind=PlaceKind.PERSONAL),
            delivery_id=f"bench:{who}:{line}:{number}",
        )
        start = time.perf_counter()
        answer = await dispatch.handle(act)
        if number >= WARM_UP:
            taken.append(time.perf_counter() - start)
        text = "\n".join(plain.write(reply) for reply in answer.replies)
        assert shown in text, text
    return median(taken) * 1000


def _municipality() -> Iterator[Document]:
    chance = random.Random(7)
    for number in range(DEVELOPERS):
        yield Person(id=f"d{number}", name=f"Utvecklare {number}", roles=(Role.DEVELOPER,))
        yield Account(id=f"terminal:d{number}", person_id=f"d{number}")
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
            stage="learning",
            stage_since=instant(NOW) - timedelta(days=40),
            purpose="Mer likvärdig bedömning mellan ämneslagen.",
            developers=pair,
        )
        for step in range(SESSIONS_EACH):
            yield from _session(number, step, pair, chance)


def _session(number: int, step: int, pair: tuple[str, str], chance: random.Random) -> Iterator[Document]:
    """Yield a session each other week, and the reflection on one that was held."""
    start = NOW.replace(hour=chance.choice((8, 13, 14, 15)), minute=0)
    start += timedelta(weeks=2 * (step - HALFWAY), days=number % 5 - 3)
    held = step < HALFWAY - 1
    session = Session(
        id=f"s{number}-{step}",
        collaboration_id=f"c{number}",
        session_kind="learning",
        span=Span(start=start, end=start + timedelta(minutes=90)),
        topic=chance.choice(TOPICS),
        people=pair,
        state=Held.HELD if held else Held.BOOKED,
    )
    yield session
    if held:
        yield Reflection(
            id=Reflection.id_of(session.id, pair[0]),
            session_id=session.id,
            collaboration_id=session.collaboration_id,
            author_id=pair[0],
            readers=pair,
            written_at=session.ends_at,
            outcome=Held.HELD,
            grade=chance.randint(1, 5),
            happened="Ämneslagen jämförde sina exempel.",
            next_step="Pröva igen",
            shared_with=(Readers.PAIR, Readers.COORDINATOR),
        )
