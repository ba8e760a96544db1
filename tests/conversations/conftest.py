"""The three places where whole talks are held, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.conversations.places.terminal import TerminalPlace

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2026, 10, 12, 9, 30, tzinfo=STOCKHOLM)


@pytest.fixture(params=[SlackPlace, TeamsPlace, TerminalPlace], ids=["slack", "teams", "terminal"])
async def place(request: pytest.FixtureRequest, tmp_path: Path, language: str) -> AsyncIterator[Any]:
    """One of the three places, with the bot running."""
    here = request.param(tmp_path, language, MONDAY)
    await here.start()
    yield here
    await here.leave()


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that everybody reads."""
    return str(request.param)
