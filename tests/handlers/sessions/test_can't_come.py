"""Saying that one can't come, and what the other of the pair does then."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town


async def _coming(town: Town) -> Session:
    (found,) = [one for one in await town.find(Session) if one.starts_at > town.now and one.collaboration_id]
    return found


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", "kan inte Granliden 26 okt krock"),
        ("sv-SE", "jag kan inte komma Granliden 26 okt krock"),
        ("sv-SE", "förhinder Granliden 26 okt krock"),
        ("en-GB", "can't come Granliden 26 Oct krock"),
        ("en-GB", "can't make it Granliden 26 Oct krock"),
        ("en-GB", "can’t make it Granliden 26 Oct krock"),
        ("en-GB", "cant make it Granliden 26 Oct krock"),
    ],
)
async def test_the_other_is_told(town: Town, petter: Seat, locale: str, line: str) -> None:
    """The other of the pair alone is told, with the three ways on; the session stays booked."""
    maja = town.seat("maja", locale)
    await maja.says(line)
    await maja.confirms()
    assert set(await town.told()) == {"petter"}
    session = await _coming(town)
    assert (session.absent, session.state) == (("maja",), Held.BOOKED)
    assert "Petter Åsberg" in maja.sees


@pytest.mark.parametrize("button", ["Jag tar den själv", "Ställ in", "Flytta"])
async def test_each_way_on(town: Town, maja: Seat, petter: Seat, button: str) -> None:
    """One press takes it alone, or opens the move or the cancellation."""
    await maja.orders("kan inte Granliden 26 okt")
    assert "Maja Ekström kan inte komma till träffen på Granlidens gymnasium" in await petter.reads()
    await petter.presses(button)
    if button == "Jag tar den själv":
        assert "Petter Åsberg tar träffen" in (await town.told())["maja"][0]
    else:
        assert "mån 26 okt v. 44 14.00–15.30 Elevernas egna mål" in petter.sees
        assert not await town.told()


async def test_the_prompt_spares_who_was_away(town: Town, maja: Seat) -> None:
    """After the session only the one who came is prompted, and nothing waits for the other."""
    await maja.orders("kan inte Granliden 26 okt")
    await town.told()
    town.later(days=12)
    await town.tick()
    assert "petter" in await town.told()
    assert "26 okt" not in await maja.says("ogjort")


async def test_who_cannot_come_can_still_move_it(town: Town, maja: Seat) -> None:
    """Whoever can't come finds the session as before, and can undo it."""
    await maja.orders("kan inte Granliden 26 okt")
    await maja.says("flytta Granliden 26 okt en vecka framåt")
    assert "2 november" in maja.sees
    await maja.says("nej")
    await maja.says("kan inte Granliden 26 okt")
    assert "redan noterat" in maja.sees


async def test_undone(town: Town, maja: Seat) -> None:
    """Undone they come after all, and the other hears it."""
    await maja.orders("kan inte Granliden 26 okt")
    await maja.says("ångra")
    assert (await _coming(town)).absent == ()


async def test_a_principal_can_not(greta: Seat) -> None:
    """It is for those who lead sessions."""
    assert "Noterat" not in await greta.says("kan inte Granliden 26 okt")


async def test_only_what_is_to_come(town: Town, maja: Seat) -> None:
    """A session that is over is not among those that one can't come to."""
    await maja.orders("boka Granliden fredag 14")
    town.later(days=2)
    await maja.orders("boka Granliden onsdag 14")
    await maja.says("kan inte")
    listed = await maja.searches("session", "")
    assert len(listed) == 2
    assert not any("16 okt" in one for one in listed)
