"""Reopening what was closed."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize("first", ["avsluta Granliden", "avsluta Granliden i förtid rektorsbyte"])
async def test_it_is_as_it_was(town: Town, karin: Seat, first: str) -> None:
    """Within 30 days it goes on in the stage in which it was closed."""
    before = await town.get(Collaboration, "c-granliden")
    await karin.orders(first)
    town.later(days=29)
    await karin.orders("öppna igen Granliden")
    after = await town.get(Collaboration, "c-granliden")
    assert after == before.at_version(after.version)


async def test_it_was_too_long_ago(town: Town, karin: Seat) -> None:
    """After 30 days there is nothing to reopen, and that is said."""
    await karin.orders("avsluta Granliden")
    town.later(days=31)
    await karin.says("öppna igen Granliden")
    assert "de senaste 30 dagarna" in karin.sees
    assert (await town.get(Collaboration, "c-granliden")).stage == "completed"


async def test_a_paused_one(town: Town, karin: Seat) -> None:
    """What was paused when it was closed is paused again."""
    await karin.orders("pausa Granliden till v 10")
    await karin.orders("avsluta Granliden")
    await karin.orders("öppna igen Granliden")
    after = await town.get(Collaboration, "c-granliden")
    assert (after.stage, bool(after.pause)) == ("paused", True)
