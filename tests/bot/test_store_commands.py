"""What administrators do with a store on the command line."""

from __future__ import annotations

import gzip
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from tinydb import where

from config.settings import SettingsError
from storage import backup
from storage.postgres.schema import MIGRATIONS
from storage.store import StoreError
from storage.tinydb.file import FORMAT
from storage.tinydb.rows import TinyDB
from tests.bot.commands import Samlar, process


def test_backup_and_restore(samlar: Samlar, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup shows what it holds, and restored into an empty store shows the same."""
    samlar("store", "import", "plain.json")
    made = samlar("backup", "b")
    assert "unit" in made.stdout
    assert made.exit_code == 0
    monkeypatch.setenv("SAMLAR_STORE", "tinydb:b2")
    assert samlar("restore", "b").stdout == made.stdout
    with pytest.raises(StoreError, match="not empty"):
        samlar("restore", "b")


def test_backup_replaces_nothing(samlar: Samlar, tmp_path: Path) -> None:
    """A backup to a file that is there already is refused."""
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        samlar("backup", "b")
    assert (tmp_path / "b").read_text() == "mine"


def test_wipe(samlar: Samlar, tmp_path: Path) -> None:
    """What was removed is in no file of the store, and what is left still is."""
    samlar("store", "import", "plain.json")
    with TinyDB(tmp_path / "a" / "samlar.db") as db:
        db.table("unit").insert_multiple(
            {"id": f"x{n}", "version": 1, "name": "Borttagen"} for n in range(50)
        )
        db.table("unit").remove(where("name") == "Borttagen")
    assert samlar("store", "wipe").stdout == "What was removed is gone from the files.\n"
    files = b"".join(path.read_bytes() for path in (tmp_path / "a").iterdir())
    assert b"Borttagen" not in files
    assert b"Almby skola" in files


def test_migrate_shows_counts_and_checksums(samlar: Samlar) -> None:
    """A migration shows a progress bar, and at the end a count and a checksum of each kind."""
    samlar("store", "import", "plain.json")
    moved = samlar("migrate", "--from", "tinydb:a", "--to", "tinydb:c")
    kind, count, checksum = next(line for line in moved.stdout.splitlines() if "unit" in line).split("│")[1:4]
    assert (kind.strip(), count.strip(), len(checksum.strip())) == ("unit", "2", 16)
    assert "2/2" in moved.stderr
    with pytest.raises(StoreError, match="not empty"):
        samlar("migrate", "--from", "tinydb:a", "--to", "tinydb:c")


def test_migrate_to_the_store_of_the_settings(samlar: Samlar, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no target is named it is SAMLAR_STORE, so that no password need stand on the command line."""
    samlar("store", "import", "plain.json")
    monkeypatch.setenv("SAMLAR_STORE", "tinydb:c")
    assert "unit" in samlar("migrate", "--from", "tinydb:a").stdout
    assert "unit" in samlar("backup", "b").stdout


@pytest.mark.parametrize("again", ["tinydb:a", "tinydb:./a/", "tinydb:b/../a"])
def test_migrate_refuses_the_same_store(samlar: Samlar, again: str) -> None:
    """One store as source and target is said to be that, however its folder is written."""
    samlar("store", "import", "plain.json")
    with pytest.raises(StoreError, match="the same store twice"):
        samlar("migrate", "--from", "tinydb:a", "--to", again)
    with pytest.raises(StoreError, match="the same store twice"):
        samlar("migrate", "--from", again)


def test_backup_of_an_empty_store_says_so(samlar: Samlar) -> None:
    """An empty store is backed up, and said to be empty."""
    with TinyDB(Path("a", "samlar.db")):
        pass
    made = samlar("backup", "b")
    assert made.exit_code == 0
    assert "The store is empty, and so is the backup." in made.stdout
    assert Path("b").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "b"),
        ("store", "check"),
        ("store", "wipe"),
        ("store", "export", "x"),
        ("migrate", "--from", "tinydb:a", "--to", "tinydb:c"),
    ],
)
def test_nothing_is_made_where_there_is_no_store(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A command that needs a store says where there is none, and makes neither a store nor a file."""
    done = process(tmp_path, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("samlar: There is no store in a. Correct SAMLAR_STORE")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"unit": {}}', "is not a backup of Samlär's. If it is a plain TinyDB file: samlar store import b"),
        (gzip.compress(b"# Read me", mtime=0), "is not a backup of Samlär's."),
        (b"", "is not a backup of Samlär's."),
        (None, "can't be read: No such file or directory."),
    ],
)
def test_restore_of_something_else(tmp_path: Path, content: bytes | None, says: str) -> None:
    """What is no backup is refused in one line, before a store is made or a bar drawn."""
    if content is not None:
        (tmp_path / "b").write_bytes(content)
    done = process(tmp_path, "restore", "b")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith(f"{says}\n")
    assert not (tmp_path / "a").exists()


def test_restore_into_a_store_that_is_not_empty(samlar: Samlar, tmp_path: Path) -> None:
    """A store that holds something is refused in one line, without a bar."""
    samlar("store", "import", "plain.json")
    samlar("backup", "b")
    done = process(tmp_path, "restore", "b")
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert done.stderr.count("\n") == 1


def test_version(tmp_path: Path) -> None:
    """The program says its version, as its package has it, and which formats and schemas it knows."""
    done = process(tmp_path, "--version")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"samlar {version('samlar')}"
    assert lines[1:4] == [
        f"folder: format {FORMAT}",
        f"PostgreSQL: schema {len(MIGRATIONS)}",
        f"backup: format {backup.FORMAT}",
    ]
    assert "session 1" in lines[4]


@pytest.mark.parametrize("url", ["mysql://u:secret@h/x", "tinydb://secret", "secret", "tinydb:"])
def test_migrate_refuses_what_is_no_store(samlar: Samlar, url: str) -> None:
    """An address of no store is refused with the option and an example; none of it is shown."""
    for options in (["--from", url, "--to", "tinydb:b"], ["--from", "tinydb:a", "--to", url]):
        wrong = options[options.index(url) - 1]
        with pytest.raises(SettingsError, match=f"^{wrong}: .*Example: {wrong} tinydb:data") as caught:
            samlar("migrate", *options)
        assert "secret" not in str(caught.value)


def test_migrate_knows_the_home_folder(
    samlar: Samlar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~` in an option is the home folder, as a shell would have it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    samlar("store", "import", "plain.json")
    samlar("migrate", "--from", "tinydb:a", "--to", "tinydb:~/new")
    assert (tmp_path / "new" / "samlar.db").is_file()


HOLDER = """
import asyncio, sys
from storage.open import opened_store

async def hold():
    async with opened_store("tinydb:a"):
        print("open", flush=True)
        sys.stdin.readline()

asyncio.run(hold())
"""


def test_running_server_is_named(samlar: Samlar) -> None:
    """While a server has the store every command says which process it is, and how to get a backup."""
    samlar("store", "import", "plain.json")
    samlar("backup", "old")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            assert server.stdout.readline() == "open\n"
            for words in (["backup", "b"], ["restore", "old"], ["store", "check"], ["store", "export", "x"]):
                with pytest.raises(StoreError, match=f"process {server.pid}.*kill -USR1 {server.pid}"):
                    samlar(*words)
        finally:
            server.kill()
