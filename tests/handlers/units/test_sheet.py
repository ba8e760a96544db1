"""Lists of units as Skolverket, Excel and people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.process import load_process
from config.unit_words import load_unit_words
from handlers.units.sheet import SheetReader
from tests.handlers.desk import WORDS

READER = SheetReader(load_process(), load_unit_words())
REGISTER = Path(__file__).parents[4] / "shared" / "data" / "skolenheter-1880.csv"


def _units(text: str) -> list[tuple[int, str, str | None, str | None]]:
    sheet = READER.read(text)
    assert not sheet.faults, [WORDS.text(one, "sv") for one in sheet.faults]
    return [(one.number, one.name, one.owner, one.school_form) for one in sheet.rows]


def _faults(text: str) -> list[str]:
    return [WORDS.text(one, "sv") for one in READER.read(text).faults]


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("Kommun", "municipal"),
        ("kommunal", "municipal"),
        ("Exempels kommun", "municipal"),
        ("Enskild", "independent"),
        ("Friskola", "independent"),
        ("fristaende", "independent"),
        ("Exempelskolan AB", "independent"),
        ("independent", "independent"),
    ],
)
def test_owners(said: str, owner: str) -> None:
    """An owner is known by the words of registers, of Excel and of both languages."""
    assert _units(f"Skolenhetsnamn;Huvudmannatyp;Skolform\nSolskolan;{said};Grundskola") == [
        (2, "Solskolan", owner, "compulsory")
    ]


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("Gymnasium", "upper-secondary"),
        ("Gymnasieskola", "upper-secondary"),
        ("Grundsärskola", "adapted-compulsory"),
        ("Anpassad grundskola", "adapted-compulsory"),
        ("SFI", "adult"),
        ("Förskoleklass, Grundskola", "compulsory"),
        ("Kommunal vuxenutbildning", "adult"),
        ("F-9", "compulsory"),
        ("Forskola", "preschool"),
        ("compulsory school", "compulsory"),
    ],
)
def test_school_forms(said: str, form: str) -> None:
    """A school form is known by the words of registers, of Excel and of both languages."""
    assert _units(f"Solskolan;kommunal;{said}") == [(1, "Solskolan", "municipal", form)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffsep=;\nNamn;Huvudman;Skolform;;\nSolskolan;Kommun;Grundskola;;\n;;;;\n",
        "sep=,\nSkolform,Namn,Kommun,Ägare\nGrundskola,Solskolan,Exempelby,Kommun",
        "Enhet\tHuvudman\tSkolform\nSolskolan\tKommun\tGrundskola\t",
        '"Skolenhetens namn";"Typ av huvudman";"Skolform"\n"Solskolan";"Kommun";"Grundskola"',
        "name,owner,school form\nSolskolan,municipal,compulsory school",
    ],
)
def test_as_saved(text: str) -> None:
    """A byte order mark, `sep=`, empty cells at the end and columns in any order are read past."""
    assert _units(text) == [(2, "Solskolan", "municipal", "compulsory")]


def test_numbers_are_the_sheets_own() -> None:
    """Headings and empty rows count, as Excel counts them; all that is wrong is said at once."""
    rows = ("Sol;Kommun;Grundskola", "", "Måne;Staten;Grundskola", ";Kommun;SFI", "sol;;", "Å;;Gym")
    text = "sep=;\nNamn;Huvudman;Skolform\n" + "\n".join(rows)
    assert _faults(text) == [
        "Rad 4: ”Staten” är ingen huvudman. Skriv kommunal eller fristående.",
        "Rad 5: namnet saknas.",
        "Rad 6: sol står redan på rad 2.",
        "Rad 7: ”Gym” är ingen skolform. Skriv till exempel förskola eller grundskola.",
    ]


def test_a_sheet_that_ticks() -> None:
    """A column that is called as a school form says so of a unit that is ticked there."""
    text = "Kod;Skolenhetsnamn;Grund-skola;Gymnasie-skola\n1;Sol;Ja;\n1;Måne;;x\n1;Stjärna;;"
    assert _units(text) == [
        (2, "Sol", None, "compulsory"),
        (3, "Måne", None, "upper-secondary"),
        (4, "Stjärna", None, None),
    ]


@pytest.mark.skipif(not REGISTER.exists(), reason="the register is not part of the project")
def test_a_real_register() -> None:
    """Each unit of a real register is read, by its own name."""
    units = _units(REGISTER.read_text(encoding="utf-8"))
    assert len(units) == 105
    assert (2, "Adolfsbergsskolan 7-9", None, "compulsory") in units
    assert (107, "Ölmbrotorps skola", None, "compulsory") not in units
