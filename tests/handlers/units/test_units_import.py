"""Importing units into the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.documents.people import Unit
from storage.store import Equal
from tests.handlers.desk import Seat, Town

REGISTER = Path(__file__).parents[4] / "shared" / "data" / "skolenheter-1880.csv"


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
    assert "1 ny enhet, inga ändrade." in karin.sees


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


OWNERS = ("Kommun", "Enskild")
FORMS = ("Grundskola", "Gymnasium", "Förskola", "SFI", "Grundsärskola")
LONG_LIST = "\ufeffsep=;\nKod;Skolenhetsnamn;Huvudmannatyp;Skolform;;\n" + "".join(
    f"{number};Enhet {number} på Åsen;{OWNERS[number % 2]};{FORMS[number % 5]};;\n" for number in range(300)
)


async def test_a_long_list_at_once(town: Town, karin: Seat) -> None:
    """A list of 300 units goes in at once, and again without change."""
    assert "300 nya enheter, inga ändrade." in await karin.says(f"enheter importera {LONG_LIST}")
    await karin.confirms()
    assert len(await town.find(Unit)) == 306
    assert "finns redan i registret" in await karin.says(f"enheter importera {LONG_LIST}")
    assert len(await town.find(Unit)) == 306


@pytest.mark.skipif(not REGISTER.exists(), reason="the register is not part of the project")
async def test_a_real_register(town: Town, karin: Seat) -> None:
    """What a register leaves out is asked for once; what is corrected then stays when it comes again."""
    rows = REGISTER.read_text(encoding="utf-8")
    await karin.says("enheter importera")
    await karin.sends(rows=rows)
    assert karin.errors == {
        "owner": "105 rader saknar huvudman. Välj en för dem.",
        "school_form": "36 rader saknar skolform. Välj en för dem.",
    }
    assert "105 nya enheter" in await karin.sends(owner="municipal", school_form="upper-secondary")
    await karin.confirms()
    [adult] = await town.find(Unit, Equal("name_key", "komvux örebro / sfi 1"))
    await town.change(adult, school_form="adult")
    await karin.says("enheter importera")
    assert "finns redan i registret" in await karin.sends(rows=rows, owner="municipal")
    assert (await town.get(Unit, adult.id)).school_form == "adult"


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        (
            "sv-SE",
            "enheter importera",
            "Inget är importerat än. 2 rader behöver rättas.\nRad 2: ”x” är ingen huvudman.",
        ),
        ("en-GB", "units import", "Nothing is imported: 2 rows don't fit.\nRow 2: “x” is no owner."),
    ],
)
async def test_all_that_is_wrong(town: Town, locale: str, typed: str, said: str) -> None:
    """All rows that don't fit are said at once, with the sheet's own numbers."""
    seen = await town.seat("karin", locale).says(f"{typed} Namn;Huvudman;Skolform\nSol;x;SFI\nMåne;Kommun;y")
    assert seen.startswith(said)
    assert seen.count("\n") == 2


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        ("sv-SE", "enheter importera", "Det är bara en rad med rubriker."),
        ("en-GB", "units import", "That is only a row of headings."),
    ],
)
async def test_headings_alone(town: Town, locale: str, typed: str, said: str) -> None:
    """A row of headings without units is said to be that."""
    assert (await town.seat("karin", locale).says(f"{typed} Namn;Huvudman;Skolform")).startswith(said)


async def test_many_faults_are_counted(karin: Seat) -> None:
    """The first twenty are said, the others counted."""
    rows = "\n".join(f"Enhet {number};x;förskola" for number in range(30))
    seen = await karin.says(f"enheter importera {rows}")
    assert seen.splitlines()[0] == "Inget är importerat än. 30 rader behöver rättas."
    assert seen.splitlines()[-1] == "Och 10 rader till."


@pytest.mark.parametrize("command", ["importera enheter", "import units", "enheter importera"])
async def test_a_list_behind_the_command(town: Town, karin: Seat, command: str) -> None:
    """A list that is pasted behind the command, in whichever order its words stand, is read."""
    await karin.says(f"{command}\nSolgården;kommunal;förskola\nLjungbacken;fristående;grundskola")
    assert "2 nya enheter" in karin.sees
