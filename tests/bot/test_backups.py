"""A running server backs itself up."""

from __future__ import annotations

import asyncio
import errno
import shutil
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.backups import Backups
from config.settings import SettingsError
from storage.backup import restore
from storage.documents.people import Unit
from storage.open import open_store, opened_store
from storage.store import AuditEntry
from tests.bot.commands import spoil
from tests.handlers.desk import STOCKHOLM, Town

MORNING = datetime(2026, 10, 15, 2, 59, tzinfo=STOCKHOLM)


async def test_one_backup_a_day_from_its_time_on(town: Town, tmp_path: Path) -> None:
    """Before the time there is none, after it one, and the next only on the next day."""
    present = [MORNING]
    backups = Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: present[0])
    assert not await backups.daily()
    present[0] = MORNING.replace(hour=3, minute=0)
    assert await backups.daily()
    again = Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: present[0])
    assert not await again.daily()
    present[0] = present[0].replace(day=16)
    assert await again.daily()
    names = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert names == ["samlar-2026-10-15.backup", "samlar-2026-10-16.backup"]


async def test_a_backup_taken_at_once_can_be_restored(town: Town, tmp_path: Path) -> None:
    """What a backup holds comes back in an empty store."""
    backups = Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: MORNING)
    assert await backups.at_once()
    [path] = (tmp_path / "kept").iterdir()
    empty = open_store(f"tinydb:{tmp_path / 'other'}")
    await empty.open()
    await restore(empty, path)
    async with town.store.transaction() as before, empty.transaction() as after:
        assert await after.find(Unit) == await before.find(Unit)
    await empty.close()


async def test_a_folder_that_can_not_be_written_is_said_and_stops_nothing(
    town: Town, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A backup that fails is logged in one line, with its whole path and why, and the server goes on."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    backups = Backups(town.store, tmp_path / "file", time(3), STOCKHOLM, lambda: MORNING)
    assert not await backups.at_once()
    said = capfd.readouterr().out
    assert "backup failed" in said
    assert str(tmp_path / "file" / "samlar-2026-10-15-025900.backup") in said
    assert "File exists" in said
    assert "Errno" not in said
    with pytest.raises(SettingsError, match=r"^SAMLAR_BACKUP_FOLDER: .*File exists"):
        backups.make_ready()


async def test_what_no_backup_can_be_made_of_stops_nothing(
    tmp_path: Path, sample_store: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Audit that is no JSON fails each backup in one line without what it says; the next one is tried."""
    shutil.copytree(sample_store, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "store"
    async with opened_store(f"tinydb:{folder}") as store, store.transaction() as tx:
        tx.audit(AuditEntry(at=MORNING.astimezone(UTC), person_id="karin", act="book", documents=("s1",)))
    spoil(folder, "UPDATE _audit SET body = body || 'hemligt'")
    monkeypatch.setattr("bot.background.EVERY", 0)
    async with opened_store(f"tinydb:{folder}") as store:
        backups = Backups(store, tmp_path / "kept", time(2), STOCKHOLM, lambda: MORNING)
        running = asyncio.create_task(backups.run())
        said = ""
        async with asyncio.timeout(10):
            while said.count("backup failed") < 2:
                await asyncio.sleep(0.01)
                said += capfd.readouterr().out
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert "The store holds something that is no document (_audit). Run samlar store check." in said
    assert "hemligt" not in said
    assert list((tmp_path / "kept").iterdir()) == []


async def test_what_nobody_foresaw_stops_nothing(
    town: Town, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault amid a backup, and a place that can't even be looked at, are logged, without a fault's text."""

    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("hemligt")

    assert not await Backups(town.store, tmp_path / ("x" * 300), time(2), STOCKHOLM, lambda: MORNING).daily()
    assert "File name too long" in capfd.readouterr().out
    monkeypatch.setattr("bot.backups.back_up", fails)
    assert not await Backups(town.store, tmp_path / "kept", time(2), STOCKHOLM, lambda: MORNING).daily()
    said = capfd.readouterr().out
    assert "RuntimeError" in said
    assert "hemligt" not in said


async def test_a_full_disk_is_no_wrong_setting(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is only no room for a backup the server starts all the same."""

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.backups.TemporaryFile", full)
    Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: MORNING).make_ready()


async def test_what_a_killed_server_left_is_removed(town: Town, tmp_path: Path) -> None:
    """A backup that was half written when its process was killed is gone once the folder is made ready."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "samlar-2026-10-14.backup.x1y2.unfinished").write_text("half", encoding="utf-8")
    Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: MORNING).make_ready()
    assert list((tmp_path / "kept").iterdir()) == []


async def test_the_folder_is_its_owner_s_alone(town: Town, tmp_path: Path) -> None:
    """A folder that is made for backups lets nobody else in, and one that is there already stays as it is."""
    made, there = tmp_path / "new" / "kept", tmp_path / "there"
    there.mkdir(mode=0o750)
    for folder in (made, there):
        Backups(town.store, folder, time(3), STOCKHOLM, lambda: MORNING).make_ready()
        assert list(folder.iterdir()) == []
    modes = [folder.stat().st_mode & 0o777 for folder in (made.parent, made, there)]
    assert modes == [0o700, 0o700, 0o750]
