"""What is typed to an open form may name its fields, in a line each or several in a row."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town


async def test_each_line_names_its_field(rut: Seat) -> None:
    """The name is no part of the text, and a colon further on is."""
    await rut.says("begär Almby")
    await rut.says("syfte: bättre bedömning")
    assert "Syfte: bättre bedömning\n" in rut.sees
    await rut.says("önskade effekter: mer likvärdigt: i alla ämnen")
    assert "Önskade effekter: mer likvärdigt: i alla ämnen\n" in rut.sees
    assert "Stämmer det här?" in rut.sees


@pytest.mark.parametrize(
    ("locale", "begin", "line", "seen"),
    [
        (
            "sv-SE",
            "begär",
            "skola: Almby, syfte: läsning",
            ("Skola eller förskola: Almby skola", "Syfte: läsning"),
        ),
        (
            "en-GB",
            "request",
            "school: Almby, purpose: reading",
            ("preschool: Almby skola", "Purpose: reading"),
        ),
        ("en-GB", "request Almby", "wished effects = more joy", ("Wished effects: more joy",)),
    ],
)
async def test_several_in_a_row(
    town: Town, locale: str, begin: str, line: str, seen: tuple[str, ...]
) -> None:
    """A part of a field's name is enough for the first one."""
    rut = town.seat("rut", locale)
    await rut.says(begin)
    shown = await rut.says(line)
    assert all(one in shown for one in seen)


async def test_a_text_that_names_nothing_stays_whole(rut: Seat) -> None:
    """Words before a colon that are no field's name are the text's own."""
    await rut.says("begär Almby")
    await rut.says("vi tänker: läsa mer")
    assert "Syfte: vi tänker: läsa mer" in rut.sees
