"""Fields that are named in a line: by labels of several words, and choices with slips."""

from __future__ import annotations

import pytest

import handlers
from handlers.core.command import CommandSpec
from handlers.core.named_fields import take_named
from handlers.core.rooms import rooms_of
from tests.handlers.desk import WORDS, Seat, Town

COMMANDS = list(rooms_of(handlers).commands)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_label_names_its_field(command: CommandSpec, language: str) -> None:
    """Each field's whole label names it in a line, in either language, and nothing of it is left over."""
    for one in command.fields:
        label = WORDS.text(one.asked.label, language)
        for written in (label, label.lower(), label.replace(" ", "-")):
            raw, rest = take_named(command.fields, f'först {written}="E d" sist', WORDS, str.strip)
            assert (raw, rest) == ({one.name: "E d"}, "först sist"), written


async def test_a_label_with_a_space_takes_nothing_else(rut: Seat) -> None:
    """A label of two words puts none of them into another field."""
    await rut.orders('begär Almby skola syfte="S" önskade effekter="E" vem deltar=Alla lag')
    assert "Önskade effekter: E" in rut.sees
    assert "önskade" not in rut.sees.replace("Önskade effekter", "")


@pytest.mark.parametrize(
    ("who", "line", "shown"),
    [
        ("maja", "boka Granliden lärträf 2026-11-05 14-15.30 Bedömning", "Typ av träff: lärträff"),
        (
            "maja",
            "boka Granliden kartläggningen 2026-11-05 14-15.30 Intervjuer",
            "Typ av träff: kartläggning",
        ),
        ("maja", "boka egen träf 2026-11-05 14-15.30 Läsecirkel", "Typ av träff: egen träff"),
        ("karin", "personer lägg till namn='Nils Ny' roll=kvalitetsutvecklre", "Roll: kvalitetsutvecklare"),
        ("maja", "reflektera s-ended outcome=genomförrd 4", "Blev den av?: genomförd"),
    ],
)
async def test_a_slip_in_a_choice_is_read_back(town: Town, who: str, line: str, shown: str) -> None:
    """A near miss of a choice is read back as what it is near to, and falls to no default unseen."""
    person = town.seat(who)
    await person.says(line)
    assert shown in person.sees
    assert "Stämmer det här?" in person.sees


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("karin", "personer lägg till namn='Nils Ny' roll=kung"),
        ("karin", "språk finska"),
        ("maja", "reflektera s-ended 4 visibility=kommunen"),
    ],
)
async def test_what_is_near_to_none_is_asked(town: Town, who: str, line: str) -> None:
    """What is near to no choice is asked about."""
    assert "är inte ett av valen" in await town.seat(who).says(line)
