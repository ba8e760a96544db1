"""Who is who: the list of people, and finding some of them in it."""

from __future__ import annotations

import pytest

from storage.documents.people import Person
from tests.handlers.desk import Seat, Town


async def test_the_list(karin: Seat) -> None:
    """Everybody with role, home unit and load."""
    seen = await karin.says("personer")
    assert seen.startswith("10 personer\nNamn | Roll | Hemenhet | Belastning")
    assert "Maja Ekström | kvalitetsutvecklare | Ekdalaskolan | 1 samarbete" in seen
    assert "Ylva Norrby | medverkande från centralt skolstöd | – | Inga samarbeten" in seen
    assert karin.labels == ["Lägg till en person", "Ändra en person"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("personer rektorer", ["Bengt Björkegård", "Greta Granath", "Rut Almquister"]),
        ("people principals", ["Bengt Björkegård", "Greta Granath", "Rut Almquister"]),
        ("personer samordnare i Granliden", []),
        ("personer samordnare och enhetschefer", ["Henrik Bergvall", "Karin Samuelsdotter"]),
        ("personer granliden", ["Greta Granath", "Sana Haddadi"]),
        ("personer maja, ole", ["Maja Ekström", "Olle Lindgård"]),
        ("personer utvecklare granliden ekdala", []),
        ("personer inaktiva", []),
    ],
)
async def test_some_of_them(karin: Seat, typed: str, names: list[str]) -> None:
    """Words after the command choose by name, role, home unit and state."""
    seen = await karin.says(typed)
    shown = [line.partition(" | ")[0] for line in seen.splitlines()[2:-1]] if " | " in seen else []
    assert shown == names
    assert seen.startswith(f"{len(names)} person" if names else "Jag hittar inget i listan med ")


async def test_the_only_one_is_shown_in_full(karin: Seat) -> None:
    """A single person is shown as a card, with what can be done."""
    assert (await karin.says("personer Maja")).startswith("Maja Ekström\nRoll: kvalitetsutvecklare\n")
    assert karin.labels == ["Ändra Maja Ekström"]


async def test_by_state(town: Town, karin: Seat, waiting: None) -> None:
    """Who waits, and who is no longer active, is found by that."""
    await town.change(await town.get(Person, "petter"), active=False)
    assert (await karin.says("personer väntar")).startswith("Anna Nyberg\n")
    assert karin.labels == ["Släpp in som rektor", "Släpp in som …", "Ändra Anna Nyberg"]
    for typed in ("personer inte längre aktiva", "personer inte aktiva", "personer som inte är aktiva"):
        assert (await karin.says(typed)).startswith("Petter Åsberg\n")
    assert "Petter" not in await karin.says("personer aktiva")


async def test_nothing_of_the_kind(karin: Seat) -> None:
    """What matches nobody is said, with the roles and states that there are."""
    seen = await karin.says("personer vaktmästare")
    assert seen.startswith(
        "Jag hittar inget i listan med ”vaktmästare”\nRoll: rektor · biträdande rektor · kvalitets"
    )
    assert "Status: väntar · aktiv · inaktiv" in seen
    assert (await karin.presses("Visa alla personer")).startswith("10 personer")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("personer lägg til Nils Ny", "personer lägg till"),
        ("personer ändr Maja", "personer ändra"),
        ("people aprove Anna", "personer godkänn"),
    ],
)
async def test_a_slip_in_a_command_is_no_search(karin: Seat, typed: str, meant: str) -> None:
    """What is nearly another of the list's commands is offered as that."""
    await karin.says(typed)
    assert karin.labels == [meant, "Visa alla personer"]


async def test_who_waits_comes_first(karin: Seat, waiting: None) -> None:
    """Somebody who waits for approval stands first, with a button."""
    seen = await karin.says("personer")
    assert seen.splitlines()[2] == "Anna Nyberg | rektor, väntar på godkännande | Almby skola | –"
    assert "Släpp in Anna Nyberg" in karin.labels


async def test_refused_to_others(town: Town, maja: Seat, rut: Seat, anna: Seat) -> None:
    """Only who coordinates sees and changes people."""
    for typed in ("personer", "personer lägg till Nils", "personer ändra Maja", "personer godkänn Maja"):
        for one in (maja, rut):
            assert (await one.says(typed)).startswith("Det hör inte till din roll.")
        assert (await anna.says(typed)).startswith("Jag känner dig inte än.")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("karin", "en-GB").says("people")
    assert "Maja Ekström | developer | Ekdalaskolan | 1 collaboration" in seen


@pytest.mark.parametrize(
    ("typed", "begins"), [("vem är Maja?", "Maja Ekström\nRoll"), ("Vilka är rektorer", "3 personer")]
)
async def test_asked_as_a_question(karin: Seat, typed: str, begins: str) -> None:
    """Who somebody is, and who are of a role, can be asked in words."""
    assert (await karin.says(typed)).startswith(begins)
