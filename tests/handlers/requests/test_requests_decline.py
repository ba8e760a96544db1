"""Declining a request, with the reason."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from storage.store import Equal
from tests.handlers.desk import Seat, Town
from tests.handlers.requests.test_requests_ask import BJORKANGEN


async def test_declining_with_a_reason(town: Town, karin: Seat, bengt: Seat) -> None:
    """A declined request tells the principal why, and nobody else."""
    await karin.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.sends(reason="Inget par är ledigt före VT27.")
    assert "Skede: avböjd" in karin.sees
    told = await town.told()
    assert set(told) == {"bengt"}
    assert "Din förfrågan för Björkängens förskola avböjdes" in told["bengt"][0]
    assert "Inget par är ledigt före VT27." in told["bengt"][0]
    (declined,) = await town.find(Collaboration, Equal("stage", "declined"))
    assert declined.id == BJORKANGEN


async def test_declining_needs_a_reason(town: Town, karin: Seat) -> None:
    """Without a reason nothing is declined."""
    await karin.says("förfrågningar avböj Björkängens förskola")
    await karin.sends(reason=" ")
    assert karin.errors == {"reason": "Fyll i skäl."}
    assert (await town.get(Collaboration, BJORKANGEN)).stage == "requested"
