"""The workload: who leads how much."""

from __future__ import annotations

from tests.handlers.desk import Seat, Town


async def test_of_one(karin: Seat) -> None:
    """A developer's collaborations with their sizes, this term and the next."""
    await karin.says("belastning Maja")
    assert "HT26: 1 samarbete\nGranlidens gymnasium, medelstort" in karin.sees
    assert "VT27: 1 samarbete\nGranlidens gymnasium, medelstort" in karin.sees


async def test_of_everybody(karin: Seat) -> None:
    """Too much is pointed out."""
    await karin.orders("uppdrag Maja utvecklare till VT28 10 %")
    await karin.says("belastning")
    assert "Maja Ekström | 1 samarbete, 1 av 0,5: för mycket" in karin.sees
    assert "Olle Lindgård | Inga samarbeten | Inga samarbeten" in karin.sees


async def test_ones_own(town: Town, maja: Seat) -> None:
    """A developer sees the own load, not a colleague's."""
    assert "Granlidens gymnasium" in await maja.says("min belastning")
    olle = town.seat("olle")
    assert "Fråga Karin Samuelsdotter" in await olle.says("belastning Maja")
    english = town.seat("maja", "en-GB")
    assert "Granlidens gymnasium, medium" in await english.says("workload")
