"""Files: content that is kept, read and removed with what is known of it."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from storage.documents.files import MOST_BYTES, PIECE_BYTES, File, FileTooLargeError
from storage.store import Before, Conflict, Equal, Store
from storage.values.times import instant_text
from tests.storage.contract.acts import Opens, keep, one
from tests.storage.notes import NOW, Note, file


async def kept(store: Store, content: bytes, **fields: Any) -> File:
    """Keep a new file and return it as kept."""
    async with store.transaction() as tx:
        return await tx.keep_file(file(**fields), content)


async def read(store: Store, shared: File) -> list[bytes]:
    """Return a file's content as a new transaction reads it."""
    async with store.transaction() as tx:
        return [piece async for piece in tx.content_of(shared)]


class FilesContract:
    """The tests."""

    @pytest.mark.parametrize("size", [0, 1, PIECE_BYTES, PIECE_BYTES + 1, MOST_BYTES])
    async def test_content_is_read_as_it_was_kept(self, store: Store, reopen: Opens, size: int) -> None:
        """Content of every size up to 10 MB is there after a restart, and comes in pieces."""
        content = random.Random(size).randbytes(size)  # noqa: S311 - the same each time
        shared = await kept(store, content, id="f1")
        assert (shared.size, shared.version) == (size, 1)
        store = await reopen()
        assert await one(store, File, "f1") == shared
        pieces = await read(store, shared)
        assert b"".join(pieces) == content
        assert max(map(len, pieces), default=0) <= PIECE_BYTES

    async def test_too_much_content_is_refused(self, store: Store) -> None:
        """A file of more than 10 MB is refused with a text that says so, and nothing is kept."""
        with pytest.raises(FileTooLargeError, match=r"10 MB\); this one has 10485761"):
            await kept(store, bytes(MOST_BYTES + 1))
        assert await store.count() == 0

    async def test_a_file_is_kept_with_its_act(self, store: Store) -> None:
        """Before the commit its own act alone sees a file and its content; after an exception nobody does."""

        async def act() -> None:
            async with store.transaction() as tx:
                shared = await tx.keep_file(file(id="f1"), b"abc")
                assert [piece async for piece in tx.content_of(shared)] == [b"abc"]
                assert await one(store, File, "f1") is None
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await act()
        assert await store.count() == 0

    async def test_a_lost_race_keeps_nothing(self, store: Store) -> None:
        """Where an act meets a Conflict its file is not kept, and a file's id is taken once."""
        (note,) = await keep(store, Note(id="n1"))
        await keep(store, note)

        async def act() -> None:
            async with store.transaction() as tx:
                tx.save(note)
                await tx.keep_file(file(id="f1"), b"abc")

        with pytest.raises(Conflict):
            await act()
        assert await store.count() == 1
        shared = await kept(store, b"first", id="f1")
        with pytest.raises(Conflict):
            await kept(store, b"second", id="f1")
        assert await read(store, shared) == [b"first"]

    async def test_content_goes_with_its_file(self, store: Store) -> None:
        """Removing a file removes its content; who still reads it is told to start again."""
        shared = await kept(store, bytes(3 * PIECE_BYTES), id="f1")
        async with store.transaction() as reader:
            content = reader.content_of(shared)
            assert await anext(content)
            async with store.transaction() as tx:
                tx.remove(shared)
            assert await store.count() == 0
            with pytest.raises(Conflict):
                await anext(content)
        with pytest.raises(Conflict):
            async with store.transaction() as tx:
                tx.remove(shared)

    async def test_kept_and_removed_in_one_act(self, store: Store) -> None:
        """A file that its own act removes again was never there."""
        async with store.transaction() as tx:
            tx.remove(await tx.keep_file(file(id="f1"), bytes(3 * PIECE_BYTES)))
        assert await store.count() == 0

    async def test_what_is_known_changes_without_the_content(self, store: Store) -> None:
        """Name, readers and time can be changed; the content stays, and no other one takes its place."""
        shared = await kept(store, b"abc", id="f1")
        (changed,) = await keep(store, shared.changed(name="ny.pdf", readers=("p3",)))
        assert await read(store, changed) == [b"abc"]
        with pytest.raises(ValueError, match="no other content"):
            async with store.transaction() as tx:
                await tx.keep_file(changed, b"other")
        assert await one(store, File, "f1") == changed

    async def test_files_are_found(self, store: Store) -> None:
        """Files are found by their maker, a reader, and when they go."""
        await kept(store, b"a", id="f1", maker_id="p1", readers=("p2", "p3"))
        await kept(store, b"b", id="f2", maker_id="p2", goes_at=NOW + timedelta(days=9))
        over = Before("goes_at", instant_text(NOW + timedelta(days=2)))
        async with store.transaction() as tx:
            for condition, found in (
                (Equal("maker_id", "p2"), ["f2"]),
                (Equal("readers", "p3"), ["f1"]),
                (over, ["f1"]),
            ):
                assert [one.id for one in await tx.find(File, condition)] == found
