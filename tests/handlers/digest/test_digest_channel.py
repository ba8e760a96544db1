"""Choosing the channel for the weekly digest."""

from __future__ import annotations

from storage.documents.places import Channel
from storage.store import Equal
from tests.handlers.desk import STAFF_ROOM, Seat, Town


async def test_another_channel_is_chosen(town: Town, karin: Seat) -> None:
    """The chosen channel gets it from then on, and the one before no more."""
    await karin.adds_the_bot(STAFF_ROOM)
    assert await karin.says("veckobrev kanal kollegium") == "Veckobrevet skickas till kollegium varje vecka."
    assert [one.id for one in await town.find(Channel, Equal("digest", value=True))] == [STAFF_ROOM.id]
    assert "Skickas varje vecka till kollegium." in await karin.says("veckobrev")


async def test_an_unknown_channel(karin: Seat) -> None:
    """A channel that the bot isn't in can't be chosen, and how it gets there is said."""
    await karin.says("veckobrev kanal fikarummet")
    assert karin.errors["channel"].startswith("Jag är inte med i någon kanal som heter ”fikarummet”.")


async def test_nobodys_own_chat(town: Town, karin: Seat) -> None:
    """The own chat of somebody who was greeted is no channel, by its id either."""
    await town.add(Channel(id="terminal:new-anna", name="", personal=True))
    await karin.says("veckobrev kanal terminal:new-anna")
    assert karin.errors == {"channel": "Det är någons egen chatt, ingen kanal."}
