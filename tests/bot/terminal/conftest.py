"""A folder with the tests' town where the program keeps its sample, so that tests don't depend on that."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sample.filling import SAMPLE
from storage.open import opened_store
from tests.town import fill_town

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
async def town_in_folder(tmp_path: Path) -> None:
    """Put the town in the folder of the test."""
    async with opened_store(f"tinydb:{tmp_path / SAMPLE}") as store:
        await fill_town(store, STOCKHOLM, datetime.now(STOCKHOLM).date())
