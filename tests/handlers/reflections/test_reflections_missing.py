"""Which sessions that have ended wait for a reflection."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town


async def test_what_waits(karin: Seat, maja: Seat) -> None:
    """A session waits as long as nobody has reflected on it; its button opens the form."""
    assert "1 träff väntar på en reflektion" in await karin.says("reflektioner saknas")
    assert "Sambedömning i par" in await maja.says("reflections missing")
    assert "Sambedömning i par" in await maja.presses("Logga reflektion")


async def test_who_has_not_written_is_not_told(town: Town, karin: Seat, maja: Seat) -> None:
    """Once one of the pair has reflected, nobody else sees whether the other one has."""
    await maja.says("reflektera 4 Bra samtal om återkoppling visibility=nobody")
    if "Stämmer" in maja.sees:
        await maja.confirms()
    assert "Din reflektion är sparad" in maja.sees
    assert "Ingen träff väntar" in await karin.says("reflektioner saknas")
    assert "Ingen träff väntar" in await maja.says("reflektioner saknas")
    seen = await town.seat("petter").says("reflektioner saknas")
    assert "Sambedömning i par" in seen
    assert "Bra samtal" not in seen


async def test_long_ago(town: Town, karin: Seat) -> None:
    """What ended months ago waits until its collaboration is closed."""
    town.later(days=75)
    assert "Sambedömning" in await karin.says("reflektioner saknas")
    await town.change(await town.get(Collaboration, "c-granliden"), stage="completed")
    assert "Sambedömning" not in await karin.says("reflektioner saknas")
