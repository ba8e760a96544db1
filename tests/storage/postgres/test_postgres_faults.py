"""What goes wrong around PostgreSQL: lost connections, restarts, several instances, a newer database."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Any

import pytest

from storage.open import open_store, opened_store
from storage.postgres import store as stores
from storage.postgres.queries import Query, sort_key
from storage.store import Conflict, Equal, NotBefore, Store, StoreError
from tests.storage.notes import KINDS, Note
from tests.storage.postgres.instance import THINGS
from tests.storage.postgres.server import Server, WheelServer
from tests.storage.worker import act, done

KILL_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1"


async def count_up(store: Store, name: str, times: int, done: list[str] | None = None) -> None:
    """Add one to a note so many times, starting again where another was first; `done` gets each."""
    for _ in range(times):
        while True:
            try:
                async with store.transaction() as tx:
                    note = await tx.get(Note, name) or Note(id=name, size=0)
                    assert note.size is not None
                    tx.save(note.changed(size=note.size + 1))
            except Conflict:
                continue
            if done is not None:
                done.append(name)
            break


async def counted(store: Store, names: Iterable[str]) -> list[int | None]:
    """Return what was counted in each note."""
    async with store.transaction() as tx:
        found = [await tx.get(Note, name) for name in names]
    return [note.size if note else None for note in found]


async def test_killed_backends_lose_nothing(server: Server, place: str) -> None:
    """Backends killed amid writes are not noticed by those who write: every act is done, and done once."""
    url = server.place(place.partition("search_path=")[2], application_name=f"kill-{random.random()}")  # noqa: S311
    application = url.partition("application_name=")[2]
    names = [f"n{number}" for number in range(8)]
    async with opened_store(url, KINDS) as store:
        counts, seen, kills = list[str](), 0, 0
        work = asyncio.gather(*(count_up(store, name, 30, counts) for name in [*names, *names]))
        while not work.done():
            await asyncio.sleep(0.1)
            if len(counts) > seen + len(names):
                kills += len(await server.run(KILL_ALL, application))
                seen = len(counts)
        await work
        assert kills
        assert await counted(store, names) == [60] * 8


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_restart_amid_writes(own_server: WheelServer, mode: str) -> None:
    """A server restarted, or crashed, amid writes: acts wait for it, and each is done once."""
    url = own_server.place()
    await own_server.make(url)
    names = [f"n{number}" for number in range(8)]
    async with opened_store(url, KINDS) as store:
        work = asyncio.gather(*(count_up(store, name, 40) for name in names))
        await asyncio.sleep(0.15)
        assert not work.done()
        await asyncio.to_thread(own_server.stop, mode)
        await asyncio.to_thread(own_server.start)
        await work
        assert await counted(store, names) == [40] * 8
    await own_server.drop(url)


async def test_server_that_stays_away(own_server: WheelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the server is down an act fails in a clear way; when it is back the same store goes on."""
    monkeypatch.setattr("storage.postgres.store._PAUSES_SECONDS", (0.01, 0.01))
    url = own_server.place()
    await own_server.make(url)
    async with opened_store(url, KINDS) as store:
        await act(store, 0, 0)
        await asyncio.to_thread(own_server.stop, "fast")
        with pytest.raises(StoreError, match=r"is not there .*A running server goes on by itself"):
            await act(store, 0, 1)
        with pytest.raises(StoreError, match=r"is not there .*Start Samlär again when it is there\."):
            await open_store(url, KINDS).open()
        await asyncio.to_thread(own_server.start)
        await act(store, 0, 1)
        assert await done(store, 0, 2) == 2
    await own_server.drop(url)


async def test_answer_lost_in_commit_is_asked_for(server: Server, place: str) -> None:
    """Where the connection is lost after the commit but before its answer, the act is not done again."""
    async with opened_store(place, KINDS) as store:
        assert isinstance(store, stores.PostgresStore)
        pool, lost = store._pool, list[bool]()

        class LosingPool:
            """Hands out connections; the first commit's answer gets lost."""

            def acquire(self) -> LosingConnection:
                return LosingConnection(pool.acquire())

            async def close(self) -> None:
                await pool.close()

        class LosingConnection:
            """A connection on its way from the pool."""

            def __init__(self, acquired: Any) -> None:
                self.acquired = acquired

            async def __aenter__(self) -> Any:
                return await self.acquired.__aenter__()

            async def __aexit__(self, *error: object) -> None:
                await self.acquired.__aexit__(*error)
                if not lost:
                    lost.append(True)
                    raise ConnectionResetError

        note = Note(id="n1", size=1)
        transaction = store.transaction()
        tx = await transaction.__aenter__()
        tx.save(note)
        store._pool = LosingPool()
        await transaction.__aexit__(None, None, None)
        assert lost
        async with store.transaction() as tx:
            kept = await tx.get(Note, "n1")
            assert kept
            assert kept.version == 1


@pytest.mark.timeout(120)
async def test_four_instances_do_everything_once(server: Server, place: str) -> None:
    """Four processes that start together on an empty database make it ready once, and do each thing once."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.storage.postgres.instance",
            place,
            f"i{number}",
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for process in processes:
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    async with opened_store(place, KINDS) as store, store.transaction() as tx:
        notes = await tx.find(Note)
        units = [note.unit or "" for note in notes]
        things = sorted(unit for unit in units if not unit.startswith("sent "))
        sent = sorted(unit.removeprefix("sent ") for unit in units if unit.startswith("sent "))
    assert things == sent == sorted(f"thing-{number}" for number in range(THINGS))
    assert len({note.text for note in notes}) > 1


async def test_newer_database(server: Server, place: str) -> None:
    """A database of a later schema is refused with what to do."""
    async with opened_store(place, KINDS):
        pass
    schema = place.partition("search_path=")[2]
    await server.run(f"INSERT INTO {schema}.samlar_schema (version) VALUES (99)")  # noqa: S608 - ours
    with pytest.raises(StoreError, match="newer version of Samlär"):
        await open_store(place, KINDS).open()


async def test_missing_database(server: Server, place: str) -> None:
    """A database that is not there is said to be missing."""
    missing = place.replace("/postgres?", "/nowhere?")
    assert missing != place
    with pytest.raises(StoreError, match="no such database"):
        await open_store(missing, KINDS).open()


async def test_questions_use_indexes(server: Server, place: str) -> None:
    """Equality, membership and order are answered from an index where there are many documents."""
    async with opened_store(place, KINDS) as store:
        for start in range(0, 3000, 500):
            async with store.transaction() as tx:
                for number in range(start, start + 500):
                    tx.save(Note(id=f"n{number}", unit=f"u{number}", size=number, people=(f"p{number}",)))
        assert isinstance(store, stores.PostgresStore)
        async with store._pool.acquire() as connection:
            await connection.execute("ANALYZE documents")
            for condition in (Equal("unit", "u7"), Equal("people", "p7"), NotBefore("size", 2990)):
                query = Query(Note).all([condition])
                text = query.text(f"{sort_key('size')}, id", 5)
                plan = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {text}", *query.values)
                assert "Seq Scan" not in plan
                assert "Index" in json.dumps(json.loads(plan)[0])


async def test_scrubbing_gives_way_to_a_backup(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a backup reads, acts go on and the table is not written anew; that comes after it."""
    monkeypatch.setattr(stores, "_SCRUB_PAUSE_SECONDS", 0.2)
    async with opened_store(place, KINDS) as store:
        await count_up(store, "n1", 3)
        records = store.records()
        assert isinstance(records, AsyncGenerator)
        async with aclosing(records) as backup, asyncio.timeout(30):
            await anext(backup)
            scrubbing = asyncio.create_task(store.scrub())
            for _ in range(5):
                await count_up(store, "n1", 1)
                await asyncio.sleep(0.3)
            assert not scrubbing.done()
        async with asyncio.timeout(30):
            await scrubbing
        assert await counted(store, ["n1"]) == [8]


async def test_scrubbing_gives_up_in_the_end(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the table is never free, one is told so and nothing else happens."""
    monkeypatch.setattr(stores, "_SCRUB_TRIES", 1)
    async with opened_store(place, KINDS) as store:
        await count_up(store, "n1", 3)
        records = store.records()
        assert isinstance(records, AsyncGenerator)
        async with aclosing(records) as backup, asyncio.timeout(30):
            await anext(backup)
            with pytest.raises(StoreError, match="in use"):
                await store.scrub()
        assert await counted(store, ["n1"]) == [3]
