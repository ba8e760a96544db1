"""A running server wipes its store at night."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import wiping
from bot.wiping import Wiping
from storage.documents.people import Unit
from storage.store import StoreError
from tests.handlers.desk import STOCKHOLM, Town

EVENING = datetime(2026, 10, 15, 23, 30, tzinfo=STOCKHOLM)


async def _remove_a_unit(town: Town) -> bytes:
    """Remove a unit and return its name."""
    async with town.store.transaction() as tx:
        unit = (await tx.find(Unit))[0]
        tx.remove(unit)
    return unit.name.encode()


def _kept(folder: Path, text: bytes) -> bool:
    return any(text in path.read_bytes() for path in folder.iterdir())


async def test_once_a_night(town: Town, passing_folder: Path) -> None:
    """In the evening nothing happens, in the night it is done once, and again the night after."""
    present = [EVENING]
    wiping = Wiping(town.store, STOCKHOLM, lambda: present[0])
    name = await _remove_a_unit(town)
    assert not await wiping.nightly()
    assert _kept(passing_folder / "store", name)
    present[0] = datetime(2026, 10, 16, 1, 0, tzinfo=STOCKHOLM)
    assert await wiping.nightly()
    assert not _kept(passing_folder / "store", name)
    present[0] = present[0].replace(hour=4, minute=59)
    assert not await Wiping(town.store, STOCKHOLM, lambda: present[0]).nightly()
    present[0] = present[0].replace(day=17, hour=1, minute=0)
    assert await wiping.nightly()


async def test_a_store_that_can_not(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fails the administrator is told, and the bot goes on."""

    async def full() -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(town.store, "scrub", full)
    night = EVENING.replace(day=16, hour=2)
    with capture_logs() as logs:
        assert not await Wiping(town.store, STOCKHOLM, lambda: night).nightly()
    assert [(one["event"], one["reason"]) for one in logs] == [
        ("what was removed could not be wiped", "The disk is full.")
    ]


async def test_an_error_that_nobody_thought_of(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted, and the next night is wiped all the same."""
    nights = count()
    wiped = asyncio.Event()
    failures = [RuntimeError("Hemligt")]

    async def scrub() -> None:
        if failures:
            raise failures.pop()
        wiped.set()

    monkeypatch.setattr(town.store, "scrub", scrub)
    monkeypatch.setattr("bot.background.EVERY", 0.01)
    night = EVENING.replace(day=16, hour=2)
    looks = wiping.Wiping(town.store, STOCKHOLM, lambda: night + timedelta(days=next(nights)))
    with capture_logs() as logs:
        running = asyncio.create_task(looks.run())
        async with asyncio.timeout(5):
            await wiped.wait()
        running.cancel()
    assert [one["error"] for one in logs] == ["RuntimeError"]
    assert "Hemligt" not in str(logs)
