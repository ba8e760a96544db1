"""Stopping the weekly digest."""

from __future__ import annotations

import pytest

from storage.documents.places import Channel
from storage.store import Equal
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("locale", "line"),
    [("sv-SE", "stäng av veckobrevet"), ("sv-SE", "veckobrev av"), ("en-GB", "turn off the digest")],
)
async def test_it_is_posted_nowhere(town: Town, locale: str, line: str) -> None:
    """It is read back, and after that no channel is chosen; once more says that there is nothing to stop."""
    karin = town.seat("karin", locale)
    await karin.orders(line)
    assert not await town.find(Channel, Equal("digest", value=True))
    await karin.orders(line)
    assert ("inte i någon kanal" if locale == "sv-SE" else "no channel") in karin.sees


async def test_it_can_be_chosen_again(town: Town, karin: Seat) -> None:
    """Choosing a channel has it posted again."""
    await karin.orders("veckobrev av")
    await karin.says("byt kanal kvalitetsutveckling")
    assert [one.name for one in await town.find(Channel, Equal("digest", value=True))] == [
        "kvalitetsutveckling"
    ]
