"""Killed at any moment, the embedded store has lost nothing that it acknowledged.

SAMLAR_SOAK_KILLS says how many kills each test does; `make soak` does 200.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.bodies import encode
from storage.open import open_store, opened_store
from storage.store import Record
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS, Note
from tests.storage.worker import done

pytestmark = pytest.mark.kills
KILLS = int(os.environ.get("SAMLAR_SOAK_KILLS", "20"))
IN_ONE_STORE = 20
WORKERS = 6


def moment(most: float) -> float:
    """Return some number of seconds."""
    return random.uniform(0.0, most)  # noqa: S311 - when to kill is no secret


def killed(command: list[str], seconds: float) -> list[str]:
    """Start a Python program, kill it so many seconds after its first word, and return what it printed."""
    program = [sys.executable, *command]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    return (first + rest).decode().splitlines()


@pytest.mark.timeout(60 + 3 * KILLS)
async def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """After each SIGKILL amid concurrent inserts, updates and removals, all acknowledged acts are whole."""
    for number in range(KILLS):
        if number % IN_ONE_STORE == 0:
            url, acts = f"tinydb:{tmp_path / str(number)}", [0] * WORKERS
        command = ["-m", "tests.storage.worker", url, *map(str, acts)]
        printed = await asyncio.to_thread(killed, command, moment(0.3))
        assert printed[0] == "open"
        for line in printed[1:]:
            if len(words := line.split()) == 2:
                acts[int(words[0])] = int(words[1]) + 1
        async with opened_store(url, KINDS) as store:
            assert await store.damage() == []
            acts = [await done(store, worker, acts[worker]) for worker in range(WORKERS)]
    assert sum(acts) > min(KILLS, IN_ONE_STORE)


MIGRATION = """
import asyncio, os, sys
from storage.migrate import migrate
from storage.open import open_store
from tests.storage.notes import KINDS

async def work(source, target):
    old, new = open_store(source, KINDS), open_store(target, KINDS)
    await old.open()
    await new.open()
    os.write(1, b"open\\n")
    await migrate(old, new)
    os.write(1, b"done\\n")
    await asyncio.sleep(60)

asyncio.run(work(*sys.argv[1:]))
"""


@pytest.mark.timeout(60 + 3 * KILLS)
async def test_killed_migration_is_whole_or_not_there(tmp_path: Path) -> None:
    """A migration killed at any moment leaves the source as it was, and all or nothing in the target."""
    source = f"tinydb:{tmp_path / 'source'}"
    records = [Record("note", encode(Note(id=f"n{n}", text="x" * 400).at_version(1))) for n in range(1500)]
    async with opened_store(source, KINDS) as store:
        await store.load(batches(records))
    outcomes = set()
    for number in range(max(4, KILLS // 5)):
        target = f"tinydb:{tmp_path / str(number)}"
        printed = await asyncio.to_thread(killed, ["-c", MIGRATION, source, target], moment(0.25))
        async with opened_store(target, KINDS) as store:
            outcomes.add(await store.count())
            assert await store.count() == 1500 or "done" not in printed
            assert await store.damage() == []
        async with opened_store(source, KINDS) as store:
            assert await store.count() == 1500
    assert outcomes <= {0, 1500}


class NewNote(Note):
    """The note of a later version of the program."""

    schema_version = 2
    migrations = {2: lambda data: data | {"text": data["text"] + "!"}}  # noqa: RUF012 - a ClassVar


UPGRADE = """
import asyncio, os, sys
from storage.open import open_store
from tests.storage.tinydb.test_kills import NewNote

async def work(url):
    os.write(1, b"starts\\n")
    await open_store(url, (NewNote,)).open()
    await asyncio.sleep(60)

asyncio.run(work(*sys.argv[1:]))
"""


@pytest.mark.timeout(60 + 3 * KILLS)
async def test_killed_upgrade_is_whole_or_not_there(tmp_path: Path) -> None:
    """Documents brought to a new schema version while the program is killed are all old or all new."""
    records = [Record("note", encode(Note(id=f"n{n}", text="x").at_version(1))) for n in range(1500)]
    for number in range(max(4, KILLS // 5)):
        url = f"tinydb:{tmp_path / str(number)}"
        async with opened_store(url, KINDS) as store:
            await store.load(batches(records))
        await asyncio.to_thread(killed, ["-c", UPGRADE, url], moment(0.15))
        store = open_store(url, (NewNote,))
        await store.open()
        async with store.transaction() as tx:
            assert {note.text for note in await tx.find(NewNote)} == {"x!"}
        await store.close()
