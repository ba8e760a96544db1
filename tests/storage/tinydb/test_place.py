"""The embedded store's file in its place: made whole, not moved under a process, let go of in any case."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import back_up, restore
from storage.open import open_store, opened_store
from storage.store import StoreError
from tests.storage.notes import KINDS, NOW
from tests.storage.worker import act, done, filled


async def test_a_store_that_was_moved_away(tmp_path: Path) -> None:
    """Nothing is acknowledged that would go into a moved file; what there is can be read and backed up."""
    folder = tmp_path / "data"
    url = await filled(folder)
    async with opened_store(url, KINDS) as store:
        folder.rename(tmp_path / "old")
        with pytest.raises(StoreError, match="was moved, removed or replaced"):
            await act(store, 0, 12)
        with pytest.raises(StoreError, match="was moved"):
            await store.reach()
        assert await done(store, 0, 12) == 12
        assert (await back_up(store, tmp_path / "rescued", now=NOW)).kinds()
        (tmp_path / "old").rename(folder)
        await act(store, 0, 12)
    async with opened_store(url, KINDS) as store:
        assert await done(store, 0, 13) == 13


async def test_a_store_that_was_replaced(tmp_path: Path) -> None:
    """Another file in its place is told from the one that was opened, and stays as it is."""
    url = await filled(tmp_path / "data")
    async with opened_store(url, KINDS) as store:
        shutil.rmtree(tmp_path / "data")
        assert await filled(tmp_path / "data", acts=3) == url
        with pytest.raises(StoreError, match="was moved, removed or replaced"):
            await act(store, 0, 12)
    async with opened_store(url, KINDS) as store:
        assert await done(store, 0, 3) == 3


async def test_an_empty_file(tmp_path: Path) -> None:
    """A file of no bytes is damage, not a store with nothing in it."""
    (tmp_path / "samlar.db").touch()
    with pytest.raises(StoreError, match=r"is damaged \(it is empty\).*restore"):
        await open_store(f"tinydb:{tmp_path}", KINDS).open()


async def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """A path that is a file is said to be none."""
    (tmp_path / "data").write_text("hej")
    with pytest.raises(StoreError, match="data is no folder"):
        await open_store(f"tinydb:{tmp_path / 'data'}", KINDS).open()


READER = """
import asyncio, resource, sys
from storage.open import opened_store
from tests.storage.notes import KINDS
from tests.storage.worker import done

async def read():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    async with opened_store(sys.argv[1], KINDS) as store:
        print(await done(store, 0, 12))

asyncio.run(read())
"""


async def test_opened_on_a_full_disk(tmp_path: Path) -> None:
    """Where no file can grow by a byte a store can still be opened and read."""
    url = await filled(tmp_path)
    command = [sys.executable, "-c", READER, url]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    read = subprocess.run(command, env=unmeasured, capture_output=True, text=True, check=False)  # noqa: ASYNC221 - it is waited for
    assert (read.stdout, read.stderr) == ("12\n", "")


async def test_a_folder_that_becomes_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing ends though the file with the process id can't be removed."""
    url = await filled(tmp_path)
    store = open_store(url, KINDS)
    await store.open()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    await asyncio.wait_for(store.close(), 5)
    monkeypatch.undo()
    async with opened_store(url, KINDS) as store:
        assert await done(store, 0, 12) == 12


async def test_two_that_open_it_at_once(tmp_path: Path) -> None:
    """Of two processes that open one store in the same moment one gets it, and not neither."""
    url = await filled(tmp_path)
    for _ in range(5):
        programs = [_program(HOLDER, url) for _ in range(2)]
        said = sorted(program.stdout.readline() for program in programs if program.stdout)
        for program in programs:
            program.communicate("\n")
        assert said == ["open\n", "taken\n"]


@pytest.mark.parametrize("moment", ["touched", "named"])
async def test_killed_while_it_was_made(tmp_path: Path, moment: str) -> None:
    """What somebody left who was killed while making a store is cleared away by the next."""
    url = f"tinydb:{tmp_path}"
    if moment == "named":
        await filled(tmp_path)
        (tmp_path / "samlar.db.abc.unfinished").hardlink_to(tmp_path / "samlar.db")
    else:
        (tmp_path / "samlar.db.abc.unfinished").touch()
    async with opened_store(url, KINDS) as store:
        await store.reach()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["samlar.db"]


async def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store is made where the file system has no hard links, too."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    assert await filled(tmp_path) == f"tinydb:{tmp_path}"
    assert (tmp_path / "samlar.db").stat().st_size > 0


async def test_another_programs_database(tmp_path: Path) -> None:
    """An SQLite file that is not ours is refused and left as it is, whatever version it says it has."""
    with closing(sqlite3.connect(tmp_path / "samlar.db")) as other:
        other.executescript("CREATE TABLE moz (id); PRAGMA user_version = 1;")
    before = (tmp_path / "samlar.db").read_bytes()
    with pytest.raises(StoreError, match="is a database, but not Samlär's"):
        await open_store(f"tinydb:{tmp_path}", KINDS).open()
    assert (tmp_path / "samlar.db").read_bytes() == before


async def test_after_another_tools_analysis(tmp_path: Path) -> None:
    """Tables that SQLite's own tools add are none of the store's; it is backed up all the same."""
    url = await filled(tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "samlar.db")) as tool:
        tool.execute("ANALYZE")
    async with opened_store(url, KINDS) as store:
        assert (await back_up(store, tmp_path / "after", now=NOW)).kinds()


async def test_corrected_by_hand(tmp_path: Path) -> None:
    """A row that somebody wrote over several lines is backed up and restored like any other."""
    url = await filled(tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "samlar.db")) as tool:
        tool.execute("UPDATE note SET body = replace(body, ',\"', ',' || char(13, 10) || '  \"')")
        tool.commit()
    async with opened_store(url, KINDS) as store:
        before = (await back_up(store, tmp_path / "b", now=NOW)).kinds()
    async with opened_store(f"tinydb:{tmp_path / 'new'}", KINDS) as store:
        assert (await restore(store, tmp_path / "b")).kinds() == before
        assert await done(store, 0, 12) == 12


HOLDER = """
import asyncio, sys
from storage.open import opened_store
from storage.store import StoreError
from tests.storage.notes import KINDS

async def hold():
    try:
        async with opened_store(sys.argv[1], KINDS):
            print("open", flush=True)
            sys.stdin.readline()
    except StoreError:
        print("taken", flush=True)

asyncio.run(hold())
"""


def _program(text: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", text, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
