"""Acts on the PostgreSQL store beside the same statements in bare asyncpg transactions."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from itertools import count
from time import perf_counter
from typing import Any
from uuid import uuid4

import asyncpg

from storage.bodies import encode
from storage.kept import Noted, NotedAnswer, Queued
from storage.open import opened_store
from storage.postgres import queries
from storage.store import AuditEntry, Equal, Store
from tests.storage.notes import KINDS, NOW, Note, outgoing
from tests.storage.postgres.server import server_to_test

TASKS = 16
ACTS = 25
ROUNDS = 9

_numbers = count()


async def act_ratio() -> float:
    """Return acts a second with 16 at a time on the store, over bare transactions a second."""
    with server_to_test() as server:
        url = server.place()
        await server.make(url)
        async with opened_store(url, KINDS) as store:
            async with store.transaction() as tx:
                for number in range(2000):
                    tx.save(Note(id=f"n{number}", unit=f"u{number // 5}"))
            bare = await asyncio.gather(*(asyncpg.connect(url) for _ in range(TASKS)))
            ratios = [await _ratio(store, bare) for _ in range(ROUNDS)]
            await asyncio.gather(*(connection.close() for connection in bare))
        await server.drop(url)
    return statistics.median(ratios[1:])


async def _ratio(store: Store, bare: list[Any]) -> float:
    ours = await _seconds(lambda task: _act(store, task))
    theirs = await _seconds(lambda task: _statements(bare[task], task))
    return theirs / ours


async def _seconds(act: Callable[[int], Awaitable[None]]) -> float:
    async def series(task: int) -> None:
        for _ in range(ACTS):
            await act(task)

    start = perf_counter()
    await asyncio.gather(*map(series, range(TASKS)))
    return perf_counter() - start


async def _act(store: Store, task: int) -> None:
    """A usual act: look whether it was done, read, find, change, add, answer, tell and note."""
    key = f"d{next(_numbers)}"
    async with store.transaction() as tx:
        assert await tx.answered(key) is None
        note = await tx.get(Note, f"n{task}")
        assert note
        assert len(await tx.find(Note, Equal("unit", f"u{400 - 1 - task}"))) == 5
        tx.save(note.changed(text="Formativ bedömning"))
        tx.save(Note(text="Ny"))
        tx.note_answer(key, '{"text": "klart"}', at=NOW)
        tx.enqueue(outgoing(f"a{task}"))
        tx.audit(AuditEntry(at=NOW, person_id="p1", act="book", documents=(note.id,)))


async def _statements(connection: Any, task: int) -> None:
    """The same statements with the same values in one bare transaction."""
    key = f"d{next(_numbers)}"
    message, entry = outgoing(f"a{task}"), AuditEntry(at=NOW, person_id="p1", act="book", documents=("n1",))
    answer = NotedAnswer(id=key, answer='{"text": "klart"}', at=NOW)
    new = [Note(text="Ny"), answer, Queued.of(message), Noted.of(entry)]
    find = queries.Query(Note).all([Equal("unit", f"u{400 - 1 - task}")])
    async with connection.transaction():
        assert not await connection.fetch(_READ.format("_answers"), key)
        (row,) = await connection.fetch(_READ.format("note"), f"n{task}")
        note = Note.model_validate_json(row["body"])
        assert len(await connection.fetch(find.text("id"), *find.values)) == 5
        changed = encode(note.at_version(note.version + 1))
        added = [document.kind for document in new], [document.id for document in new]
        bodies = [encode(document.at_version(1)) for document in new]
        await connection.fetch(
            queries.COMMIT,
            uuid4(),
            *(["note"], [note.id], [note.version], [changed]),
            *([], [], []),
            *(*added, bodies, [message.address]),
        )


_READ = "SELECT body FROM documents WHERE kind = '{}' AND id = $1"
