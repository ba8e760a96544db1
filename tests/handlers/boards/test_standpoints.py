"""Standpoints: counted, and what lists are filtered by."""

from __future__ import annotations

import pytest

from storage.documents.reflections import Reflection
from tests.handlers.desk import Seat, Town

LEARNING = "Lärandet är synligt för den som lär, som kan påverka sitt eget lärande"
OPEN = "En öppen, generös kultur som inte dömer ger mod att pröva nytt"


@pytest.fixture
async def tied(town: Town, maja: Seat) -> None:
    """A session and a reflection that are tied to a standpoint, and shared with nobody."""
    await maja.orders('boka Granliden torsdag v 46 14 Mod ståndpunkt="öppen kultur"')
    await maja.says('reflektera Granliden 4 Bra samtal bara för mig ståndpunkt="synligt lärande"')
    await maja.presses("bara du")
    await maja.confirms()
    assert len(await town.find(Reflection)) >= 1


def _counts(seen: str, standpoint: str) -> list[str]:
    (row,) = [line for line in seen.splitlines() if line.startswith(standpoint)]
    return row.split(" | ")[1:]


@pytest.mark.parametrize(("locale", "line"), [("sv-SE", "ståndpunkter"), ("en-GB", "standpoints")])
async def test_are_counted(town: Town, tied: None, locale: str, line: str) -> None:
    """Each with its goals under way, and this year's sessions and reflections."""
    seen = await town.seat("maja", locale).says(line)
    learning, culture = (LEARNING, OPEN) if locale == "sv-SE" else ("Learning is visible", "An open")
    assert _counts(seen, learning)[0] == "1"
    assert int(_counts(seen, learning)[2]) >= 1
    assert _counts(seen, culture)[1] == "1"


async def test_only_what_one_may_read_counts(tied: None, maja: Seat, karin: Seat, greta: Seat) -> None:
    """A reflection that is for its author alone is not among those that others count."""
    theirs, own = [int(_counts(await one.says("ståndpunkter"), LEARNING)[2]) for one in (greta, maja)]
    assert theirs == own - 1
    assert int(_counts(await karin.says("ståndpunkter"), LEARNING)[2]) == own - 1


async def test_who_takes_part_in_nothing_counts_nothing(tied: None, rut: Seat) -> None:
    """Another school's principal sees none of it."""
    assert _counts(await rut.says("ståndpunkter"), LEARNING) == ["0", "0", "0"]


@pytest.mark.parametrize(
    ("line", "there", "not_there"),
    [
        ("läget synligt lärande", "Granlidens gymnasium", "Björkängen"),
        ("träffar öppen kultur", "Mod", "Elevernas egna mål"),
        ("reflektioner synligt lärande", "Bra samtal", "Mod"),
    ],
)
async def test_lists_are_filtered(tied: None, maja: Seat, line: str, there: str, not_there: str) -> None:
    """By what a standpoint is called in short."""
    seen = await maja.says(line)
    assert there in seen
    assert not_there not in seen
