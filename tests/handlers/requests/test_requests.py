"""The queue of requests."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town
from tests.handlers.requests.test_requests_ask import BJORKANGEN


async def test_the_queue_with_age(karin: Seat) -> None:
    """Waiting requests are shown, the oldest first, with all that was written and how long they waited."""
    seen = await karin.says("förfrågningar")
    assert seen.startswith("1 förfrågan väntar.")
    assert "Björkängens förskola önskar ett samarbete" in seen
    assert "Har väntat: 5 dagar" in seen
    assert karin.labels == ["Utse ett par", "Ställ en fråga", "Avböj"]


async def test_a_request_of_today(town: Town, rut: Seat, karin: Seat) -> None:
    """A request that came today says so, instead of 0 days."""
    await rut.says("begär purpose=Läsning effects=Läslust")
    await rut.sends()
    assert "Har väntat: sedan idag" in (await town.told())["karin"][0]


async def test_an_empty_queue(town: Town, karin: Seat) -> None:
    """With nothing waiting it says so."""
    await town.change(await town.get(Collaboration, BJORKANGEN), stage="declined")
    assert await karin.says("förfrågningar") == "Inga förfrågningar väntar."


async def test_a_long_queue(town: Town, karin: Seat) -> None:
    """The first eight are shown with buttons, the rest in a line each, so that the answer fits."""
    first = await town.get(Collaboration, BJORKANGEN)
    await town.add(*(first.model_copy(update={"id": f"c{n}", "version": 0}) for n in range(10)))
    seen = await karin.says("requests")
    assert seen.startswith("11 förfrågningar väntar.")
    assert karin.labels.count("Utse ett par") == 8
    assert seen.count("Väntar också: Björkängens förskola, 5 dagar") == 3

    assert "Skriv ”förfrågningar” och en enhets namn" in seen.splitlines()[0]


@pytest.mark.parametrize("typed", ["Almby", "almbi", "Rut", "requests almby skola"])
async def test_one_of_the_queue(rut: Seat, karin: Seat, typed: str) -> None:
    """Words after the command choose by the unit's or the principal's name."""
    await rut.says("begär purpose=Läsning effects=Läslust")
    await rut.sends()
    seen = await karin.says(typed if " " in typed else f"förfrågningar {typed}")
    assert seen.startswith("1 förfrågan väntar.")
    assert "Almby skola" in seen
    assert "Björkängen" not in seen


async def test_none_of_the_kind(karin: Seat) -> None:
    """What matches no request is said, with the units that have one; a slip in a command is no search."""
    seen = await karin.says("förfrågningar Tallås")
    assert seen.startswith("Jag hittar inget i listan med ”Tallås”\nEnhet: Björkängens förskola")
    await karin.says("förfrågningar bekräft Björkängen")
    assert karin.labels == ["förfrågningar bekräfta", "Visa alla förfrågningar"]


async def test_an_old_button_of_a_request_dealt_with(karin: Seat, henrik: Seat) -> None:
    """Two who coordinate: the second one's button shows that it was dealt with."""
    for one in (karin, henrik):
        await one.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.sends(reason="Inget par är ledigt.")
    await henrik.presses("Utse ett par")
    assert henrik.sees.startswith("Det här har ändrats sedan dess.")
    assert "avböjd" in henrik.sees
    assert henrik.labels == []


@pytest.mark.parametrize(
    "act", ["", " bekräfta Björkängen", " fråga Björkängen Hur?", " avböj Björkängen Nej"]
)
async def test_only_for_who_coordinates(town: Town, maja: Seat, bengt: Seat, act: str) -> None:
    """Developers and principals are refused the queue and all that is done with it."""
    for one in (maja, bengt):
        await one.says(f"förfrågningar{act}")
        assert one.sees.startswith("Det hör inte till din roll. Det kan Karin Samuelsdotter")
    assert await town.told() == {}


async def test_in_english(town: Town) -> None:
    """The same in English."""
    karin = town.seat("karin", "en-US")
    seen = await karin.says("requests")
    assert "Björkängens förskola asks for a collaboration" in seen
    assert "Waiting: 5 days" in seen


async def test_in_a_word(karin: Seat) -> None:
    """A request is declined by the word alone, too."""
    assert "Stämmer" in await karin.says("avböj Björkängen Inget par är ledigt i år")
    assert "Inget par är ledigt i år" in karin.sees
