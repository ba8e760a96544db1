"""The register of schools and preschools."""

from __future__ import annotations

import pytest

from storage.documents.people import Unit
from storage.store import Equal


async def _unit(town, name: str) -> Unit:
    (found,) = await town.find(Unit, Equal("name_key", name.casefold()))
    return found


async def test_the_register(maja):
    """Everybody known reads the register: name, owner and school form."""
    seen = await maja.says("enheter")
    assert seen.startswith("6 enheter\nEnhet | Huvudman | Skolform")
    assert "Förskolan Solrosen | fristående | förskola" in seen
    assert maja.labels == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("enheter förskolor", ["Björkängens förskola", "Förskolan Solrosen"]),
        ("units preschools", ["Björkängens förskola", "Förskolan Solrosen"]),
        ("enheter fristående", ["Förskolan Solrosen", "Tallåsskolan"]),
        ("enheter kommunala grundskolor", ["Almby skola", "Ekdalaskolan"]),
        ("enheter almby och tallas", ["Almby skola", "Tallåsskolan"]),
    ],
)
async def test_some_of_the_register(maja, typed, names):
    """Words after the command choose by name, owner and school form."""
    seen = await maja.says(typed)
    assert seen.startswith(f"2 enheter: {typed.partition(' ')[2]}\nEnhet | ")
    assert [line.partition(" | ")[0] for line in seen.splitlines()[2:]] == names


@pytest.mark.parametrize("typed", ["enheter Almby", "enheter almbi", "enheter fristaende forskolr"])
async def test_the_only_one_is_shown_in_full(karin, typed):
    """A single unit is shown as a card, which who coordinates can change."""
    seen = await karin.says(typed)
    assert seen.splitlines()[1].startswith("Huvudman: ")
    assert karin.labels == ["Ändra"]


async def test_nothing_of_the_kind(maja):
    """What matches nothing is said, with what there is to choose from, and all at hand."""
    seen = await maja.says("enheter sjukhus")
    assert seen.startswith(
        "Jag hittar inget i listan med ”sjukhus”\nHuvudman: kommunal · fristående\nSkolform: "
    )
    assert (await maja.presses("Visa alla")).startswith("6 enheter")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enheter lägg til Solgården", "enheter lägg till"),
        ("enheter lagg Solgården", "enheter lägg till"),
        ("enheter änndra Almby", "enheter ändra"),
        ("enheter impotera", "enheter importera"),
        ("units ad Solgården", "enheter lägg till"),
    ],
)
async def test_a_slip_in_a_command_is_no_search(karin, typed, meant):
    """What is nearly another of the register's commands is offered as that."""
    seen = await karin.says(typed)
    assert "Menade du något av det här?" in seen
    assert karin.labels == [meant, "Visa alla"]
    await karin.presses(meant)
    assert karin.form


async def test_only_ones_own_commands_are_meant(maja):
    """Who can't change the register is offered nothing that does."""
    await maja.says("enheter lägg til Solgården")
    assert maja.labels == ["Visa alla"]


async def test_the_coordinator_changes_it(karin):
    """Who coordinates gets the buttons to add, change and import."""
    await karin.says("units")
    assert karin.labels == ["Lägg till en enhet", "Ändra en enhet", "Importera"]


async def test_a_stranger_reads_nothing(anna):
    """A stranger does not see the register."""
    assert (await anna.says("enheter")).startswith("Jag känner dig inte än.")


async def test_a_unit_is_added(town, karin):
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
async def test_added_in_one_line(town, karin, typed):
    """Fields can be named in either language, with - or _ for the space."""
    await karin.says(typed)
    unit = await _unit(town, "Solgården")
    assert (unit.owner, unit.school_form) == ("municipal", "preschool")


async def test_a_name_that_is_taken(karin):
    """Two units can't have one name, whatever its case and spaces."""
    await karin.says("enheter lägg till")
    await karin.sends(name="ALMBY  skola", owner="municipal", school_form="compulsory")
    assert karin.errors == {"name": "Det finns redan en enhet som heter ALMBY  skola."}


async def test_a_unit_is_changed(town, karin):
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


async def test_another_form_is_not_one(karin):
    """What is no school form is refused, with the choices at hand."""
    await karin.says("enheter lägg till Solgården huvudman=kommunal skolform=universitet")
    assert "”universitet” är inte ett av valen." in karin.sees
    assert "förskola" in karin.labels
    await karin.presses("förskola")
    assert karin.sees.startswith("Solgården")


async def test_imported_from_csv(town, karin):
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
async def test_import_takes_each_separator(karin, separator):
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
async def test_a_row_that_does_not_fit(town, karin, rows, said):
    """The first wrong row is named, nothing is imported, and the rows stay in the form."""
    await karin.says("enheter importera")
    assert said in await karin.sends(rows=rows)
    assert karin.filled_in["rows"] == rows
    assert len(await town.find(Unit)) == 6


async def test_refused_to_others(town, maja, rut):
    """Only who coordinates changes the register."""
    for one in (maja, rut):
        for typed in ("enheter lägg till Solgården", "enheter ändra Almby", "enheter importera a;b;c"):
            assert (await one.says(typed)).startswith("Det hör inte till din roll.")


async def test_in_english(town):
    """The same in English."""
    seen = await town.seat("karin", "en-GB").says("enheter")
    assert "Förskolan Solrosen | independent | preschool" in seen


@pytest.mark.parametrize("typed", ["lägg till enhet", "Ny enhet", "new unit"])
async def test_adding_in_other_words(karin, typed):
    """Adding can be asked for as people say it."""
    assert (await karin.says(typed)).startswith("Lägg till en enhet")


async def test_a_name_that_ends_alike_is_no_slip(town, karin):
    """A unit that is not registered is never taken for another whose name only ends like it."""
    await karin.says("enheter ändra Storskolan namn=Storan")
    assert "Solrosen" not in karin.sees.partition("\n")[2].replace("Förskolan Solrosen (", "")
    assert (await town.get(Unit, "solrosen")).name == "Förskolan Solrosen"
