"""Calling a series off, whole or from a day on."""

from __future__ import annotations

from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town
from tests.handlers.mail import Mail
from tests.handlers.series.conftest import booked


async def test_whole(town: Town, maja: Seat, series: list[Session]) -> None:
    """All to come are named before they count; those concerned are told once, with the reason."""
    assert len(series) == 4
    await maja.says("ställ in serien Granliden Ny planering")
    assert "4 träffar ställs in:" in maja.sees
    assert "tors 26 nov v. 48 09.00–10.00" in maja.sees
    assert "Skäl: Ny planering" in maja.sees
    assert (await maja.confirms()).startswith("4 träffar är inställda: Granlidens gymnasium")
    assert {one.state for one in await booked(town)} == {Held.CANCELLED}
    told = await town.told()
    assert {who: len(texts) for who, texts in told.items()} == {"petter": 1, "greta": 1}
    assert told["greta"][0].startswith("Maja Ekström har ställt in 4 träffar")


async def test_from_a_day_on(town: Town, maja: Seat, series: list[Session]) -> None:
    """Those before the day stay."""
    await maja.orders("cancel series Granliden from 19 November")
    states = [one.state for one in await booked(town)]
    assert states == [Held.BOOKED, Held.BOOKED, Held.CANCELLED, Held.CANCELLED]


async def test_undone(town: Town, maja: Seat, mail: Mail, series: list[Session]) -> None:
    """All take place again, and those who were told are told of it."""
    await maja.orders("ställ in serien")
    await mail.carry()
    assert (await maja.says("ångra")).startswith("4 träffar blir av igen")
    assert {one.state for one in await booked(town)} == {Held.BOOKED}
    told = await mail.carry()
    assert set(told) == {"petter", "greta"}
    assert all("så 4 träffar blir av" in texts[0] for texts in told.values())


async def test_nothing_from_then_on(maja: Seat, series: list[Session]) -> None:
    """Where none is booked from the day on, that is said."""
    assert "Ingen träff i serien är bokad från och med då." in await maja.says("ställ in serien från 1 mars")


async def test_without_a_series(maja: Seat) -> None:
    """Where no series is booked, that is said."""
    assert "Du har ingen serie bokad." in await maja.says("ställ in serien Granliden")


async def test_somebody_elses(town: Town, series: list[Session]) -> None:
    """Who doesn't lead it can't cancel it, by its id either."""
    sana = town.seat("sana")
    await sana.says(f"ställ in serien {series[0].id}")
    await sana.says("ja")
    assert {one.state for one in await booked(town)} == {Held.BOOKED}
