"""Adding a unit to the register."""

from __future__ import annotations

import pytest

from storage.documents.people import Unit
from storage.store import Equal
from tests.handlers.desk import Seat, Town


async def _unit(town: Town, name: str) -> Unit:
    (found,) = await town.find(Unit, Equal("name_key", name.casefold()))
    return found


async def test_a_unit_is_added(town: Town, karin: Seat) -> None:
    """By the form, with the choices named in either language."""
    await karin.says("enheter")
    await karin.presses("Lägg till en enhet")
    seen = await karin.sends(name="Solgården", owner="kommunal", school_form="preschool")
    assert seen.startswith("Solgården\nHuvudman: kommunal\nSkolform: förskola")
    assert (await _unit(town, "Solgården")).confirmed
    assert await town.told() == {}


@pytest.mark.parametrize(
    "typed",
    [
        "enheter lägg till namn=Solgården huvudman=kommunal skolform=förskola",
        'units add name=Solgården owner=municipal school_form="preschool"',
        "units add Solgården owner=municipal school-form=preschool",
    ],
)
async def test_added_in_one_line(town: Town, karin: Seat, typed: str) -> None:
    """Fields can be named in either language, with - or _ for the space."""
    await karin.says(typed)
    unit = await _unit(town, "Solgården")
    assert (unit.owner, unit.school_form) == ("municipal", "preschool")


async def test_a_name_that_is_taken(karin: Seat) -> None:
    """Two units can't have one name, whatever its case and spaces."""
    await karin.says("enheter lägg till")
    await karin.sends(name="ALMBY  skola", owner="municipal", school_form="compulsory")
    assert karin.errors == {"name": "Det finns redan en enhet som heter ALMBY  skola."}


@pytest.mark.parametrize("typed", ["lägg till enhet", "Ny enhet", "new unit"])
async def test_adding_in_other_words(karin: Seat, typed: str) -> None:
    """Adding can be asked for as people say it."""
    assert (await karin.says(typed)).startswith("Lägg till en enhet")


@pytest.mark.parametrize(("owner", "school_form"), [("friskola", "gymnasium"), ("enskild", "Gymnasieskola")])
async def test_in_other_words(town: Town, karin: Seat, owner: str, school_form: str) -> None:
    """Owner and school form are known by the words of registers, too."""
    await karin.says(f"enheter lägg till namn=Solgården huvudman={owner} skolform={school_form}")
    unit = await _unit(town, "Solgården")
    assert (unit.owner, unit.school_form) == ("independent", "upper-secondary")


@pytest.mark.parametrize("name", ["»Solgården«", "«Solgården»", "”Solgården”", '"Solgården"', "„Solgården“"])
async def test_quotes_around_a_name(town: Town, karin: Seat, name: str) -> None:
    """A name in quotes is the name alone, also in a form."""
    await karin.says("enheter lägg till")
    assert (await karin.sends(name=name, owner="municipal", school_form="preschool")).startswith(
        "Solgården\n"
    )
    assert (await karin.says(f"enheter {name}")).startswith("Solgården\n")
