"""A backup's file is there as a whole or not at all, and holds nobody up."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pytest

from storage.backup import back_up, restore
from storage.newfile import new_file, remove_unfinished
from storage.open import opened_store
from storage.store import Store
from tests.storage.contents import contents
from tests.storage.notes import KINDS, NOW


async def test_bringing_it_to_disk_holds_nobody_up(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a slow disk takes a backup in, what else the event loop has to do is done."""
    went_on, waited, threads = threading.Event(), [], []
    loop = asyncio.get_running_loop()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        threads.append(threading.get_ident())
        loop.call_soon_threadsafe(went_on.set)
        waited.append(went_on.wait(10))
        fsync(descriptor)

    monkeypatch.setattr("storage.newfile.os.fsync", slow)
    await back_up(full, tmp_path / "b", now=NOW)
    assert waited
    assert all(waited)
    assert threading.get_ident() not in threads


async def test_a_backup_that_is_stopped_while_it_is_brought_to_disk_leaves_nothing(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is slow and the program is stopped, no file is left under either name."""
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(_: int) -> None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(10)

    monkeypatch.setattr("storage.newfile.os.fsync", slow)
    taking = asyncio.create_task(back_up(full, tmp_path / "kept" / "b", now=NOW))
    (tmp_path / "kept").mkdir()
    await begun.wait()
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)
    go_on.set()
    await loop.shutdown_default_executor()
    assert taking.cancelled()
    assert list((tmp_path / "kept").iterdir()) == []


async def test_two_backups_of_one_name_at_once(full: Store, tmp_path: Path) -> None:
    """Each is written by itself: the name holds one of them as a whole, and nothing else is left."""
    (tmp_path / "kept").mkdir()
    path = tmp_path / "kept" / "b"
    await asyncio.gather(*(back_up(full, path, now=NOW) for _ in range(4)))
    assert list((tmp_path / "kept").iterdir()) == [path]
    async with opened_store(f"tinydb:{tmp_path / 'new'}", KINDS) as store:
        await restore(store, path)
        assert await contents(store) == await contents(full)


async def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """A half-written file is removed once nobody writes it any more; other files stay."""
    (tmp_path / "samlar-other.backup").touch()
    with new_file(tmp_path / "samlar-1.backup"):
        [writing] = tmp_path.glob("*.unfinished")
        (tmp_path / "samlar-0.backup.x.unfinished").touch()
        (tmp_path / "other.unfinished").touch()
        remove_unfinished(tmp_path, "samlar-")
        assert {path.name for path in tmp_path.iterdir()} == {
            "other.unfinished",
            "samlar-other.backup",
            writing.name,
        }
    assert (tmp_path / "samlar-1.backup").exists()
