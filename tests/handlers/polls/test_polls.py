"""Which questions of times wait."""

from __future__ import annotations

from storage.documents.polls import Poll
from tests.handlers.desk import Seat, Town


async def test_whose_they_are(town: Town, asked: Poll, greta: Seat, olle: Seat) -> None:
    """Who is asked sees it, and nobody else."""
    assert "Maja Ekström undrar vilka tider som passar: Granlidens gymnasium" in await greta.says(
        "tidsfrågor"
    )
    assert "Ingen fråga om tider väntar." in await olle.says("polls")


async def test_past_ones(town: Town, asked: Poll, greta: Seat) -> None:
    """Once all times have passed it waits no longer."""
    town.later(days=60)
    assert "Ingen fråga om tider väntar." in await greta.says("tidsfrågor")
