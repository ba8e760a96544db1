"""Plain TinyDB files come into a store and out of it, whole and by the rules or not at all."""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from storage.store import StoreError
from storage.tinydb.rows import TinyDB
from tests.bot.commands import UNITS, Samlar, process, spoil


def changed(**fields: Any) -> str:
    """Return a plain file in which the second unit says something else; None leaves a field out."""
    tables = copy.deepcopy(UNITS)
    unit = tables["unit"]["7"] | fields
    tables["unit"]["7"] = {name: value for name, value in unit.items() if value is not None}
    return json.dumps(tables)


def test_plain_tinydb_files_come_and_go(samlar: Samlar, tmp_path: Path) -> None:
    """A plain TinyDB file is imported and exported with tables, ids and documents as they were."""
    assert "2 documents" in samlar("store", "import", "plain.json").stdout
    samlar("store", "export", "out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == UNITS
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.unfinished"))
    with pytest.raises(StoreError, match="not empty"):
        samlar("store", "import", "plain.json")
    with pytest.raises(StoreError, match="there already"):
        samlar("store", "export", "out.json")


def test_imported_documents_are_all_that_new_ones_are(samlar: Samlar) -> None:
    """What an imported document does not say is as in a new one, so that the store can find it by that."""
    Path("plain.json").write_text(json.dumps({"session": {"1": _session()}}), encoding="utf-8")
    samlar("store", "import", "plain.json")
    assert samlar("store", "check").exit_code == 0
    with TinyDB(Path("a", "samlar.db")) as db:
        (session,) = db.table("session").all()
    assert session["state"] == "booked"


def _session() -> dict[str, Any]:
    span = {"start": "2026-10-15T14:00[Europe/Stockholm]", "end": "2026-10-15T15:30[Europe/Stockholm]"}
    return {"id": "s1", "version": 1, "collaboration_id": "c1", "session_kind": "learning", "span": span} | {
        "people": ["maja"]
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (changed(name=None), "unit ekdala: breaks its rules (name)"),
        (changed(name=["hemligt"]), "unit ekdala: breaks its rules (name)"),
        (changed(id=None), "unit, row 7: breaks its rules (id)"),
        (changed(id="almby"), "unit almby: is there twice"),
        (changed(version=0), "unit ekdala: has no version"),
        (changed(name="hemligt\0"), "unit ekdala: holds a NUL character"),
        (changed(schema_version=9, name="hemligt"), "unit ekdala: The store holds unit of schema version 9"),
        (changed(schema_version="hemligt"), "unit ekdala: is not the JSON of a document"),
        (
            '{"units": {"1": {"id": "hemligt"}}}',
            "units: this version of Samlär knows no such kind",
        ),
    ],
)
def test_documents_that_break_rules_are_not_imported(
    samlar: Samlar, tmp_path: Path, text: str, says: str
) -> None:
    """A document that breaks its rules is named with kind, id or row, and field; nothing is imported."""
    (tmp_path / "plain.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        samlar("store", "import", "plain.json")
    assert str(caught.value).startswith(f"plain.json: {says}")
    assert "hemligt" not in str(caught.value)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no json", "is not a TinyDB file."),
        (b"", "is not a TinyDB file."),
        (b"\xff\xfe", "is not a TinyDB file."),
        (b"[1]", "is not a TinyDB file."),
        (b'{"unit": 3}', "is not a TinyDB file."),
        (b'{"unit": {"1": 3}}', "is not a TinyDB file."),
        (b'{"unit": {"01": {}}}', "is not a TinyDB file."),
        (b'{"unit": {"9223372036854775808": {}}}', "is not a TinyDB file."),
        (b'{"unit": {"1": {"name": "\\ud800"}}}', "is not a TinyDB file."),
        (b'{"unit": {"1": {"name": NaN}}}', "is not a TinyDB file."),
        (b'{"unit": ' * 5000, "is not a TinyDB file."),
        (b"{}", "holds no documents."),
        (gzip.compress(b"{}", mtime=0), "is not a TinyDB file. If it is a backup: samlar restore other"),
    ],
)
def test_only_tinydb_files_are_imported(samlar: Samlar, tmp_path: Path, content: bytes, says: str) -> None:
    """A file that TinyDB did not write, or with nothing in it, is refused, and no store is made."""
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(StoreError) as caught:
        samlar("store", "import", "other")
    assert str(caught.value) == f"other {says}"
    assert not (tmp_path / "a").exists()


def test_import_of_what_can_not_be_read(samlar: Samlar, tmp_path: Path) -> None:
    """A file that is missing, or a folder, is said to be so."""
    with pytest.raises(StoreError, match=r"There is no file nowhere\.json"):
        samlar("store", "import", "nowhere.json")
    with pytest.raises(StoreError, match="Is a directory"):
        samlar("store", "import", ".")
    assert not (tmp_path / "a").exists()


def _many(folder: Path) -> None:
    unit = UNITS["unit"]["1"]
    units = {str(n): unit | {"id": f"u{n}", "name": "Enhet " * 20} for n in range(1, 3000)}
    (folder / "many.json").write_text(json.dumps({"unit": units}), encoding="utf-8")


def test_import_onto_a_full_disk(tmp_path: Path) -> None:
    """Where the store's file can't grow the store's own line says so, and nothing is imported."""
    _many(tmp_path)
    done = process(tmp_path, "store", "import", "many.json", largest=100_000)
    assert done.returncode == 2
    assert done.stderr.startswith("samlar: a/samlar.db could not be read or written")
    assert done.stderr.count("\n") == 1
    assert process(tmp_path, "store", "import", "many.json").stdout == "2999 documents imported.\n"


@pytest.mark.parametrize("target", ["x.json", "nowhere/x.json"])
def test_export_that_can_not_be_written(tmp_path: Path, target: str) -> None:
    """Onto a full disk or into a missing folder an export fails in one line and leaves no file."""
    _many(tmp_path)
    process(tmp_path, "store", "import", "many.json")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = process(tmp_path, "store", "export", target, largest=100_000)
    assert done.returncode == 2
    assert done.stderr.startswith(f"samlar: {target} can't be written: ")
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("'{hemligt'", r"damaged \(unit, row 7\)"),
        ("CAST(body || 'hemligt' || x'ff' AS TEXT)", r"damaged \(unit, row 7\)"),
    ],
)
def test_export_of_a_damaged_store(samlar: Samlar, tmp_path: Path, body: str, says: str) -> None:
    """A document that is no JSON or no UTF-8 is named by its row and not shown; no file is left."""
    samlar("store", "import", "plain.json")
    spoil(tmp_path / "a", f"UPDATE unit SET body = {body} WHERE doc_id = 7")  # noqa: S608 - ours
    with pytest.raises(StoreError, match=says) as caught:
        samlar("store", "export", "out.json")
    assert "hemligt" not in str(caught.value)
    assert not (tmp_path / "out.json").exists()


def test_export_of_a_file_with_garbage_in_it(tmp_path: Path) -> None:
    """A file whose pages are garbage is said to be damaged."""
    _many(tmp_path)
    process(tmp_path, "store", "import", "many.json")
    path = tmp_path / "a" / "samlar.db"
    data = bytearray(path.read_bytes())
    data[8192:200_000] = b"\x55" * (200_000 - 8192)
    path.write_bytes(data)
    done = process(tmp_path, "store", "export", "out.json")
    assert done.returncode == 2
    assert "a/samlar.db is damaged" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.json").exists()
