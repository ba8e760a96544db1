"""Resuming what was paused."""

from __future__ import annotations

from datetime import UTC

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town


async def test_it_goes_on_where_it_was(town: Town, karin: Seat) -> None:
    """It is in its stage as long as before the pause, and those concerned are told."""
    before = await town.get(Collaboration, "c-granliden")
    await karin.orders("pausa Granliden till v 10")
    await town.told()
    paused_at = town.now.astimezone(UTC)
    town.later(days=30)
    await karin.orders("återuppta Granliden")
    after = await town.get(Collaboration, "c-granliden")
    assert (after.stage, after.pause) == ("learning", None)
    assert after.stage_since == before.stage_since + (town.now.astimezone(UTC) - paused_at)
    assert set(await town.told()) == {"greta", "maja", "petter"}


async def test_nothing_is_paused(karin: Seat) -> None:
    """Of what isn't paused that is said."""
    await karin.says("återuppta Granliden")
    assert "Det är inte pausat." in karin.sees


async def test_the_pair_can_not(maja: Seat) -> None:
    """Those who coordinate resume; the pair is told who they are."""
    await maja.says("återuppta Granliden")
    assert "Karin Samuelsdotter" in maja.sees
