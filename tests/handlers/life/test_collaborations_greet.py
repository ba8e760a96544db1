"""Greeting those of imported collaborations; the whole is in `test_collaborations_import.py`."""

from __future__ import annotations

from tests.handlers.desk import Seat, Town


async def test_nobody_to_greet(karin: Seat) -> None:
    """Where nothing was imported nobody is told anything."""
    assert "Alla är redan hälsade." in await karin.says("collaborations greet")


async def test_not_for_others(town: Town, maja: Seat) -> None:
    """Only who coordinates greets."""
    await maja.says("samarbeten hälsa")
    assert await town.told() == {}
