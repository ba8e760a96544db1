"""Acts of very many documents: all or nothing, seen whole, and in nobody's way."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from storage.open import open_store
from storage.store import Conflict, Equal, NotBefore, Store
from storage.tinydb.loading import Contents
from storage.tinydb.memory import Memory
from tests.storage.contract.acts import ids, keep, one
from tests.storage.notes import KINDS, Note

MANY = 1_050


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An opened, empty store of each sort."""
    opened = open_store(url, KINDS)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[Store]:
    """An opened, empty embedded store."""
    opened = open_store(f"tinydb:{tmp_path}", KINDS)
    await opened.open()
    yield opened
    await opened.close()


def notes(unit: str = "Almby") -> list[Note]:
    """Return many new notes."""
    return [Note(id=f"n{number:05}", unit=unit, size=number) for number in range(MANY)]


async def test_all_is_saved_changed_and_removed(store: Store) -> None:
    """One act may save, change and remove more documents than are handled at a time."""
    saved = await keep(store, *notes())
    assert len(await ids(store)) == MANY
    changed = await keep(store, *(note.changed(unit="Granliden") for note in saved))
    assert len(await ids(store, Equal("unit", "Granliden"))) == MANY
    async with store.transaction() as tx:
        for note in changed:
            tx.remove(note)
    assert await ids(store) == []


async def test_conflict_in_the_last_of_many(store: Store) -> None:
    """Where the last of very many documents is outdated nothing of the act is kept."""
    (old,) = await keep(store, Note(id="z"))
    await keep(store, old.changed(unit="Granliden"))
    with pytest.raises(Conflict):
        await keep(store, *notes(), old.changed(unit="Backa"))
    assert await ids(store) == ["z"]
    assert len(await keep(store, *notes())) == MANY


async def test_is_seen_whole(store: Store) -> None:
    """While a large act becomes visible others see all of it or nothing, whichever way they ask."""
    saved = await keep(store, *notes())
    changing = asyncio.create_task(keep(store, *(note.changed(unit="Granliden") for note in saved)))
    seen = set()
    while not changing.done():
        seen.add(len(await ids(store, Equal("unit", "Granliden"))))
        first = await one(store, Note, "n00000")
        last = await one(store, Note, f"n{MANY - 1:05}")
        assert (first.unit, last.unit) != ("Granliden", "Almby")
        assert len(await ids(store, NotBefore("size", 0))) == MANY
        await asyncio.sleep(0)
    await changing
    assert seen <= {0, MANY}
    assert len(await ids(store, Equal("unit", "Granliden"))) == MANY


async def test_others_go_on_meanwhile(store: Store) -> None:
    """Small acts are done while a large one is, whatever documents they share."""
    saved = await keep(store, *notes())
    large = asyncio.create_task(keep(store, *(note.changed(unit="Granliden") for note in saved)))
    await asyncio.gather(*(keep(store, Note(id=f"small{number}")) for number in range(20)))
    await large
    (note,) = await keep(store, (await one(store, Note, "n00007")).changed(unit="Backa"))
    assert note.version == 3
    assert len(await ids(store)) == MANY + 20


async def test_read_within_the_act(store: Store) -> None:
    """The act itself finds its own many writes among what was there, in order and up to a limit."""
    await keep(store, *notes()[::2])
    async with store.transaction() as tx:
        for note in notes()[1::2]:
            tx.save(note)
        found = await tx.find(Note, NotBefore("size", 10), order_by="size")
        first = await tx.find(Note, NotBefore("size", 10), order_by="size", limit=3)
    assert [note.size for note in found] == list(range(10, MANY))
    assert [note.size for note in first] == [10, 11, 12]


async def test_gives_way_every_fifty_documents(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Preparing an act and showing it take turns with other tasks, fifty documents at a time."""
    turn, handled = 0, Counter[tuple[str, int]]()

    def counted(what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: Any) -> Any:
            handled[what, turn] += 1
            return function(*args)

        return count

    async def take_turns() -> None:
        nonlocal turn
        while True:
            turn += 1
            await asyncio.sleep(0)

    monkeypatch.setattr(Memory, "hold", counted("prepared", Memory.hold))
    monkeypatch.setattr(Contents, "put", counted("shown", Contents.put))
    turns = asyncio.create_task(take_turns())
    await keep(embedded, *notes())
    turns.cancel()
    for what in ("prepared", "shown"):
        assert sum(count for (name, _), count in handled.items() if name == what) == MANY
        assert max(count for (name, _), count in handled.items() if name == what) <= 50
