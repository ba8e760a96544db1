"""What a terminal chat does to the folders and the store before the first word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.documents.drafts import Draft
from storage.documents.people import Account, Person, Role
from storage.documents.places import Installation
from storage.open import open_store
from storage.store import Store
from tests.bot.terminal.program import run


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Store]:
    store = open_store(f"tinydb:{folder}")
    await store.open()
    yield store
    await store.close()


def test_the_folder_around_the_sample_s(tmp_path: Path) -> None:
    """The folder that is made with the sample's, in which the real store is kept, is its owner's alone."""
    assert run(tmp_path, "chat", lines="hej").code == 0
    assert {path: (tmp_path / path).stat().st_mode & 0o777 for path in ("data", "data/sample")} == {
        "data": 0o700,
        "data/sample": 0o700,
    }


def test_a_folder_that_others_may_read(tmp_path: Path) -> None:
    """One line names the folder and what to type, and the chat goes on."""
    run(tmp_path, "chat", lines="hej")
    (tmp_path / "data" / "sample").chmod(0o755)
    (tmp_path / "data" / "sample" / "samlar.db").chmod(0o644)
    said = run(tmp_path, "chat", lines="hej")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert f"chmod -R go= {tmp_path / 'data' / 'sample'}" in said.err


def test_a_misspelt_setting(tmp_path: Path) -> None:
    """A name that is no setting is named in one line, without its value."""
    said = run(tmp_path, "chat", lines="hej", samlar_stroe="tinydb:elsewhere")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "name=SAMLAR_STROE" in said.err
    assert "elsewhere" not in said.err


async def test_a_store_without_a_server_is_tidied(tmp_path: Path) -> None:
    """A chat throws away answers of the day before and forms of the month before, as a server does."""
    now = datetime.now(UTC)
    folder = tmp_path / "own"
    async with _opened(folder) as store, store.transaction() as tx:
        tx.save(Installation(id="installation"))
        tx.save(Person(id="p1", name="Anna Made-Up", roles=(Role.COORDINATOR,)))
        tx.save(Account(id="terminal:p1", person_id="p1"))
        for name, days in (("old", 31), ("new", 29)):
            born = now - timedelta(days=days)
            tx.save(Draft(id=name, identity="terminal:p1", command="book", created_at=born))
        tx.note_answer("old", "[]", at=now - timedelta(hours=26))
        tx.note_answer("new", "[]", at=now - timedelta(hours=24))
    said = run(tmp_path, "chat", lines="hej", samlar_store=f"tinydb:{folder}")
    assert (said.code, said.err) == (0, "")
    async with _opened(folder) as store, store.transaction() as tx:
        assert [draft.id for draft in await tx.find(Draft)] == ["new"]
        assert await tx.answered("old") is None
        assert await tx.answered("new") == "[]"
