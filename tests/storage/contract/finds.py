"""Questions: conditions, order and limit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage.store import (
    Before,
    Equal,
    NotBefore,
    Store,
)
from tests.storage.contract.acts import Opens, ids, keep
from tests.storage.notes import NOW, Note, Size

LATER = NOW + timedelta(minutes=5)


class FindsContract:
    """The tests."""

    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            ((), ["a", "b", "c", "d"]),
            ((Equal("unit", "Almby"),), ["a", "c"]),
            ((Equal("unit", None),), ["d"]),
            ((Equal("people", "p1"),), ["a", "b"]),
            ((Equal("people", "p"),), []),
            ((Equal("done", True),), ["b", "d"]),
            ((Equal("size", 2),), ["b"]),
            ((Equal("size", "2"),), []),
            ((Equal("done", 1),), []),
            ((Equal("words", 2),), ["c"]),
            ((Before("due", "2026-11-16T09:30:00.000000Z"),), ["a"]),
            ((NotBefore("due", "2026-11-16T09:30:00.000000Z"),), ["b", "c"]),
            ((Before("size", 10),), ["a", "b"]),
            ((NotBefore("size", 2),), ["b", "c"]),
            ((NotBefore("size", 2), Before("size", 10)), ["b"]),
            ((Equal("unit", "Almby"), Equal("people", "p1")), ["a"]),
            ((Equal("unit", "Almby"), NotBefore("due", "2026-11-16T09:30:00.000000Z")), ["c"]),
        ],
    )
    async def test_finds(self, store: Store, conditions: tuple[Any, ...], expected: list[str]) -> None:
        """Documents are found by equality, membership, None, order and all together, by id."""
        await keep(
            store,
            Note(id="d", unit=None, done=True),
            Note(id="c", due=LATER, people=("p3",), size=10, text="två ord"),
            Note(id="b", unit="Brickebacken", due=NOW, people=("p1", "p2"), done=True, size=2),
            Note(id="a", due=NOW - timedelta(days=1), people=("p2", "p1"), size=-1),
        )
        assert await ids(store, *conditions) == expected

    async def test_orders_and_limits(self, store: Store) -> None:
        """Documents come ascending by a field, None first, then by id; as many as asked for."""
        await keep(
            store,
            Note(id="a", unit="ö", size=3),
            Note(id="b", unit="Z", size=20),
            Note(id="c", unit="a", size=3),
            Note(id="d", unit=None, size=-1),
        )
        assert await ids(store, order_by="unit") == ["d", "b", "c", "a"]
        assert await ids(store, order_by="size") == ["d", "a", "c", "b"]
        assert await ids(store, order_by="size", limit=2) == ["d", "a"]
        assert await ids(store, Equal("size", 3), order_by="unit") == ["c", "a"]
        assert await ids(store, limit=3) == ["a", "b", "c"]
        assert await ids(store, limit=0) == []

    async def test_reads_a_part_of_a_kind(self, store: Store) -> None:
        """A class of a kind's name and indexed fields reads no more of its documents than it declares."""
        await keep(store, Note(id="a", size=1, text="lång"), Note(id="b", size=2), Note(id="c", size=3))
        async with store.transaction() as tx:
            tx.save(Note(id="d", size=2, text="egen"))
            parts = await tx.find(Size, NotBefore("size", 2), order_by="size", limit=2)
        assert parts == [Size(id="b", version=1, size=2), Size(id="d", version=1, size=2)]

    async def test_limit_sees_own_writes(self, store: Store) -> None:
        """With a limit, too, the transaction's own writes stand where they belong."""
        saved = await keep(store, *(Note(id=f"n{size}", size=size) for size in range(5)))
        async with store.transaction() as tx:
            tx.remove(saved[0])
            tx.save(saved[3].changed(size=-1))
            tx.save(Note(id="late", size=99))
            found = await tx.find(Note, order_by="size", limit=3)
        assert [note.id for note in found] == ["n3", "n1", "n2"]

    async def test_refuses_fields_without_index(self, store: Store) -> None:
        """A question about a field that is not declared is a mistake in the program."""
        async with store.transaction() as tx:
            with pytest.raises(ValueError, match="text"):
                await tx.find(Note, Equal("text", "hej"))
            with pytest.raises(ValueError, match="extra"):
                await tx.find(Note, order_by="extra")

    async def test_index_follows_changes(self, store: Store, reopen: Opens) -> None:
        """A changed or removed document is found by what it is, not by what it was."""
        note, other = await keep(store, Note(id="n", unit="Almby"), Note(id="o", unit="Almby"))
        async with store.transaction() as tx:
            tx.save(note.changed(unit="Brickebacken"))
            tx.remove(other)
        for _ in range(2):
            assert await ids(store, Equal("unit", "Almby")) == []
            assert await ids(store, Equal("unit", "Brickebacken")) == ["n"]
            store = await reopen()
