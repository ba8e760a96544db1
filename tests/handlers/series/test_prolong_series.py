"""Going on with a series."""

from __future__ import annotations

from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town
from tests.handlers.series.conftest import booked


async def test_prolonged(town: Town, maja: Seat, series: list[Session]) -> None:
    """As often as before and at the same clock, with days off left out; those concerned are told once."""
    await maja.says("förläng serien Granliden till 15 januari")
    assert "Överhoppat: " in maja.sees
    await maja.confirms()
    days = [f"{one.span.start:%m-%d %H.%M}" for one in await booked(town)]
    assert days == [
        "11-05 09.00",
        "11-12 09.00",
        "11-19 09.00",
        "11-26 09.00",
        "12-03 09.00",
        "12-10 09.00",
        "12-17 09.00",
        "01-14 09.00",
    ]
    assert {one.series for one in await booked(town)} == {series[0].series}
    assert {who: len(texts) for who, texts in (await town.told()).items()} == {"petter": 1, "greta": 1}


async def test_undone(town: Town, maja: Seat, series: list[Session]) -> None:
    """What was added is called off, and the rest stays."""
    await maja.orders("prolong series Granliden until 11 December")
    await maja.says("undo")
    assert [one.span.start.month for one in await booked(town) if one.state == "booked"] == [11] * 4


async def test_not_longer(maja: Seat, series: list[Session]) -> None:
    """A day that it reaches already is refused."""
    assert "Serien går redan så länge." in await maja.says("förläng serien Granliden till 27 november")
