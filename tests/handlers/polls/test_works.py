"""Ticking what works, in the card."""

from __future__ import annotations

import pytest

from storage.documents.polls import Poll
from tests.handlers.desk import Seat, Town

THURSDAY = "tors 5 nov v. 45 14.00–15.30"


async def test_ticked_and_unticked(town: Town, asked: Poll, greta: Seat) -> None:
    """A press ticks, another one unticks; the card shows for whom each works."""
    await greta.says("tidsfrågor")
    assert f"{THURSDAY}: Maja Ekström, Greta Granath" in await greta.presses(f"Passar: {THURSDAY}")
    assert f"{THURSDAY}: Maja Ekström\n" in await greta.presses(f"Passar inte: {THURSDAY}")


async def test_once_all_have_answered(town: Town, asked: Poll, greta: Seat, petter: Seat) -> None:
    """Who asked is told once all have, with the times to take."""
    await greta.says("tidsfrågor")
    await greta.presses(f"Passar: {THURSDAY}")
    await petter.says("tidsfrågor")
    assert await town.told() == {}
    await petter.presses("Ingen av dem passar")
    told = await town.told()
    assert set(told) == {"maja"}
    assert "Alla har svarat" in told["maja"][0]
    assert f"Ta tiden {THURSDAY}" in told["maja"][0]
    await petter.presses(f"Passar: {THURSDAY}")
    assert await town.told() == {}


@pytest.mark.parametrize("typed", [f"Passar: {THURSDAY}", "passar torsdag", "works 5 november"])
async def test_by_words(town: Town, asked: Poll, greta: Seat, typed: str) -> None:
    """A button's label and the day alone do the same when they are typed."""
    await greta.says(typed)
    await greta.says("ja")
    assert (await town.get(Poll, asked.id)).works_for(0) == ("maja", "greta")


async def test_not_for_who_is_not_asked(town: Town, asked: Poll, olle: Seat, karin: Seat) -> None:
    """Who isn't asked ticks nothing, by the id either; who coordinates neither."""
    for seat in (olle, karin):
        await seat.says(f"passar {asked.id} torsdag")
        await seat.says("ja")
    assert (await town.get(Poll, asked.id)).answers == asked.answers


@pytest.mark.parametrize("typed", ["alla passar", "passar alla", "all of them work"])
async def test_all_at_once(town: Town, asked: Poll, greta: Seat, typed: str) -> None:
    """Somebody for whom all times work says so once."""
    await greta.says(typed)
    if "Stämmer" in greta.sees:
        await greta.confirms()
    assert (await town.get(Poll, asked.id)).work_for("greta") == {0, 1, 2}
    await greta.says("tidsfrågor")
    assert "Alla passar" not in greta.sees
