"""The embedded store's writer and memory: durable before shown, together, and never long in the way."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Self

import pytest

from storage.bodies import encode
from storage.documents.base import Document
from storage.open import open_store
from storage.store import Before, Conflict, NotBefore, Record, StoreError
from storage.tinydb.loading import Contents
from storage.tinydb.store import TinyStore
from storage.tinydb.writer import Writer
from tests.storage.contract.acts import batches, ids, keep, one
from tests.storage.notes import KINDS, Note

MANY = 12_000


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TinyStore]:
    """An opened, empty store."""
    opened = open_store(f"tinydb:{tmp_path}", KINDS)
    assert isinstance(opened, TinyStore)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def held(store: TinyStore) -> AsyncIterator[Callable[[], None]]:
    """A function that keeps the writer thread from writing until it is called."""
    may_go, waits = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        waits.set()
        may_go.wait(30)

    call = asyncio.create_task(store._running().call(hold))
    await asyncio.to_thread(waits.wait, 30)
    yield may_go.set
    may_go.set()
    await call


async def soon() -> None:
    """Let other tasks go as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_not_shown_before_it_is_on_disk(store: TinyStore, held: Callable[[], None]) -> None:
    """What is on its way to disk is neither acknowledged nor seen by others."""
    saving = asyncio.create_task(keep(store, Note(id="n1", unit="Almby")))
    await soon()
    assert not saving.done()
    assert await one(store, Note, "n1") is None
    assert await ids(store) == []
    held()
    await saving
    assert await ids(store) == ["n1"]


async def test_rival_hears_of_the_conflict_when_the_winner_can_be_read(
    store: TinyStore, held: Callable[[], None]
) -> None:
    """Who writes what is just being written waits, and meets the Conflict once the other's change shows."""
    first = asyncio.create_task(keep(store, Note(id="n1", text="first")))
    await soon()
    second = asyncio.create_task(keep(store, Note(id="n1", text="second")))
    await soon()
    assert not second.done()
    held()
    await first
    with pytest.raises(Conflict):
        await second
    assert (await one(store, Note, "n1")).text == "first"


async def test_acts_that_wait_share_a_commit(
    store: TinyStore, held: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred acts that wait for the disk are committed in two goes."""
    commits = []
    write = Writer._try

    def counted(*args: Any) -> Any:
        commits.append(len(args[2]))
        return write(*args)

    monkeypatch.setattr(Writer, "_try", counted)
    acts = [asyncio.create_task(keep(store, Note(id=f"n{number}"))) for number in range(100)]
    await soon()
    held()
    await asyncio.gather(*acts)
    assert commits == [64, 36]


async def test_one_acts_fault_is_not_anothers(store: TinyStore, held: Callable[[], None]) -> None:
    """Of acts committed together the one that can't be written fails, whole, and the others don't."""
    limit = store._running().call(
        lambda storage: storage.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000)
    )
    limiting = asyncio.create_task(limit)
    await soon()
    good = [asyncio.create_task(keep(store, Note(id=f"n{number}"))) for number in range(5)]
    bad = asyncio.create_task(keep(store, Note(id="small"), Note(id="large", text="x" * 20_000)))
    await soon()
    held()
    await limiting
    await asyncio.gather(*good)
    with pytest.raises(StoreError, match="TOOBIG"):
        await bad
    assert await ids(store) == ["n0", "n1", "n2", "n3", "n4"]
    await keep(store, Note(id="small"))


async def test_what_cannot_be_shown_stops_nobody(store: TinyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory fails for one act that act is told, others go on, and a restart shows what was kept."""
    put = Contents.put

    def failing(contents: Contents, kind: type[Document], held: Any) -> None:
        if "broken" in held[0]:
            raise KeyError(held[0])
        put(contents, kind, held)

    monkeypatch.setattr(Contents, "put", failing)
    acts = [keep(store, Note(id=name)) for name in ("n1", "broken", "n2")]
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert [type(result) for result in results] == [list, StoreError, list]
    assert "Restart" in str(results[1])
    await keep(store, Note(id="n3"))
    assert await ids(store) == ["n1", "n2", "n3"]
    monkeypatch.undo()
    await store.close()
    await store.open()
    assert await ids(store) == ["broken", "n1", "n2", "n3"]


async def test_close_writes_what_waits(store: TinyStore, held: Callable[[], None], tmp_path: Path) -> None:
    """Acts that wait for the disk when the store closes are on it afterwards."""
    acts = [asyncio.create_task(keep(store, Note(id=f"n{number}"))) for number in range(100)]
    await soon()
    closing = asyncio.create_task(store.close())
    await soon()
    held()
    await asyncio.gather(closing, *acts)
    again = open_store(f"tinydb:{tmp_path}", KINDS)
    await again.open()
    assert len(await ids(again)) == 100
    await again.close()


class Turns:
    """Counts the turns that another task gets."""

    async def __aenter__(self) -> Self:
        self.count = 0
        self._task = asyncio.create_task(self._take())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _take(self) -> None:
        while True:
            self.count += 1
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("conditions", "order_by"),
    [
        ((), None),
        ((), "unit"),
        ((NotBefore("size", 0),), None),
        ((NotBefore("size", 0), Before("unit", "z")), "words"),
    ],
)
async def test_large_searches_give_way(
    store: TinyStore, conditions: tuple[NotBefore | Before, ...], order_by: str | None
) -> None:
    """A search through all of many documents lets other tasks go on every hundred or thousand documents."""
    records = [
        Record(
            "note", encode(Note(id=f"n{n:05}", size=n, unit=f"u{n % 7}", text="ord " * (n % 3)).at_version(1))
        )
        for n in range(MANY)
    ]
    await store.load(batches(records))
    async with Turns() as turns, store.transaction() as tx:
        found = await tx.find(Note, *conditions, order_by=order_by)
    assert len(found) == MANY
    assert turns.count > MANY / 100
    expected = sorted(found, key=lambda note: (getattr(note, order_by), note.id) if order_by else note.id)
    assert found == expected


async def test_unknown_kind_is_refused(tmp_path: Path) -> None:
    """A kind that the store was not made for is a mistake in the program, said by its name."""
    opened = open_store(f"tinydb:{tmp_path}", ())
    await opened.open()
    with pytest.raises(ValueError, match="note is not among the kinds"):
        await keep(opened, Note())
    await opened.close()
