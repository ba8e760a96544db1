"""A series of four Thursdays at Granliden."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

BOOK = "boka Granliden torsdagar kl 9-10 från 5 november till 26 november Läsning"


@pytest.fixture
async def series(town: Town, maja: Seat) -> list[Session]:
    """Book it, and forget what was told."""
    await maja.orders(BOOK)
    await town.told()
    return await booked(town)


async def booked(town: Town) -> list[Session]:
    """Return the sessions of all series, in order."""
    found = [one for one in await town.find(Session) if one.series]
    return sorted(found, key=lambda one: one.starts_at)
