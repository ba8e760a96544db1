"""TinyDB's own ways with tables, ids, queries and operations hold on our storage and table.

Every test runs on TinyDB's memory storage too, so that it says nothing of TinyDB that is not so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb import where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from storage.tinydb.rows import TinyDB


@pytest.fixture(params=["ours", "memory"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tinydb.TinyDB]:
    """An empty TinyDB, on SQLite and as it comes."""
    made = TinyDB(tmp_path / "x.db") if request.param == "ours" else tinydb.TinyDB(storage=MemoryStorage)
    with made as opened:
        yield opened


@pytest.fixture
def three(db: tinydb.TinyDB) -> tinydb.TinyDB:
    """A TinyDB with three documents in its default table."""
    db.insert_multiple({"int": 1, "char": char} for char in "abc")
    return db


def test_insert_gives_ids_in_order(db: tinydb.TinyDB) -> None:
    """Ids count up from one in each table by itself."""
    assert [db.insert({"n": n}) for n in range(3)] == [1, 2, 3]
    assert db.table("other").insert({}) == 1


def test_insert_multiple_gives_ids(db: tinydb.TinyDB) -> None:
    """Several documents, also from a generator, get their ids together."""
    assert db.insert_multiple({"n": n} for n in range(3)) == [1, 2, 3]
    assert db.insert_multiple([]) == []
    assert len(db) == 3


def test_insert_with_own_id(db: tinydb.TinyDB) -> None:
    """A document may bring its id; ids after it go on from there; a taken one is refused."""
    assert db.insert(Document({"a": 1}, doc_id=10)) == 10
    assert db.insert({"a": 2}) == 11
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"a": 3}, doc_id=10))
    assert db.get(doc_id=10) == {"a": 1}


def test_insert_refuses_what_is_no_mapping(db: tinydb.TinyDB) -> None:
    """Only mappings are documents; where one of several is none, none is kept."""
    for wrong in ([1], {1, 2}, "text"):
        with pytest.raises(ValueError, match="Mapping"):
            db.insert(wrong)
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"a": 1}, "text"])
    assert len(db) == 0


def test_ids_of_removed_documents_are_not_used_again(db: tinydb.TinyDB) -> None:
    """The next id is higher than any so far, also when the latest document is gone."""
    db.insert_multiple([{}, {}])
    db.remove(doc_ids=[2])
    assert db.insert({}) == 3


def test_search_by_query(three: tinydb.TinyDB) -> None:
    """Queries find what they say: equality, order, tests, and, or, not, exists, any of a list."""
    three.insert({"tags": ["x", "y"], "deep": {"er": 5}})
    assert [d.doc_id for d in three.search(where("char") == "b")] == [2]
    assert len(three.search(where("int") >= 1)) == 3
    assert len(three.search((where("char") == "a") | (where("char") == "c"))) == 2
    assert len(three.search((where("int") == 1) & ~(where("char") == "c"))) == 2
    assert len(three.search(where("tags").any(["y", "z"]))) == 1
    assert len(three.search(where("deep").er.test(lambda value: value > 4))) == 1
    assert len(three.search(where("nowhere").exists())) == 0
    assert three.count(where("int") == 1) == 3


def test_get_and_contains(three: tinydb.TinyDB) -> None:
    """One document by query or id, several by ids, or None."""
    assert three.get(where("char") == "c").doc_id == 3
    assert three.get(doc_id=2)["char"] == "b"
    assert [d["char"] for d in three.get(doc_ids=[1, 3, 99])] == ["a", "c"]
    assert three.get(doc_id=99) is None
    assert three.get(where("char") == "z") is None
    assert three.contains(doc_id=1)
    assert not three.contains(doc_id=99)
    assert three.contains(where("char") == "a")
    with pytest.raises(RuntimeError):
        three.get()


def test_all_and_iteration(three: tinydb.TinyDB) -> None:
    """Iterating gives every document with its id, in the order of ids."""
    assert [(d.doc_id, d["char"]) for d in three] == [(1, "a"), (2, "b"), (3, "c")]
    assert three.all() == list(three)
    assert len(three) == 3


def test_returned_documents_are_copies(db: tinydb.TinyDB) -> None:
    """Changing a document that was returned changes nothing stored, in our storage at least."""
    db.insert({"list": [1]})
    found = db.get(doc_id=1)
    found["new"] = True
    assert db.get(doc_id=1) == {"list": [1]}


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ({"int": 2}, {"int": 2, "char": "a"}),
        (delete("int"), {"char": "a"}),
        (increment("int"), {"int": 2, "char": "a"}),
        (decrement("int"), {"int": 0, "char": "a"}),
        (add("int", 5), {"int": 6, "char": "a"}),
        (subtract("int", 5), {"int": -4, "char": "a"}),
        (set_("char", "z"), {"int": 1, "char": "z"}),
    ],
)
def test_update_one(
    three: tinydb.TinyDB, operation: dict[str, int] | Callable[..., Any], expected: dict[str, Any]
) -> None:
    """An update by fields or operation changes what the query finds, and nothing else."""
    assert three.update(operation, where("char") == "a") == [1]
    assert three.get(doc_id=1) == expected
    assert three.get(doc_id=2) == {"int": 1, "char": "b"}


def test_update_all_by_ids_and_several(three: tinydb.TinyDB) -> None:
    """Updates reach all documents, those with given ids, or each pair's own."""
    assert three.update({"int": 7}) == [1, 2, 3]
    assert three.update({"int": 8}, doc_ids=[1, 99]) == [1]
    updated = three.update_multiple([({"int": 9}, where("char") == "a"), ({"int": 10}, where("char") == "c")])
    assert updated == [1, 3]
    assert [d["int"] for d in three] == [9, 7, 10]


def test_failing_update_changes_nothing(three: tinydb.TinyDB) -> None:
    """An update that fails on one document leaves all as they were, in our storage at least."""

    def fails(document: Document) -> None:
        if document["char"] == "c":
            raise ZeroDivisionError
        document["int"] = 0

    with pytest.raises(ZeroDivisionError):
        three.update(fails)
    if isinstance(three, TinyDB):
        assert [d["int"] for d in three] == [1, 1, 1]


def test_upsert(three: tinydb.TinyDB) -> None:
    """Upsert updates what it finds, by query or id, else inserts."""
    assert three.upsert({"int": 5, "char": "a"}, where("char") == "a") == [1]
    assert three.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert three.upsert(Document({"extra": 1}, doc_id=2)) == [2]
    assert three.upsert(Document({"extra": 2}, doc_id=50)) == [50]
    assert three.get(doc_id=2) == {"int": 1, "char": "b", "extra": 1}
    with pytest.raises(ValueError, match="doc_id"):
        three.upsert({"no": "query"})


def test_remove(three: tinydb.TinyDB) -> None:
    """Documents go by query or by ids; without either that is refused."""
    assert three.remove(where("char") == "b") == [2]
    assert three.remove(doc_ids=[1, 99]) == [1]
    assert [d.doc_id for d in three] == [3]
    with pytest.raises(RuntimeError):
        three.remove()


def test_truncate_starts_anew(three: tinydb.TinyDB) -> None:
    """An emptied table counts ids from one again."""
    three.truncate()
    assert len(three) == 0
    assert three.insert({}) == 1


def test_tables_are_apart(db: tinydb.TinyDB) -> None:
    """What is in one table is not in another, whatever the name; a dropped one is empty."""
    names = ["_default", "möten", 'with "quotes"', "select", "a b;--"]
    for number, name in enumerate(names):
        db.table(name).insert({"number": number})
    assert db.tables() == set(names)
    assert [db.table(name).all() for name in names] == [[{"number": n}] for n in range(5)]
    db.drop_table("select")
    assert db.tables() == set(names) - {"select"}
    db.drop_tables()
    assert db.tables() == set()
    assert len(db.table("möten")) == 0


def test_any_json_comes_back(db: tinydb.TinyDB) -> None:
    """Documents may hold all that JSON can, and any text."""
    document = {"å": ["ö", None, True, 1.5, -7, {"deep": [[]]}], "": "🎒\x00\n\"'", "big": 2**60}
    db.insert(document)
    assert db.get(doc_id=1) == document


def test_query_cache_is_never_stale(db: tinydb.TinyDB) -> None:
    """A table with a query cache sees what was changed since."""
    table = db.table("cached", cache_size=30)
    query = where("n") == 1
    assert table.search(query) == []
    table.insert({"n": 1})
    assert len(table.search(query)) == 1
    table.update({"n": 2})
    assert table.search(query) == []


def test_stays_after_closing(tmp_path: Path) -> None:
    """What was inserted is there when the file is opened again, and ids go on."""
    path = tmp_path / "x.db"
    with TinyDB(path) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}])
    with TinyDB(path) as db:
        assert db.all() == [{"n": 1}, {"n": 2}]
        assert db.insert({}) == 3


def test_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    """Operations on several tables within one transaction are kept together or not at all."""
    with TinyDB(tmp_path / "x.db") as db:
        with db.storage.transaction():
            db.insert({"n": 1})
            db.table("other").insert({"n": 2})
        with pytest.raises(ZeroDivisionError), db.storage.transaction():  # noqa: PT012 - it is what is tested
            db.insert({"n": 3})
            db.table("new").insert({"n": 4})
            raise ZeroDivisionError
        assert db.all() == [{"n": 1}]
        assert db.tables() == {"_default", "other"}
        db.table("new").insert({"n": 5})
        assert db.table("new").all() == [{"n": 5}]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """An update of one document among many writes one row."""
    with TinyDB(tmp_path / "x.db") as db:
        db.insert_multiple({"n": n} for n in range(500))
        before = db.storage.connection.total_changes
        db.update({"n": -1}, where("n") == 250)
        db.update({"n": 7}, where("n") == 7)
        assert db.storage.connection.total_changes == before + 1


def test_file_opens_with_any_sqlite_tool(tmp_path: Path) -> None:
    """The file is an ordinary SQLite database: a table for each of TinyDB's, with an id and JSON."""
    with TinyDB(tmp_path / "x.db") as db:
        db.table("notes").insert({"text": "hej"})
    with sqlite3.connect(tmp_path / "x.db") as connection:
        rows = connection.execute("SELECT doc_id, json_extract(body, '$.text') FROM notes").fetchall()
    connection.close()
    assert rows == [(1, "hej")]
