"""What goes wrong around the embedded store is said clearly, and loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import OperationalError

import pytest

from storage.open import open_store, opened_store
from storage.store import Record, StoreError
from storage.tinydb.faults import store_error
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS
from tests.storage.worker import act, done, filled


def spoil(folder: Path, statement: str) -> None:
    """Change the file behind the store's back."""
    with closing(sqlite3.connect(folder / "samlar.db", isolation_level=None)) as connection:
        connection.execute(statement)


@contextmanager
def program(text: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run Python text in a process of its own; yields it with pipes, and ends it afterwards."""
    command = [sys.executable, "-c", text, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


HOLDER = """
import asyncio, sys
from storage.open import opened_store
from tests.storage.notes import KINDS

async def hold():
    async with opened_store(sys.argv[1], KINDS):
        print("open", flush=True)
        sys.stdin.readline()

asyncio.run(hold())
"""


async def test_second_process_is_told_of_the_first(tmp_path: Path) -> None:
    """While one process has the store, another is refused with the first's process id."""
    url = await filled(tmp_path / "data")
    with program(HOLDER, url) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match=rf"in use by process {holder.pid}.*kill -USR1 {holder.pid}"):
            await open_store(url, KINDS).open()
        holder.communicate("\n")
    async with opened_store(url, KINDS) as store:
        assert await done(store, 0, 12) == 12


async def test_second_store_in_one_process_is_refused(tmp_path: Path) -> None:
    """Two stores in one process can't have one folder either; the first one goes on."""
    url = f"tinydb:{tmp_path}"
    async with opened_store(url, KINDS) as store:
        with pytest.raises(StoreError, match=f"in use by process {os.getpid()}"):
            await open_store(url, KINDS).open()
        await act(store, 0, 0)
    async with opened_store(url, KINDS) as store:
        assert await done(store, 0, 1) == 1


FULL = """
import asyncio, resource, sys
from storage.open import opened_store
from storage.store import Record, StoreError
from storage.tinydb.faults import store_error
from tests.storage.notes import KINDS, Note
from tests.storage.worker import act, done

async def work(url):
    async with opened_store(url, KINDS) as store:
        await act(store, 0, 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        tasks = [asyncio.create_task(writing(store, worker)) for worker in range(5)]
        acts = await asyncio.gather(*tasks)
        for worker, number in enumerate(acts):
            assert await done(store, worker, number) == number
        try:
            await act(store, 9, 0)
        except StoreError as error:
            print(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        for worker, number in enumerate(acts):
            await act(store, worker, number)
            assert await done(store, worker, number + 1) == number + 1
    print(*acts)

async def writing(store, worker):
    for number in range(1 if worker == 0 else 0, 4000):
        try:
            await act(store, worker, number)
        except StoreError:
            return number
    raise AssertionError("the limit was never met")

asyncio.run(work(sys.argv[1]))
"""


async def test_full_disk(tmp_path: Path) -> None:
    """Where a file can't grow, acts fail with a clear text, and the store stays readable."""
    url = f"tinydb:{tmp_path}"
    with program(FULL, url) as process:
        out, _ = process.communicate()
        assert process.returncode == 0
    message, acts = out.splitlines()
    assert "nothing was written" in message
    async with opened_store(url, KINDS) as store:
        assert await store.damage() == []
        for worker, number in enumerate(map(int, acts.split())):
            assert number > 0
            assert await done(store, worker, number + 1) == number + 1


@contextmanager
def nobody() -> Iterator[None]:
    """Be a user without rights for a while, where the tests run as root, whom nothing stops."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="samlar-rights-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("there", [True, False])
async def test_folder_without_rights(open_folder: Path, there: bool) -> None:
    """A folder that may not be written to is said to be so at start, whether the store is there or not."""
    url = await filled(open_folder) if there else f"tinydb:{open_folder / 'new'}"
    open_folder.chmod(0o555)
    for file in open_folder.iterdir():
        file.chmod(0o444)
    with nobody(), pytest.raises(StoreError, match=rf"{open_folder}.*Give the user that runs Samlär"):
        await open_store(url, KINDS).open()
    open_folder.chmod(0o755)
    if there:
        (open_folder / "samlar.db").chmod(0o600)
        async with opened_store(url, KINDS) as store:
            assert await done(store, 0, 12) == 12


async def test_damaged_pages(tmp_path: Path) -> None:
    """A file with garbage in its pages is refused with what to do, and left as it is."""
    url = await filled(tmp_path, acts=200)
    path = tmp_path / "samlar.db"
    data = bytearray(path.read_bytes())
    data[8192:20480] = os.urandom(12288)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged.*samlar restore FILE"):
        await open_store(url, KINDS).open()
    assert path.read_bytes() == data


@pytest.mark.parametrize("data", [b"no database at all" * 100, os.urandom(4096), b"{}"])
async def test_file_that_is_no_store(tmp_path: Path, data: bytes) -> None:
    """A file of another sort under the store's name is refused and left as it is."""
    (tmp_path / "samlar.db").write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        await open_store(f"tinydb:{tmp_path}", KINDS).open()
    assert (tmp_path / "samlar.db").read_bytes() == data


async def test_truncated_file(tmp_path: Path) -> None:
    """A file that lost its end is refused."""
    url = await filled(tmp_path, acts=200)
    path = tmp_path / "samlar.db"
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(StoreError, match="damaged"):
        await open_store(url, KINDS).open()


@pytest.mark.parametrize(
    "body",
    [
        "'{secret'",
        "CAST(replace(body, 'x', 'secret') || x'ff' AS TEXT)",
        "json_remove(json_set(body, '$.text', 'secret'), '$.version')",
        "json_set(body, '$.schema_version', 'secret')",
    ],
)
async def test_row_that_is_no_document(tmp_path: Path, body: str) -> None:
    """A row that is no JSON, no UTF-8 or lacks what a document has is refused with its place and no more."""
    url = await filled(tmp_path)
    last = "(SELECT max(doc_id) FROM note)"
    spoil(tmp_path, f"UPDATE note SET body = {body} WHERE doc_id = {last}")  # noqa: S608 - ours
    with pytest.raises(StoreError, match=r"is damaged \(note, row \d+\)\. Keep a copy") as caught:
        await open_store(url, KINDS).open()
    assert "secret" not in str(caught.value)


async def test_text_of_an_earlier_schema_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are damage wherever they are met, and none of them are shown."""
    url = await filled(tmp_path)
    spoil(tmp_path, "UPDATE note SET body = CAST('{secret' || x'ff' AS TEXT)")
    with pytest.raises(StoreError, match=r"is damaged \(a text that is not UTF-8\)") as caught:
        await open_store(url, KINDS).open()
    assert "secret" not in str(caught.value)


async def test_record_without_a_version(tmp_path: Path) -> None:
    """A record that lacks what every document has is refused, with its place among its kind."""
    records = [
        Record("place", '{"id":"h0","version":1,"name":"Här"}'),
        Record("place", '{"id":"h1","name":"Här"}'),
    ]
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        with pytest.raises(StoreError, match=r"no document \(place, row 2\); nothing was stored"):
            await store.load(batches(records))
        assert await store.count() == 0


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (sqlite3.OperationalError("near secret"), r"can't be used \(OperationalError\)"),
        (
            sqlite3.OperationalError("Could not decode to UTF-8 column 'body' with text 'secret'"),
            "is damaged",
        ),
    ],
)
def test_texts_of_sqlite_are_not_shown(tmp_path: Path, error: OperationalError, says: str) -> None:
    """What SQLite and its driver say of an error, which may quote a document, is in no line."""
    line = str(store_error(error, tmp_path / "samlar.db"))
    assert re.search(says, line)
    assert "secret" not in line


async def test_database_of_another_program(tmp_path: Path) -> None:
    """A SQLite database that is not Samlär's is refused and left as it is."""
    spoil(tmp_path, "CREATE TABLE theirs (x)")
    with pytest.raises(StoreError, match="not Samlär's"):
        await open_store(f"tinydb:{tmp_path}", KINDS).open()


async def test_newer_file(tmp_path: Path) -> None:
    """A file of a later format is refused with what to do, and left as it is."""
    url = await filled(tmp_path)
    spoil(tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version of Samlär"):
        await open_store(url, KINDS).open()


async def test_newer_documents(tmp_path: Path) -> None:
    """Documents of a later schema version are refused with what to do."""
    url = await filled(tmp_path)
    spoil(tmp_path, "UPDATE note SET body = json_set(body, '$.schema_version', 9)")
    with pytest.raises(StoreError, match="note of schema version 9"):
        await open_store(url, KINDS).open()


async def test_file_is_its_owners_alone(tmp_path: Path) -> None:
    """What people wrote can't be read by other users of the machine."""
    await filled(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "samlar.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["", "tinydb:", "sqlite:data", "data", "postgresql:x", "mysql://x"])
def test_wrong_url(url: str) -> None:
    """A URL that names no store is refused with examples of both."""
    with pytest.raises(StoreError, match=r"tinydb:data.*postgresql://"):
        open_store(url, KINDS)
