"""Importing units into the register."""

from __future__ import annotations

import pytest

from storage.documents.people import Unit
from tests.handlers.desk import Seat, Town


async def test_imported_from_csv(town: Town, karin: Seat) -> None:
    """Rows are counted first, then new units are added and known ones changed; a heading is no unit."""
    await karin.says("enheter")
    await karin.presses("Importera")
    rows = "Namn;Huvudman;Skolform\nSolgården; kommunal; förskola\n\nalmby skola;fristående;grundskola"
    await karin.sends(rows=rows)
    assert "1 ny enhet, 1 ändrad." in karin.sees
    assert len(await town.find(Unit)) == 6
    assert (await karin.confirms()).startswith("7 enheter")
    assert (await town.get(Unit, "almby")).owner == "independent"
    assert (await town.get(Unit, "almby")).name == "Almby skola"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
async def test_import_takes_each_separator(karin: Seat, separator: str) -> None:
    """Semicolons, commas or tabs stand between."""
    await karin.says("enheter importera")
    await karin.sends(rows=separator.join(("Solgården", "municipal", "preschool")))
    assert "1 ny enhet, 0 ändrade." in karin.sees


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Solgården;kommunal;förskola\nÅsen;staten;förskola", "Rad 2: ”staten” är ingen huvudman."),
        ("Solgården;kommunal;högskola", "Rad 1: ”högskola” är ingen skolform."),
        ("Solgården;kommunal", "Rad 1: skriv namn, huvudman och skolform"),
        ("Almby skola;kommunal;grundskola", "Alla de här enheterna finns redan i registret"),
        ("x" * 200 + ";kommunal;förskola", "Rad 1: namnet är för långt."),
    ],
)
async def test_a_row_that_does_not_fit(town: Town, karin: Seat, rows: str, said: str) -> None:
    """The first wrong row is named, nothing is imported, and the rows stay in the form."""
    await karin.says("enheter importera")
    assert said in await karin.sends(rows=rows)
    assert karin.filled_in["rows"] == rows
    assert len(await town.find(Unit)) == 6
