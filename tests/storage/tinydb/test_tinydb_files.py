"""The embedded store leaves the content of files on disk until it is asked for."""

from __future__ import annotations

import asyncio
import gc
import random
import tracemalloc
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.documents.base import Document
from storage.documents.files import MOST_BYTES, File
from storage.kept import KEPT
from storage.open import opened_store
from storage.store import Record, Store, StoreError
from storage.tinydb.plain import export_plain, import_plain
from storage.tinydb.store import TinyStore
from tests.storage.contents import contents, fill
from tests.storage.contract.acts import batches
from tests.storage.notes import KINDS, file

CONTENT = random.Random(1).randbytes(MOST_BYTES)  # noqa: S311 - the same each time


async def share(store: Store, *names: str) -> list[File]:
    """Keep a file of each name, as large as files may be, and return them."""
    async with store.transaction() as tx:
        return [await tx.keep_file(file(id=name), CONTENT) for name in names]


async def _all(reading: AsyncIterator[Sequence[Record]]) -> list[Record]:
    return [record async for batch in reading for record in batch]


def _aside(storage: Any) -> Any:
    return storage.connection.execute("SELECT name FROM sqlite_temp_schema").fetchall()


async def test_content_is_not_in_memory(tmp_path: Path) -> None:
    """A store that has kept files, or was opened with some, holds little memory for them, read or not."""
    tracemalloc.start()
    try:
        for _ in range(2):
            async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
                gc.collect()
                before = tracemalloc.get_traced_memory()[0]
                (shared,) = await share(store, f"f{before}")
                async with store.transaction() as tx:
                    size = sum([len(piece) async for piece in tx.content_of(shared)])
                gc.collect()
                assert size == MOST_BYTES
                assert tracemalloc.get_traced_memory()[0] - before < MOST_BYTES / 20
                tracemalloc.reset_peak()
                async for _ in store.records():
                    pass
                assert tracemalloc.get_traced_memory()[1] - before < MOST_BYTES / 2
    finally:
        tracemalloc.stop()


async def test_what_is_removed_while_everything_is_read_is_read(tmp_path: Path) -> None:
    """All that is read out is of one moment, though files are removed, added and wiped meanwhile."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        first, second = await share(store, "f1", "f2")
        expected = await _all(store.records())
        assert isinstance(store, TinyStore)
        found: list[Record] = []
        other = store.records()
        assert isinstance(other, AsyncGenerator)
        async for batch in store.records():
            if not found:
                await anext(other)
                async with store.transaction() as tx:
                    tx.remove(second)
                    tx.remove(first)
                await share(store, "f3")
                await store.scrub()
            found += batch
        assert found == expected
        await other.aclose()
        assert await store._running().call(_aside) == []


async def test_reading_ends_when_the_store_is_closed(tmp_path: Path) -> None:
    """Who reads everything while the store is closed is told so, and nobody waits for ever."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        await share(store, "f1")
        reading = store.records()
        await anext(reading)
    with pytest.raises(StoreError, match="closed"):
        await anext(reading)


async def test_loading_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    """Where nobody waits for a load any more, what was loaded of it is gone and the store can be used."""
    begun = asyncio.Event()

    async def some() -> AsyncIterator[Sequence[Record]]:
        yield [Record("place", '{"schema_version":1,"id":"p1","version":1}')]
        begun.set()
        await asyncio.sleep(0.05)
        yield [Record("place", '{"schema_version":1,"id":"p2","version":1}')]

    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        loading = asyncio.create_task(store.load(some()))
        await begun.wait()
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        assert await store.count() == 0
        await store.load(batches([Record("place", '{"schema_version":1,"id":"p3","version":1}')]))
        assert await store.count() == 1


async def test_files_go_through_a_plain_file(tmp_path: Path) -> None:
    """A plain TinyDB file that was exported holds files with their content, and is imported again."""
    async with opened_store(f"tinydb:{tmp_path / 'a'}", KINDS) as store:
        await fill(store)
        expected = await contents(store)
    kinds: dict[str, type[Document]] = {kind.kind: kind for kind in (*KEPT, *KINDS)}
    assert export_plain(tmp_path / "a", tmp_path / "plain.json") == len(expected)
    assert import_plain(tmp_path / "plain.json", tmp_path / "b", kinds) == len(expected)
    async with opened_store(f"tinydb:{tmp_path / 'b'}", KINDS) as store:
        assert await contents(store) == expected
