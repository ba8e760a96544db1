"""`samlar store check` says all that is wrong with a store, or that the bot would start on it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.bot.commands import Samlar, process, spoil


@pytest.fixture
def store(samlar: Samlar, tmp_path: Path) -> Path:
    """The folder of a store with two units."""
    samlar("store", "import", "plain.json")
    return tmp_path / "a"


def test_a_sound_store(samlar: Samlar, store: Path) -> None:
    """A sound store is well, and the exit code says so."""
    result = samlar("store", "check")
    assert (result.stdout, result.exit_code) == ("All is well.\n", 0)


def test_one_document_that_breaks_its_rules(samlar: Samlar, store: Path) -> None:
    """A document is named with kind, id and field; the last line counts it and says what to do."""
    spoil(store, "UPDATE unit SET body = json_set(body, '$.name', json('[\"hemligt\"]')) WHERE doc_id = 7")
    result = samlar("store", "check")
    assert result.exit_code == 1
    broken, last = result.stdout.splitlines()
    assert broken == "unit ekdala: breaks its rules (name)"
    assert last.startswith("1 problem. ")
    assert "samlar restore FILE" in last


def test_documents_that_keep_the_store_from_opening(samlar: Samlar, store: Path) -> None:
    """Every broken document is named, by its row where it has no id, and nothing of what it says is shown."""
    unit = "UPDATE unit SET body = {} WHERE doc_id = {}"
    spoil(store, 'INSERT INTO unit VALUES (8, \'{"id": "granliden", "version": 1, "name": "hemligt"}\')')
    spoil(store, "CREATE TABLE people (doc_id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    spoil(store, "INSERT INTO people VALUES (1, '{}'), (2, '{}')")
    spoil(store, unit.format("json_remove(body, '$.id')", 1))
    spoil(store, unit.format("CAST('{\"hemligt' || x'ff' AS TEXT)", 7))
    spoil(store, "INSERT INTO unit VALUES (9, '[\"hemligt\"]')")
    result = samlar("store", "check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:-1] == [
        "people: this version of Samlär knows no such kind of document",
        "unit, row 1: breaks its rules (id)",
        "unit, row 7: is not UTF-8",
        "unit granliden: breaks its rules (owner, school_form)",
        "unit, row 9: is not the JSON of a document",
    ]
    assert result.stdout.splitlines()[-1].startswith("5 problems. ")
    assert "hemligt" not in result.output


def test_damaged_pages(samlar: Samlar, store: Path, tmp_path: Path) -> None:
    """What SQLite finds in a damaged file is listed, each on a line, and the exit code is 1."""
    spoil(
        store,
        "WITH RECURSIVE n (n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM n WHERE n < 400) "
        "INSERT INTO unit SELECT n, json_set(body, '$.id', 'u' || n, '$.name', hex(zeroblob(300))) "
        "FROM unit, n WHERE doc_id = 1",
    )
    path = store / "samlar.db"
    data = bytearray(path.read_bytes())
    data[40960:65536] = os.urandom(65536 - 40960)
    path.write_bytes(data)
    result = samlar("store", "check")
    assert result.exit_code == 1
    *lines, last = result.stdout.splitlines()
    assert len(lines) > 1
    assert any(re.search(r"\bPage \d+", line) for line in lines)
    assert "unit: can't be read to its end" in lines
    assert last.startswith(f"{len(lines)} problems. ")
    assert path.read_bytes() == data


@pytest.mark.parametrize("content", [b"", b"something else" * 1000])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    """A file of which nothing can be read is one problem, in one line, with the exit code of damage."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "samlar.db").write_bytes(content)
    done = process(tmp_path, "store", "check")
    assert done.returncode == 1
    assert done.stderr == ""
    assert re.search(r"a/samlar\.db is .*damaged", done.stdout)
    assert "\n1 problem. " in done.stdout


def test_an_entry_that_config_lacks(samlar: Samlar, store: Path) -> None:
    """A store on which neither server nor chat would start is not well."""
    spoil(store, "UPDATE unit SET body = json_set(body, '$.owner', 'galactic') WHERE doc_id = 7")
    result = samlar("store", "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "config/process.toml: owners lacks galactic, which documents in the store"
    )
    assert result.stdout.endswith("\n1 problem.\n")
