"""Home, and greetings."""

from __future__ import annotations

import pytest

from storage.documents.people import Person
from tests.handlers.desk import Seat, Town


async def test_the_coordinator_sees_what_waits(karin: Seat) -> None:
    """How many requests wait, and the buttons to deal with them."""
    seen = await karin.opens_home()
    assert seen.startswith("Hej Karin Samuelsdotter\n1 förfrågan väntar.")
    assert karin.labels == ["Se förfrågningar", "Förhandsvisa veckobrevet", "Se läget", "Hjälp"]
    assert "Björkängens förskola" in await karin.presses("Se förfrågningar")


async def test_a_developer_sees_the_next_sessions(maja: Seat) -> None:
    """The next sessions, and the buttons to reflect and book."""
    seen = await maja.opens_home()
    assert seen.startswith("Hej Maja Ekström\nDu är med i 1 samarbete.")
    assert "Dina kommande träffar\nNär | Enhet | Ämne\nmån 26 okt v. 44" in seen
    assert maja.labels[:2] == ["Logga reflektion", "Boka en träff"]


async def test_a_developer_without_sessions(olle: Seat) -> None:
    """With nothing booked it says so, and no number of none."""
    seen = await olle.opens_home()
    assert "Inga träffar." in seen
    assert "Du är inte med i något samarbete just nu." in seen


async def test_no_sessions_of_others(rut: Seat) -> None:
    """Who leads no sessions has no list of them."""
    assert "Dina kommande träffar" not in await rut.opens_home()


async def test_a_principal_can_ask(rut: Seat) -> None:
    """A principal's Home begins with asking for a collaboration."""
    await rut.opens_home()
    assert rut.labels[0] == "Be om ett samarbete"
    assert (await rut.presses("Be om ett samarbete")).startswith("Be om ett samarbete")


async def test_a_stranger_is_welcome(town: Town, anna: Seat) -> None:
    """A stranger can ask and see help, nothing else, and is not kept for having looked."""
    seen = await anna.opens_home()
    assert seen.startswith("Hej Anna Nyberg\nHär ber du om ett samarbete")
    assert anna.labels == ["Be om ett samarbete", "Jag arbetar med det här", "Hjälp"]
    assert len(await town.find(Person)) == 10


async def test_whose_request_waits(anna: Seat) -> None:
    """Somebody not yet confirmed is told that their request waits."""
    await anna.says("begär Almby syfte=Läsning effekter=Flyt")
    await anna.confirms()
    assert "Din förfrågan väntar redan. Karin Samuelsdotter återkommer till dig." in await anna.opens_home()


@pytest.mark.parametrize("greeting", ["hej", "Hejsan!", "God morgon", "hello", "", "  "])
async def test_greetings(karin: Seat, greeting: str) -> None:
    """A greeting, or nothing at all, is answered with Home."""
    assert (await karin.says(greeting)).startswith("Hej Karin Samuelsdotter")


@pytest.mark.parametrize("thanks", ["tack", "Tack så mycket!", "thanks"])
async def test_thanks(karin: Seat, thanks: str) -> None:
    """Thanks are no unknown command."""
    assert await karin.says(thanks) == "Varsågod."


@pytest.mark.parametrize("word", ["hem", "home", "HOME"])
async def test_typed(maja: Seat, word: str) -> None:
    """Home can be typed in both languages."""
    assert (await maja.says(word)).startswith("Hej Maja Ekström")


async def test_no_button_is_refused(town: Town) -> None:
    """Every button of everybody's Home leads on."""
    for who in ("karin", "henrik", "maja", "ylva", "greta", "rut", "new-anna"):
        seat = town.seat(who)
        await seat.opens_home()
        for button in seat.buttons:
            seen = await seat.presses(button)
            assert "hör inte till din roll" not in seen
            assert "känner dig inte" not in seen


async def test_only_what_can_be_done_now(town: Town, karin: Seat, olle: Seat) -> None:
    """Nothing is offered that there is nothing for: no request, no session, no collaboration."""
    await olle.opens_home()
    assert olle.labels == ["Boka en träff", "Hjälp"]
    await karin.says("förfrågningar avböj Björkängens förskola Inget par är ledigt.")
    if "Bekräfta" in karin.labels:
        await karin.presses("Bekräfta")
    await karin.opens_home()
    assert karin.labels == ["Förhandsvisa veckobrevet", "Se läget", "Hjälp"]


async def test_whose_request_waits_can_take_it_back(anna: Seat) -> None:
    """Somebody not yet confirmed can withdraw, and is not offered to ask once more."""
    await anna.says("begär Almby syfte=Läsning effekter=Flyt")
    await anna.confirms()
    await anna.opens_home()
    assert anna.labels == ["Återkalla din förfrågan", "Hjälp"]


async def test_no_requests(town: Town, karin: Seat) -> None:
    """Where none waits that is said in words."""
    await karin.orders("förfrågningar avböj Björkängens förskola Inga lediga par")
    assert "Inga förfrågningar väntar." in await karin.opens_home()
