"""When people meet next."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town


async def test_the_next_one_is_shown(town: Town, maja: Seat, greta: Seat) -> None:
    """The very next session counts, one under way included; the pair gets its buttons, the principal none."""
    start = datetime(2026, 10, 15, 9, 0, tzinfo=STOCKHOLM)
    span = Span(start=start, end=start + timedelta(hours=1))
    common = {"collaboration_id": "c-granliden", "session_kind": "learning", "people": ("maja", "petter")}
    await town.add(Session(id="s-now", span=span, topic="Pågående", **common))
    assert "Pågående" in await maja.says("nästa träff")
    assert "Flytta" in maja.labels
    assert "Pågående" in await greta.says("nästa träff")
    assert greta.labels == []
    town.later(hours=1)
    assert "Elevernas egna mål" in await greta.says("next session Granliden")


async def test_one_elsewhere_is_not_told_of(town: Town, olle: Seat, bengt: Seat) -> None:
    """A unit with a collaboration that one has no part in is answered like one without."""
    answers = {await olle.says(f"nästa träff {unit}") for unit in ("Granliden", "Björkängen", "Almby")}
    assert {one.replace("Granlidens gymnasium", "X") for one in answers} & {
        one.replace("Almby skola", "X") for one in answers
    }
    assert not any("Elevernas" in one or "Inget par" in one for one in answers)
    assert "Elevernas" not in await bengt.says("nästa träff Granliden")


async def test_nothing_booked(town: Town, maja: Seat, greta: Seat) -> None:
    """Where a pair is at work and nothing is booked, who may book gets the button for it."""
    await town.erase(Session, "s-coming")
    assert "Inget är inbokat på Granlidens gymnasium" in await maja.says("nästa träff")
    assert maja.labels == ["Boka en träff"]
    await greta.says("nästa träff")
    assert greta.labels == []


async def test_it_answers_which_session(town: Town, maja: Seat) -> None:
    """Said in answer to which session is meant, it is that one, and no question of its own."""
    start = datetime(2026, 10, 20, 9, 0, tzinfo=STOCKHOLM)
    span = Span(start=start, end=start + timedelta(hours=1))
    common = {"collaboration_id": "c-granliden", "session_kind": "learning", "people": ("maja", "petter")}
    await town.add(Session(id="s-more", span=span, topic="Samtal", **common))
    await maja.says("ställ in Granliden")
    await maja.says("nästa träff")
    assert "tis 20 okt v. 43 09.00–10.00 Samtal" in maja.sees
    assert "Stämmer det här?" in maja.sees


async def test_after_the_end(town: Town, greta: Seat) -> None:
    """Where the collaboration has ended, that there is nothing booked is all that is said."""
    await town.erase(Session, "s-coming")
    await town.change(await town.get(Collaboration, "c-granliden"), stage="completed")
    assert "Du har inga bokade träffar" in await greta.says("nästa träff")
