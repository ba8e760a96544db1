"""Moving a series, whole or from a day on."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town
from tests.handlers.series.conftest import booked


def _lies(sessions: list[Session]) -> list[str]:
    return [f"{one.span.start:%m-%d %H.%M}" for one in sessions]


@pytest.mark.parametrize(
    ("typed", "lies"),
    [
        ("flytta serien Granliden till kl 13", ["11-05 13.00", "11-12 13.00", "11-19 13.00", "11-26 13.00"]),
        (
            "flytta serien Granliden onsdagar kl 13",
            ["11-04 13.00", "11-11 13.00", "11-18 13.00", "11-25 13.00"],
        ),
        (
            "flytta hela serien Granliden en vecka framåt",
            ["11-12 09.00", "11-19 09.00", "11-26 09.00", "12-03 09.00"],
        ),
        (
            "move series Granliden from 19 November an hour later",
            ["11-05 09.00", "11-12 09.00", "11-19 10.00", "11-26 10.00"],
        ),
        ("move the series to Wednesdays", ["11-04 09.00", "11-11 09.00", "11-18 09.00", "11-25 09.00"]),
    ],
)
async def test_moved(town: Town, maja: Seat, series: list[Session], typed: str, lies: list[str]) -> None:
    """Each session lies where the words put it, as long as before; those concerned are told once."""
    await maja.orders(typed)
    found = await booked(town)
    assert _lies(found) == lies
    assert {one.ends_at - one.starts_at for one in found} == {series[0].ends_at - series[0].starts_at}
    assert {who: len(texts) for who, texts in (await town.told()).items()} == {"petter": 1, "greta": 1}


async def test_undone(town: Town, maja: Seat, series: list[Session]) -> None:
    """They lie as before."""
    await maja.orders("flytta serien kl 13")
    await maja.says("ångra")
    assert _lies(await booked(town)) == _lies(series)


async def test_days_off_are_told(maja: Seat, series: list[Session]) -> None:
    """That one comes to lie in a break is said before it counts."""
    assert "höstlovet" in await maja.says("flytta serien Granliden en vecka tidigare")


async def test_no_time(town: Town, maja: Seat, series: list[Session]) -> None:
    """What says no time is asked about, and nothing is moved."""
    await maja.says("flytta serien Granliden kanske")
    assert "Skriv en veckodag, ett klockslag" in maja.errors.get("times", maja.sees)
    assert _lies(await booked(town)) == _lies(series)
