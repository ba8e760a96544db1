"""Partners: people from other support units who are invited to sessions."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Readers, Reflection
from tests.handlers.desk import STOCKHOLM, Seat, Town

GRANLIDEN = "c-granliden"


@pytest.mark.parametrize(
    ("locale", "line"),
    [("sv-SE", "medverkande Granliden Ylva till VT27"), ("en-GB", "partners Granliden Ylva until VT27")],
)
async def test_they_are_invited(town: Town, petter: Seat, locale: str, line: str) -> None:
    """They are told, and hear of sessions that are booked, moved and cancelled while they are invited."""
    maja, ylva = town.seat("maja", locale), town.seat("ylva")
    await maja.orders(line)
    assert "Maja Ekström bjuder in dig till träffarna på Granlidens gymnasium" in await ylva.reads()
    await petter.orders("boka Granliden torsdag v 46 kl 14 Test")
    assert "har bokat" in (await town.told())["ylva"][0]
    await petter.orders("flytta Granliden 12/11 en vecka framåt")
    assert "har flyttat" in (await town.told())["ylva"][0]
    assert "Test" in await ylva.says("träffar")
    await petter.orders("boka Granliden torsdag v 38 2027 kl 14")
    assert "ylva" not in await town.told()


async def test_what_they_may(town: Town, maja: Seat, karin: Seat) -> None:
    """They don't lead, are no load, and read no reflections but what is theirs."""
    (written,) = await town.find(Reflection)
    await town.change(written, shared_with=(Readers.PRINCIPAL, Readers.PROCESS_GROUP, Readers.MEMBERS))
    await maja.orders("medverkande Granliden Ylva")
    ylva = town.seat("ylva")
    assert written.happened not in await ylva.says("reflektioner")
    assert "Bokad" not in await ylva.says("boka Granliden torsdag v 46 kl 14")
    assert "Inga samarbeten" in await ylva.says("min belastning")


async def test_afterwards_they_see_nothing(town: Town, maja: Seat) -> None:
    """Once the last day is over they follow it no more."""
    await maja.orders("medverkande Granliden Ylva till 20 november")
    ylva = town.seat("ylva")
    town.now = datetime(2026, 11, 20, 12, tzinfo=STOCKHOLM)
    await town.tick()
    assert "Skede" in await ylva.says("läget")
    town.later(days=1)
    await town.tick()
    assert (await town.get(Collaboration, GRANLIDEN)).partners == ()
    assert "Skede" not in await ylva.says("läget Granliden")


async def test_they_are_taken_away(town: Town, maja: Seat) -> None:
    """With a last day that is over they are taken away at once, and told."""
    await maja.orders("medverkande Granliden Ylva")
    await town.told()
    await maja.orders("medverkande Granliden Ylva till 1 oktober 2026")
    assert (await town.get(Collaboration, GRANLIDEN)).partners == ()
    assert "inte längre inbjuden" in (await town.told())["ylva"][0]


async def test_who_takes_part_already(maja: Seat) -> None:
    """One of the pair, or the principal, can't be a partner."""
    await maja.says("medverkande Granliden Petter")
    assert "Petter Åsberg är redan med." in maja.sees
