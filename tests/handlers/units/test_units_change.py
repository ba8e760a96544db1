"""Changing a unit of the register."""

from __future__ import annotations

from storage.documents.people import Unit
from tests.handlers.desk import Seat, Town


async def test_a_unit_is_changed(town: Town, karin: Seat) -> None:
    """The form begins with how it is; its own name is not taken by itself."""
    await karin.says("enheter ändra almbi")
    assert karin.filled_in == {
        "unit": "almby",
        "name": "Almby skola",
        "owner": "municipal",
        "school_form": "compulsory",
    }
    await karin.sends(owner="independent")
    assert (await town.get(Unit, "almby")).owner == "independent"


async def test_another_form_is_not_one(karin: Seat) -> None:
    """What is no school form is refused, with the choices at hand."""
    await karin.says("enheter lägg till Solgården huvudman=kommunal skolform=universitet")
    assert "”universitet” är inte ett av valen." in karin.sees
    assert "förskola" in karin.labels
    await karin.presses("förskola")
    assert karin.sees.startswith("Solgården")
