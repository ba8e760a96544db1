"""Posting the weekly digest now."""

from __future__ import annotations

from storage.documents.places import Channel
from tests.handlers.desk import CHANNEL, Seat, Town
from tests.handlers.digest.test_digest import HERE


async def test_posted_now(town: Town, karin: Seat) -> None:
    """Posted in the channel, for everybody there, and nowhere else."""
    await karin.says("veckobrev")
    await karin.presses("Skicka nu")
    if "Bekräfta" in karin.labels:
        await karin.confirms()
    assert karin.sees == "Veckobrevet är på väg till kvalitetsutveckling."
    ((address, reply, language),) = await town.posted()
    assert (address, reply.audience, language) == (HERE, "conversation", "sv")


async def test_posted_once_however_often_delivered(town: Town, karin: Seat) -> None:
    """The same delivery three times posts once."""
    await karin.says("veckobrev")
    await karin.presses("Skicka nu")
    for _ in range(2):
        assert await karin.again() == "Veckobrevet är på väg till kvalitetsutveckling."
    assert len(await town.posted()) == 1


async def test_no_channel_yet(town: Town, karin: Seat) -> None:
    """Where the bot is in no channel it says how it comes there."""
    await town.change(await town.get(Channel, CHANNEL), left=True, digest=False)
    await karin.says("veckobrev")
    assert "Ingen kanal är vald för veckobrevet än." in karin.sees
    await karin.presses("Skicka nu")
    assert karin.sees == "Jag är inte med i någon kanal än. Lägg till mig i en först."


async def test_posted_once_a_week_unless_one_insists(town: Town, karin: Seat) -> None:
    """A second press the same week asks first, and the clock posts nothing more."""
    await karin.orders("veckobrev skicka")
    assert "redan skickat" in await karin.says("veckobrev skicka")
    assert len((await town.told())["kvalitetsutveckling"]) == 1
    await karin.confirms()
    assert len((await town.told())["kvalitetsutveckling"]) == 1
