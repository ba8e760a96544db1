"""A running server backs itself up."""

from __future__ import annotations

import errno
from datetime import datetime, time
from pathlib import Path

import pytest

from bot.backups import Backups
from config.settings import SettingsError
from storage.backup import restore
from storage.documents.people import Unit
from storage.open import open_store
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


async def test_a_full_disk_is_no_wrong_setting(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is only no room for a backup the server starts all the same."""

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.backups.TemporaryFile", full)
    Backups(town.store, tmp_path / "kept", time(3), STOCKHOLM, lambda: MORNING).make_ready()


async def test_the_folder_is_its_owner_s_alone(town: Town, tmp_path: Path) -> None:
    """A folder that is made for backups lets nobody else in, and one that is there already stays as it is."""
    made, there = tmp_path / "new" / "kept", tmp_path / "there"
    there.mkdir(mode=0o750)
    for folder in (made, there):
        Backups(town.store, folder, time(3), STOCKHOLM, lambda: MORNING).make_ready()
        assert list(folder.iterdir()) == []
    assert [folder.stat().st_mode & 0o777 for folder in (made, there)] == [0o700, 0o750]
