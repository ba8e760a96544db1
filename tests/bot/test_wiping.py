"""A running server wipes its store at night."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot import wiping
from bot.sample import fill_with_sample
from bot.wiping import Wiping
from storage.documents.people import Unit
from storage.open import open_store
from storage.store import Store, StoreError

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVENING = datetime(2026, 10, 15, 23, 30, tzinfo=STOCKHOLM)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """The sample municipality's store."""
    opened = open_store(f"tinydb:{tmp_path}")
    await opened.open()
    await fill_with_sample(opened, STOCKHOLM, EVENING.date())
    yield opened
    await opened.close()


async def _remove_a_unit(store: Store) -> bytes:
    """Remove a unit and return its name."""
    async with store.transaction() as tx:
        unit = (await tx.find(Unit))[0]
        tx.remove(unit)
    return unit.name.encode()


def _kept(folder: Path, text: bytes) -> bool:
    return any(text in path.read_bytes() for path in folder.iterdir())


async def test_once_a_night(store: Store, tmp_path: Path) -> None:
    """In the evening nothing happens, in the night it is done once, and again the night after."""
    present = [EVENING]
    wiping = Wiping(store, STOCKHOLM, lambda: present[0])
    name = await _remove_a_unit(store)
    assert not await wiping.nightly()
    assert _kept(tmp_path, name)
    present[0] = datetime(2026, 10, 16, 1, 0, tzinfo=STOCKHOLM)
    assert await wiping.nightly()
    assert not _kept(tmp_path, name)
    present[0] = present[0].replace(hour=4, minute=59)
    assert not await Wiping(store, STOCKHOLM, lambda: present[0]).nightly()
    present[0] = present[0].replace(day=17, hour=1, minute=0)
    assert await wiping.nightly()


async def test_a_store_that_can_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fails the administrator is told, and the bot goes on."""

    async def full() -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "scrub", full)
    night = EVENING.replace(day=16, hour=2)
    with capture_logs() as logs:
        assert not await Wiping(store, STOCKHOLM, lambda: night).nightly()
    assert [(one["event"], one["reason"]) for one in logs] == [
        ("what was removed could not be wiped", "The disk is full.")
    ]


async def test_an_error_that_nobody_thought_of(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted, and the next night is wiped all the same."""
    nights = count()
    wiped = asyncio.Event()
    failures = [RuntimeError("Hemligt")]

    async def scrub() -> None:
        if failures:
            raise failures.pop()
        wiped.set()

    monkeypatch.setattr(store, "scrub", scrub)
    monkeypatch.setattr(wiping, "EVERY", 0.01)
    night = EVENING.replace(day=16, hour=2)
    looks = wiping.Wiping(store, STOCKHOLM, lambda: night + timedelta(days=next(nights)))
    with capture_logs() as logs:
        running = asyncio.create_task(looks.run())
        async with asyncio.timeout(5):
            await wiped.wait()
        running.cancel()
    assert [one["error"] for one in logs] == ["RuntimeError"]
    assert "Hemligt" not in str(logs)
