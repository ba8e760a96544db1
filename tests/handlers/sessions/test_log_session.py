"""Logging a session that has been held."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("locale", "line", "start"),
    [
        ("sv-SE", "logga träff Granliden igår 14-15.30 Bedömning", "2026-10-14 14:00"),
        ("sv-SE", "logga träff Granliden i måndags kl 9 Bedömning", "2026-10-12 09:00"),
        ("sv-SE", "logga träff Granliden 2 september kl 13 Bedömning", "2026-09-02 13:00"),
        ("sv-SE", "logga träff Granliden torsdag v 38 kl 13 Bedömning", "2026-09-17 13:00"),
        ("sv-SE", "logga träff Granliden tisdag kl 8 Bedömning", "2026-10-13 08:00"),
        ("en-GB", "log session Granliden yesterday 2pm-3.30pm Bedömning", "2026-10-14 14:00"),
        ("en-GB", "log session Granliden last Monday at 9am Bedömning", "2026-10-12 09:00"),
    ],
)
async def test_this_school_year(town: Town, locale: str, line: str, start: str) -> None:
    """It stands as held, with the pair, and those concerned are told; a reflection can follow."""
    before = {one.id for one in await town.find(Session)}
    maja = town.seat("maja", locale)
    await maja.orders(line)
    (logged,) = [one for one in await town.find(Session) if one.id not in before]
    assert f"{logged.span.start:%Y-%m-%d %H:%M}" == start
    assert (logged.state, logged.logged, logged.topic) == (Held.HELD, True, "Bedömning")
    assert set(await town.told()) == {"petter", "greta"}
    assert any(one in maja.labels for one in ("Logga reflektion", "Log reflection"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("logga träff Granliden torsdag v 50 kl 14", "har varit"),
        ("logga träff Granliden 12 oktober kl 14", "Det finns redan en träff där vid den tiden"),
        ("logga träff Granliden idag kl 15", "har varit"),
    ],
)
async def test_what_can_not_be_logged(town: Town, maja: Seat, line: str, said: str) -> None:
    """What is to come, and what stands there already, is said to be that."""
    before = len(await town.find(Session))
    await maja.says(line)
    assert said in maja.sees
    assert len(await town.find(Session)) == before


async def test_the_stage_follows(town: Town, maja: Seat) -> None:
    """A logged session of a kind that begins a stage moves the collaboration on."""
    await maja.orders("logga träff Granliden avslutande möte igår kl 14")
    assert (await town.get(Collaboration, "c-granliden")).stage == "closing"


async def test_undone(town: Town, maja: Seat) -> None:
    """Undone it is gone."""
    before = {one.id for one in await town.find(Session)}
    await maja.orders("logga träff Granliden igår kl 14")
    await maja.says("ångra")
    assert {one.id for one in await town.find(Session)} == before
