"""Stages: by sessions that were held, and by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.documents.steps import Step
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town

GRANLIDEN = "c-granliden"


async def _books(town: Town, kind: str, start: datetime) -> Session:
    session = Session(
        id=kind,
        collaboration_id=GRANLIDEN,
        session_kind=kind,
        span=Span(start=start, end=start + timedelta(hours=1)),
        people=("maja", "petter"),
    )
    await town.add(session)
    return session


async def _stage(town: Town) -> str:
    return (await town.get(Collaboration, GRANLIDEN)).stage


async def test_a_session_begins_a_stage_once_it_is_over(town: Town) -> None:
    """The stage moves on when the session's time is over, whether anybody reflects or not; it is noted."""
    await _books(town, "closing", datetime(2026, 10, 15, 14, tzinfo=STOCKHOLM))
    town.later(hours=5)
    await town.tick()
    assert await _stage(town) == "learning"
    town.later(hours=1)
    await town.tick()
    assert await _stage(town) == "closing"
    (step,) = await town.find(Step)
    assert (step.by, step.stages) == (None, ("learning", "closing"))


@pytest.mark.parametrize("state", [Held.CANCELLED, Held.NOT_HELD, Held.MOVED])
async def test_what_was_not_held_begins_nothing(town: Town, state: Held) -> None:
    """A session that was cancelled, or marked as not held, moves nothing."""
    booked = await _books(town, "closing", datetime(2026, 10, 15, 8, tzinfo=STOCKHOLM))
    await town.change(booked, state=state)
    town.later(hours=8)
    await town.tick()
    assert await _stage(town) == "learning"


async def test_by_hand_it_stays(town: Town, maja: Seat) -> None:
    """What the pair sets by hand after a session is not moved by that session again."""
    await _books(town, "closing", datetime(2026, 10, 15, 8, tzinfo=STOCKHOLM))
    await maja.orders("skede Granliden arbetsplan vi börjar om")
    town.later(hours=8)
    await town.tick()
    assert await _stage(town) == "work-plan"


@pytest.mark.parametrize(
    ("locale", "line", "said"),
    [
        ("sv-SE", "skede Granliden avslutning", "Stämmer det här?"),
        (
            "sv-SE",
            "skede Granliden kartläggning nytt tag",
            "Det är ett steg tillbaka från: kollegialt lärande.",
        ),
        ("en-GB", "stage Granliden mapping again", "That goes back from: collegial learning."),
    ],
)
async def test_going_back_is_asked_about(town: Town, locale: str, line: str, said: str) -> None:
    """Going on or back is read back, never refused."""
    maja = town.seat("maja", locale)
    await maja.says(line)
    assert said in maja.sees


async def test_skipping_is_asked_about(town: Town, karin: Seat) -> None:
    """What is skipped is named, and done after a yes; why stands in the history."""
    await karin.orders("utse Björkängen Maja Ekström och Olle Lindgård")
    await karin.says("skede Björkängen arbetsplan kartläggningen är gjord")
    assert "Då hoppar ni över: första möte" in karin.sees
    await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "work-plan"
    assert "kartläggningen är gjord" in await karin.says("historik Björkängen")


async def test_not_while_it_rests(karin: Seat) -> None:
    """What is paused has to be resumed first, and that is said."""
    await karin.orders("pausa Granliden till v 10")
    await karin.says("skede Granliden avslutning")
    assert "Det är pausat. Återuppta det först." in karin.sees


async def test_the_principal_can_not(greta: Seat) -> None:
    """Those who lead it set it, and are named."""
    await greta.says("skede Granliden avslutning")
    assert "Maja och Petter" in greta.sees
