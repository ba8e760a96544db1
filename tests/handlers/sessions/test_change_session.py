"""Changing what a session is about, where it is, for whom and how long."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town


async def _coming(town: Town) -> Session:
    (found,) = [one for one in await town.find(Session) if one.starts_at > town.now and one.collaboration_id]
    return found


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", 'ändra träff Granliden 26 okt plats=Biblioteket ämne="Nya mål" längd=60 arbetslag=Matte'),
        ("en-GB", 'change session Granliden 26 Oct place=Biblioteket topic="Nya mål" length=60 team=Matte'),
    ],
)
async def test_what_is_named_changes(town: Town, locale: str, line: str) -> None:
    """Only what is named changes; it is read back and told to those concerned."""
    before = await _coming(town)
    maja = town.seat("maja", locale)
    await maja.orders(line)
    after = await _coming(town)
    assert (after.topic, after.place, after.team) == ("Nya mål", "Biblioteket", "Matte")
    assert after.span.start == before.span.start
    assert (after.ends_at - after.starts_at).total_seconds() == 3600
    told = await town.told()
    assert set(told) == {"petter", "greta"}
    assert "Plats: Biblioteket" in told["greta"][0]


async def test_at_booking(town: Town, maja: Seat) -> None:
    """Place and team can be said when it is booked, and stand on the card."""
    await maja.orders('boka Granliden torsdag v 46 kl 14 plats="Sal 12" arbetslag=Språk')
    assert "Plats: Sal 12" in maja.sees
    assert "Arbetslag: Språk" in maja.sees


async def test_nothing_named(town: Town, maja: Seat) -> None:
    """Without anything named the form comes, filled in as it is; words alone change nothing."""
    before = await _coming(town)
    await maja.says("ändra träff Granliden 26 okt")
    assert maja.filled_in["topic"] == before.topic
    await maja.says("hej hopp")
    assert await _coming(town) == before


async def test_undone(town: Town, maja: Seat) -> None:
    """Undone it is as it was."""
    before = await _coming(town)
    await maja.orders("ändra träff Granliden 26 okt plats=Biblioteket")
    await maja.says("ångra")
    after = await _coming(town)
    assert after == before.at_version(after.version)


async def test_longer_than_free(town: Town, maja: Seat) -> None:
    """A longer one that runs into another session is pointed out, with each that it runs into."""
    await maja.orders("boka Granliden 26 okt kl 16-17")
    await maja.says("ändra träff Granliden 26 okt kl 14 längd=180")
    assert "Maja Ekström och Petter Åsberg har redan mån 26 okt" in maja.sees
