"""The register of schools and preschools."""

from __future__ import annotations

import pytest

from storage.documents.people import Unit
from tests.handlers.desk import Seat, Town


async def test_the_register(maja: Seat) -> None:
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
async def test_some_of_the_register(maja: Seat, typed: str, names: list[str]) -> None:
    """Words after the command choose by name, owner and school form."""
    seen = await maja.says(typed)
    assert seen.startswith(f"2 enheter: {typed.partition(' ')[2]}\nEnhet | ")
    assert [line.partition(" | ")[0] for line in seen.splitlines()[2:]] == names


@pytest.mark.parametrize("typed", ["enheter Almby", "enheter almbi", "enheter fristaende forskolr"])
async def test_the_only_one_is_shown_in_full(karin: Seat, typed: str) -> None:
    """A single unit is shown as a card, which who coordinates can change."""
    seen = await karin.says(typed)
    assert seen.splitlines()[1].startswith("Huvudman: ")
    assert karin.labels == [f"Ändra {seen.splitlines()[0]}"]


async def test_others_do_not_change_it(rut: Seat) -> None:
    """Who doesn't coordinate is shown a unit without the button that changes it."""
    assert (await rut.says("enheter Almby")).startswith("Almby skola")
    assert rut.labels == []


async def test_nothing_of_the_kind(maja: Seat) -> None:
    """What matches nothing is said, with what there is to choose from, and all at hand."""
    seen = await maja.says("enheter sjukhus")
    assert seen.startswith(
        "Jag hittar inget i listan med ”sjukhus”\nHuvudman: kommunal · fristående\nSkolform: "
    )
    assert (await maja.presses("Visa alla enheter")).startswith("6 enheter")


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
async def test_a_slip_in_a_command_is_no_search(karin: Seat, typed: str, meant: str) -> None:
    """What is nearly another of the register's commands is offered as that."""
    seen = await karin.says(typed)
    assert "Menade du något av det här?" in seen
    assert karin.labels == [meant, "Visa alla enheter"]
    await karin.presses(meant)
    assert karin.form


async def test_only_ones_own_commands_are_meant(maja: Seat) -> None:
    """Who can't change the register is offered nothing that does."""
    await maja.says("enheter lägg til Solgården")
    assert maja.labels == ["Visa alla enheter"]


async def test_the_coordinator_changes_it(karin: Seat) -> None:
    """Who coordinates gets the buttons to add, change and import."""
    await karin.says("units")
    assert karin.labels == ["Lägg till en enhet", "Ändra en enhet", "Importera"]


async def test_a_stranger_reads_nothing(anna: Seat) -> None:
    """A stranger does not see the register."""
    assert (await anna.says("enheter")).startswith("Jag känner dig inte än.")


async def test_refused_to_others(town: Town, maja: Seat, rut: Seat) -> None:
    """Only who coordinates changes the register."""
    for one in (maja, rut):
        for typed in ("enheter lägg till Solgården", "enheter ändra Almby", "enheter importera a;b;c"):
            assert (await one.says(typed)).startswith("Det hör inte till din roll.")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("karin", "en-GB").says("enheter")
    assert "Förskolan Solrosen | independent | preschool" in seen


async def test_a_name_that_ends_alike_is_no_slip(town: Town, karin: Seat) -> None:
    """A unit that is not registered is never taken for another whose name only ends like it."""
    await karin.says("enheter ändra Storskolan namn=Storan")
    assert "Solrosen" not in karin.sees.partition("\n")[2].replace("Förskolan Solrosen (", "")
    assert (await town.get(Unit, "solrosen")).name == "Förskolan Solrosen"
