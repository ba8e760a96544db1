"""What is typed is read back before others are told of it."""

from __future__ import annotations

import inspect

import pytest

import handlers
from handlers.core.command import CommandSpec
from handlers.core.replies import Confirm
from handlers.core.rooms import rooms_of
from tests.handlers.desk import Seat, Town

TELLING = [spec for spec in rooms_of(handlers).commands if "letters." in inspect.getsource(spec.run)]


@pytest.mark.parametrize("spec", TELLING, ids=lambda spec: spec.name)
def test_declared(spec: CommandSpec) -> None:
    """A command that tells others says so, or is read back however it is asked for."""
    assert spec.tells or spec.confirms


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("karin", "utse Björkängens förskola Olle Lindgård och Sana Haddadi"),
        ("karin", "assign Björkängens förskola Olle Lindgård and Sana Haddadi"),
        ("karin", "förfrågningar fråga Björkängens förskola Vilka är med?"),
        ("karin", "förfrågningar avböj Björkängens förskola Inga lediga par"),
        ("karin", "veckobrev skicka"),
        ("karin", "personer ändra Maja Ekström roll=partner"),
        ("rut", "begär Almby skola syfte=Läsning effects=Läslust"),
        ("rut", "request Almby skola purpose=Läsning effects=Läslust"),
        ("maja", "boka granliden torsdag v 43 kl 14-15.30 Formativ"),
        ("bengt", "återta Björkängens förskola"),
    ],
)
async def test_typed(town: Town, who: str, line: str) -> None:
    """Nobody is told of what was typed in one line before it is confirmed; then they are."""
    seat = town.seat(who)
    await seat.says(line)
    assert seat.shown_as(Confirm)
    assert await town.posted() == []
    await seat.confirms()
    assert await town.posted()


async def test_a_form_that_showed_it_all(town: Town, rut: Seat) -> None:
    """A form is not read back once more where all that was filled in was seen in it."""
    await rut.says("begär")
    assert "Din förfrågan är skickad" in await rut.sends(purpose="Läsning", effects="Läslust")
    assert await town.told()
