"""What is erased can't be read in the store's files any more."""

from __future__ import annotations

import asyncio
import random
from base64 import b64encode
from pathlib import Path

from storage.documents.files import PIECE_BYTES, File
from storage.open import opened_store
from storage.store import OutgoingState, Store
from tests.storage.notes import KINDS, NOW, Note, file, outgoing
from tests.storage.postgres.server import WheelServer

SECRET = "Lektionsbesöket"
KEPT = "Kollegiet"
CONTENT = random.Random(5).randbytes(300_000)  # noqa: S311 - the same each time


def readable(folder: Path, text: str) -> bool:
    """Tell whether some file in a folder, or below, holds a text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return any(text.encode() in path.read_bytes() for path in files)


def content_readable(folder: Path) -> bool:
    """Tell whether some file in a folder, or below, holds a part of CONTENT, as it is or as it is stored."""
    parts = [CONTENT[start : start + 30] for start in range(3000, len(CONTENT) - 30, PIECE_BYTES)]
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(part in one or b64encode(part) in one for part in parts for one in written)


async def share(store: Store) -> File:
    """Keep a file beside another and return it."""
    async with store.transaction() as tx:
        await tx.keep_file(file(id="f2"), bytes(200_000))
        return await tx.keep_file(file(id="f1"), CONTENT)


async def write_and_erase(store: Store) -> None:
    """Write secrets of all sizes among other things, then remove, change and settle all that holds them."""
    dice = random.Random(4)  # noqa: S311 - the same sizes each time
    notes = [
        Note(
            id=f"n{n}",
            unit=SECRET if n % 2 else KEPT,
            text=(SECRET if n % 2 else KEPT) * dice.choice([1, 9, 70, 900]),
        )
        for n in range(150)
    ]
    saved = []
    for note in notes:
        async with store.transaction() as tx:
            saved.append(tx.save(note))
    async with store.transaction() as tx:
        tx.enqueue(outgoing(body=SECRET * 20))
    (message,) = await store.claim_outgoing(now=NOW, lease_until=NOW, limit=1)
    await store.settle_outgoing(message.model_copy(update={"state": OutgoingState.SENT}))
    for number, note in enumerate(saved):
        async with store.transaction() as tx:
            if number % 2 and number % 3:
                tx.remove(note)
            elif number % 2:
                tx.save(note.changed(unit="Almby", text="annat"))


async def test_embedded_store_wipes_by_itself(tmp_path: Path) -> None:
    """A moment after the last write nothing removed or replaced is left in any file of the embedded store."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        await write_and_erase(store)
        assert readable(tmp_path, SECRET)
        for _ in range(40):
            await asyncio.sleep(0.1)
            if not readable(tmp_path, SECRET):
                break
        assert not readable(tmp_path, SECRET)
        assert readable(tmp_path, KEPT)


async def test_embedded_store_scrubs_at_once(tmp_path: Path) -> None:
    """After scrubbing nothing is left, and the file is smaller."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        await write_and_erase(store)
        await store.scrub()
        assert not readable(tmp_path, SECRET)
        assert readable(tmp_path, KEPT)
    assert not readable(tmp_path, SECRET)


async def test_closed_embedded_store_is_wiped(tmp_path: Path) -> None:
    """Nothing is left when the store has been closed."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        await write_and_erase(store)
    assert not readable(tmp_path, SECRET)


async def test_postgres_scrubs_its_tables(own_server: WheelServer) -> None:
    """After scrubbing nothing is left in PostgreSQL's tables and indexes, once they are on disk."""
    url = own_server.place()
    await own_server.make(url)
    async with opened_store(url, KINDS) as store:
        await write_and_erase(store)
        await store.scrub()
        await own_server.run("CHECKPOINT")
        assert not readable(own_server.folder / "base", SECRET)
        assert readable(own_server.folder / "base", KEPT)
    await own_server.drop(url)


async def test_embedded_store_wipes_files(tmp_path: Path) -> None:
    """A moment after a file was removed nothing of its content is left in any file of the embedded store."""
    async with opened_store(f"tinydb:{tmp_path}", KINDS) as store:
        shared = await share(store)
        assert content_readable(tmp_path)
        async with store.transaction() as tx:
            tx.remove(shared)
        for _ in range(40):
            await asyncio.sleep(0.1)
            if not content_readable(tmp_path):
                break
        assert not content_readable(tmp_path)


async def test_postgres_scrubs_files(own_server: WheelServer) -> None:
    """After scrubbing nothing is left of a removed file's content in PostgreSQL's tables."""
    url = own_server.place()
    await own_server.make(url)
    async with opened_store(url, KINDS) as store:
        shared = await share(store)
        await own_server.run("CHECKPOINT")
        assert content_readable(own_server.folder / "base")
        async with store.transaction() as tx:
            tx.remove(shared)
        await store.scrub()
        await own_server.run("CHECKPOINT")
        assert not content_readable(own_server.folder / "base")
    await own_server.drop(url)
