"""A question of times at Granliden."""

from __future__ import annotations

import pytest

from storage.documents.polls import Poll
from tests.handlers.desk import Seat, Town


@pytest.fixture
async def asked(town: Town, maja: Seat) -> Poll:
    """Maja asks about three times, and what was told is forgotten."""
    await maja.orders("fråga om tider Granliden tors 5 nov kl 14, fre 6 nov kl 9, mån 9 nov kl 13 Läsning")
    await town.told()
    (found,) = await town.find(Poll)
    return found
