"""What administrators do with a store on the command line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer
from tinydb import where
from typer.testing import CliRunner

from bot.store_commands import attach
from storage.store import StoreError
from storage.tinydb.rows import TinyDB

PEOPLE = {"people": {"1": {"id": "p1", "version": 1, "name": "Rut"}, "2": {"id": "p2", "version": 1}}}


@pytest.fixture
def samlar(tmp_path, monkeypatch):
    """Run a command in an empty folder, over the store in its folder `a`; a StoreError comes as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMLAR_STORE", "tinydb:a")
    app = typer.Typer()
    attach(app)

    def run(*words: str):
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    (tmp_path / "plain.json").write_text(json.dumps(PEOPLE), encoding="utf-8")
    return run


def test_backup_and_restore(samlar, monkeypatch):
    """A backup shows what it holds, and restored into an empty store shows the same."""
    samlar("store", "import", "plain.json")
    made = samlar("backup", "b")
    assert "people" in made.stdout
    assert made.exit_code == 0
    monkeypatch.setenv("SAMLAR_STORE", "tinydb:b2")
    assert samlar("restore", "b").stdout == made.stdout
    with pytest.raises(StoreError, match="not empty"):
        samlar("restore", "b")


def test_backup_replaces_nothing(samlar, tmp_path):
    """A backup to a file that is there already is refused."""
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        samlar("backup", "b")
    assert (tmp_path / "b").read_text() == "mine"


def test_wipe(samlar, tmp_path):
    """What was removed is in no file of the store, and what is left still is."""
    samlar("store", "import", "plain.json")
    with TinyDB(tmp_path / "a" / "samlar.db") as db:
        db.table("people").insert_multiple(
            {"id": f"x{n}", "version": 1, "name": "Borttagen"} for n in range(50)
        )
        db.table("people").remove(where("name") == "Borttagen")
    assert samlar("store", "wipe").stdout == "What was removed is gone from the files.\n"
    files = b"".join(path.read_bytes() for path in (tmp_path / "a").iterdir())
    assert b"Borttagen" not in files
    assert b"Rut" in files


def test_migrate_shows_counts_and_checksums(samlar):
    """A migration shows a progress bar, and at the end a count and a checksum of each kind."""
    samlar("store", "import", "plain.json")
    moved = samlar("migrate", "--from", "tinydb:a", "--to", "tinydb:c")
    kind, count, checksum = next(line for line in moved.stdout.splitlines() if "people" in line).split("│")[
        1:4
    ]
    assert (kind.strip(), count.strip(), len(checksum.strip())) == ("people", "2", 16)
    assert "2/2" in moved.stderr
    with pytest.raises(StoreError, match="not empty"):
        samlar("migrate", "--from", "tinydb:a", "--to", "tinydb:c")


def test_migrate_refuses_what_is_no_store(samlar):
    """A URL that names no store is refused with examples."""
    with pytest.raises(StoreError, match=r"tinydb:data.*postgresql://"):
        samlar("migrate", "--from", "tinydb:a", "--to", "mysql://x")


def test_check(samlar):
    """A sound store is well; one with documents of no known kind is not, and the exit code says so."""
    assert samlar("store", "check").exit_code == 0
    samlar("store", "import", "plain.json")
    result = samlar("store", "check")
    assert result.exit_code == 1
    assert "people" in result.stdout


def test_plain_tinydb_files_come_and_go(samlar, tmp_path):
    """A plain TinyDB file is imported and exported with tables, ids and documents as they were."""
    assert "2 documents" in samlar("store", "import", "plain.json").stdout
    samlar("store", "export", "out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == PEOPLE
    with pytest.raises(StoreError, match="not empty"):
        samlar("store", "import", "plain.json")
    with pytest.raises(StoreError, match="there already"):
        samlar("store", "export", "out.json")


@pytest.mark.parametrize("text", ["no json", "[1]", '{"table": 3}'])
def test_only_tinydb_files_are_imported(samlar, tmp_path, text):
    """A file that TinyDB did not write is refused, and nothing of it is kept."""
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="not a TinyDB file"):
        samlar("store", "import", "other.json")
    assert samlar("store", "check").exit_code == 0
    with pytest.raises(StoreError, match="no file"):
        samlar("store", "import", "nowhere.json")


HOLDER = """
import asyncio, sys
from storage.open import opened_store

async def hold():
    async with opened_store("tinydb:a"):
        print("open", flush=True)
        sys.stdin.readline()

asyncio.run(hold())
"""


def test_running_server_is_named(samlar):
    """While a server has the store every command says which process it is, and how to get a backup."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLDER], **pipes, text=True) as server:
        try:
            assert server.stdout.readline() == "open\n"
            for words in (["backup", "b"], ["restore", "b"], ["store", "check"], ["store", "export", "x"]):
                with pytest.raises(StoreError, match=f"process {server.pid}.*kill -USR1 {server.pid}"):
                    samlar(*words)
        finally:
            server.kill()
