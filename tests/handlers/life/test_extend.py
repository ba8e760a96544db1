"""Letting a collaboration go on longer."""

from __future__ import annotations

from datetime import date

import pytest

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("förläng Granliden till VT28", date(2028, 6, 9)),
        ("förläng Granliden till och med vårterminen 2028", date(2028, 6, 9)),
        ("förläng samarbetet Granliden till 15 december", date(2026, 12, 15)),
        ("extend Granliden until VT28", date(2028, 6, 9)),
        ("förläng Granliden till juni 2028", date(2028, 6, 30)),
    ],
)
async def test_the_last_day(town: Town, karin: Seat, line: str, day: date) -> None:
    """A stretch of time ends with its last day; year two is the same collaboration."""
    await karin.orders(line)
    after = await town.get(Collaboration, "c-granliden")
    assert (after.expected_end, after.stage) == (day, "learning")


async def test_an_end_is_expected_from_the_start(town: Town, karin: Seat) -> None:
    """Appointing a pair sets the end of the school year, which the board shows."""
    await karin.orders("utse Björkängen Maja Ekström och Olle Lindgård")
    assert (await town.get(Collaboration, "c-bjorkangen")).expected_end == date(2027, 6, 11)
    assert "Väntas pågå till: fredag 11 juni 2027" in await karin.says("läget Björkängen")


async def test_the_same_day(karin: Seat) -> None:
    """The day that it already has changes nothing, and that is said."""
    await karin.orders("förläng Granliden till VT28")
    await karin.says("förläng Granliden till VT28")
    assert "väntas redan pågå till den dagen" in karin.sees
