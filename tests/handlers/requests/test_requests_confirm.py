"""Confirming who asks for a collaboration, and the unit."""

from __future__ import annotations

from storage.documents.people import Account, Person, Unit
from tests.handlers.desk import Seat, Town


async def test_confirming_lets_person_and_unit_in(town: Town, karin: Seat, anna: Seat, asked: None) -> None:
    """Confirmed, the stranger is a principal and told so, and the unit is in the register."""
    await karin.says("förfrågningar")
    assert "Jag känner inte Anna Nyberg än." in karin.sees
    await karin.presses("Bekräfta person och enhet")
    assert "Anna Nyberg, Chattkonto: Terminal: Anna Nyberg" in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    assert karin.labels == ["Utse ett par", "Ställ en fråga", "Avböj"]
    assert await town.told() == {
        "new-anna": ["Karin Samuelsdotter har bekräftat dig och Nyängsskolan. Välkommen!"]
    }
    assert (await town.get(Person, (await town.get(Account, "terminal:new-anna")).person_id)).approved
    assert [one.confirmed for one in await town.find(Unit) if one.name == "Nyängsskolan"] == [True]
    assert "Nyängsskolan" in await anna.says("läget")


async def test_confirming_twice_does_nothing_more(town: Town, karin: Seat, asked: None) -> None:
    """The button pressed again tells nobody again."""
    await karin.says("förfrågningar")
    button = karin.button("Bekräfta person och enhet")
    await karin.presses(button)
    await town.told()
    await karin.presses(button)
    assert await town.told() == {}


async def test_nothing_can_be_done_with_an_unconfirmed_request(karin: Seat, asked: None) -> None:
    """A pair is not appointed to a unit that nobody has confirmed."""
    await karin.says("utse Nyängsskolan Olle Lindgård och Sana Haddadi")
    assert karin.sees == "Nyängsskolan är inte bekräftad än. Bekräfta förfrågan först."
