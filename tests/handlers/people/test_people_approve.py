"""Strangers are let in, by the account that they write from."""

from __future__ import annotations

from storage.documents.people import Person, Role
from tests.handlers.desk import Seat, Town


async def _called(town: Town, name: str) -> Person:
    (found,) = [one for one in await town.find(Person) if one.name == name]
    return found


async def test_a_stranger_is_approved(town: Town, karin: Seat, anna: Seat, waiting: None) -> None:
    """Read back with the role, then let in and told; nobody else is told."""
    await town.told()
    await karin.says("personer")
    await karin.presses("Släpp in Anna Nyberg")
    assert "Person: Anna Nyberg\nRoll: rektor" in karin.sees
    assert not (await _called(town, "Anna Nyberg")).approved
    await karin.confirms()
    assert (await _called(town, "Anna Nyberg")).approved
    assert await town.told() == {
        "new-anna": ["Karin Samuelsdotter har släppt in dig. Skriv ”hjälp” så ser du vad du kan göra."]
    }
    assert (await anna.says("läget")).startswith("Almby skola")


async def test_approved_as_something_else(town: Town, karin: Seat, waiting: None) -> None:
    """The coordinator chooses the role, by typing or in the form."""
    await karin.says("personer godkänn Anna roll=processledningsgrupp")
    await karin.confirms()
    assert (await _called(town, "Anna Nyberg")).roles == (Role.PROCESS_GROUP,)


async def test_nobody_waits(karin: Seat) -> None:
    """With nobody waiting there is nobody to choose."""
    assert await karin.says("personer godkänn Maja") == "Ingen väntar på att bli godkänd."
