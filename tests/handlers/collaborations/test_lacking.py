"""A known unit without a collaboration, or without a pair, is said to be that, with the button that helps."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town

ASKED = (
    "läget {}",
    "boka {} fredag 14",
    "flytta {} fredag 14",
    "ställ in {}",
    "träffar {}",
    "reflektioner {}",
    "nästa träff {}",
    "kontakter par {}",
)


@pytest.mark.parametrize("asked", ASKED)
async def test_no_collaboration(karin: Seat, asked: str) -> None:
    """Who coordinates hears that there is none, and can ask for one for that unit."""
    seen = await karin.says(asked.format("Almby"))
    assert seen.startswith("Almby skola har inget pågående samarbete")
    assert "Almby skola" in await karin.presses("Be om ett samarbete")


@pytest.mark.parametrize("asked", [one for one in ASKED if not one.startswith("läget")])
async def test_no_pair(karin: Seat, asked: str) -> None:
    """Who coordinates hears that no pair is appointed, and can appoint one there."""
    seen = await karin.says(asked.format("Björkängen"))
    assert seen.startswith("Inget par är utsett för Björkängens förskola än")
    assert "Björkängens förskola" in await karin.presses("Utse ett par")


@pytest.mark.parametrize("asked", ASKED)
async def test_the_same_for_what_is_there_and_what_is_not(town: Town, asked: str) -> None:
    """Somebody without a part in it can't tell a unit with a pair from one without anything."""
    for who in ("olle", "ylva"):
        answers = set()
        for unit, name in (
            ("Granliden", "Granlidens gymnasium"),
            ("Björkängen", "Björkängens förskola"),
            ("Almby", "Almby skola"),
        ):
            seen = await town.seat(who).says(asked.format(unit))
            answers.add(seen.replace(name, "X"))
        assert len(answers) == 1
        assert "X" in answers.pop()


async def test_the_principal_of_the_unit(rut: Seat, bengt: Seat) -> None:
    """A principal gets the button for their own unit, and hears who appoints where they wait for a pair."""
    await rut.says("läget Almby")
    assert rut.labels == ["Be om ett samarbete"]
    await rut.says("läget Ekdala")
    assert rut.labels == []
    seen = await bengt.says("nästa träff Björkängen")
    assert "Karin Samuelsdotter utser ett." in seen
    assert "Skede: förfrågan" in await bengt.presses("Se läget")


async def test_what_is_no_unit(karin: Seat) -> None:
    """What is no unit's name is said to find nothing."""
    await karin.says("läget Nyköping")
    assert "Jag hittar inget i listan med ”Nyköping”" in karin.sees


async def test_in_a_form(maja: Seat) -> None:
    """Where there is another one to choose, the form stays, and says what the unit lacks."""
    await maja.says("boka Almby fredag 14")
    assert maja.errors == {"collaboration": "Du är inte med i något samarbete på Almby skola"}
