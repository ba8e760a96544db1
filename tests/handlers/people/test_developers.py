"""Developers: their posts, weekdays, load, and what ends when."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town


async def test_they_are_listed(town: Town, karin: Seat) -> None:
    """Each with share, weekdays, weighed load now and next term, and the last day of the post."""
    await karin.orders("uppdrag Maja utvecklare från HT26 till VT28 50 % mån tis")
    await town.change(await town.get(Collaboration, "c-granliden"), size="large")
    await karin.says("utvecklare")
    row = next(line for line in karin.sees.splitlines() if line.startswith("Maja"))
    assert row == (
        "Maja Ekström | 50 % | mån tis | 1 samarbete, 1,5 av 3 | 1 samarbete, 1,5 av 3 | fredag 9 juni 2028"
    )


async def test_what_counts(town: Town, karin: Seat) -> None:
    """What is paused, closed or ends before a term is no load in it."""
    await town.change(await town.get(Collaboration, "c-granliden"), expected_end=None)
    await karin.orders("pausa Granliden till v 10")
    await karin.says("utvecklare")
    row = next(line for line in karin.sees.splitlines() if line.startswith("Maja"))
    assert row.split(" | ")[3:5] == ["Inga samarbeten", "1 samarbete"]
    await karin.orders("avsluta Granliden")
    await karin.says("utvecklare")
    row = next(line for line in karin.sees.splitlines() if line.startswith("Maja"))
    assert row.split(" | ")[3:5] == ["Inga samarbeten", "Inga samarbeten"]


async def test_who_may(maja: Seat, rut: Seat) -> None:
    """It is for those who coordinate; others see who they work with."""
    assert "Petter Åsberg" in await maja.says("utvecklare")
    assert "Olle" not in maja.sees
    assert "Maja" not in await rut.says("utvecklare")


async def test_appointing_past_a_post(karin: Seat) -> None:
    """A pair is not appointed past its posts' ends, nor over what fits, without saying so."""
    await karin.orders("uppdrag Maja utvecklare till 20 december 10 %")
    await karin.says("utse Björkängen Maja och Olle")
    assert "Uppdraget för Maja Ekström slutar söndag 20 december 2026" in karin.sees
    assert "Det blir mer än vad som ryms för Maja Ekström: 2 samarbeten, 2 av 0,5" in karin.sees
