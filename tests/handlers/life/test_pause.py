"""Pausing a collaboration."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.documents.steps import Step, StepKind
from tests.handlers.desk import STOCKHOLM, Seat, Town

GRANLIDEN = "c-granliden"


async def _coming(town: Town) -> list[Session]:
    found = await town.find(Session, order_by="starts_at")
    return [one for one in found if one.collaboration_id == GRANLIDEN and one.starts_at > town.now]


@pytest.mark.parametrize(
    ("locale", "line", "day"),
    [
        ("sv-SE", "pausa Granliden till v 10 rektorsbyte", "måndag 8 mars 2027"),
        ("sv-SE", "pausa Granliden till och med v 10 rektorsbyte", "måndag 15 mars 2027"),
        ("sv-SE", "gör uppehåll i Granliden till efter sportlovet rektorsbyte", "måndag 1 mars 2027"),
        ("sv-SE", "pausa samarbetet Granliden till 1 mars rektorsbyte", "måndag 1 mars 2027"),
        ("en-GB", "pause Granliden until week 10 rektorsbyte", "Monday 8 March 2027"),
        ("en-GB", "pause Granliden until VT28 rektorsbyte", "Monday 10 January 2028"),
    ],
)
async def test_the_first_day_back_is_read_back(town: Town, locale: str, line: str, day: str) -> None:
    """Until a week ends when it begins; the read-back names the first day back, and why."""
    karin = town.seat("karin", locale)
    await karin.says(line)
    assert day in karin.sees
    await karin.confirms()
    paused = await town.get(Collaboration, GRANLIDEN)
    assert paused.pause
    assert (paused.stage, paused.pause.stage, paused.pause.reason) == ("paused", "learning", "rektorsbyte")
    assert day in await karin.says("läget Granliden" if locale == "sv-SE" else "status Granliden")


async def test_those_concerned_are_told_once(town: Town, karin: Seat) -> None:
    """The principal and the pair hear it in one message each, with what becomes of their sessions."""
    await karin.orders("pausa Granliden till v 10")
    told = await town.told()
    assert {who: len(texts) for who, texts in told.items()} == {"greta": 1, "maja": 1, "petter": 1}
    assert "Träffar som står kvar: mån 26 okt v. 44 14.00–15.30" in told["greta"][0]


async def test_sessions_until_then_are_cancelled(town: Town, karin: Seat) -> None:
    """One press at the read-back has them cancelled; what comes after the pause stays."""
    after = datetime(2027, 3, 15, 14, tzinfo=STOCKHOLM)
    (booked,) = await _coming(town)
    later = booked.span.model_copy(update={"start": after, "end": after + timedelta(hours=1)})
    await town.add(booked.changed(id="later", version=0, span=later))
    await karin.says("pausa Granliden till v 10")
    assert "1 träff är bokad under tiden och står kvar: mån 26 okt" in karin.sees
    await karin.presses("ställ in dem")
    await karin.confirms()
    assert [one.state for one in await _coming(town)] == [Held.CANCELLED, Held.BOOKED]
    assert "Inställda träffar: mån 26 okt v. 44 14.00–15.30" in (await town.told())["maja"][0]


async def test_sessions_are_moved_past_it(town: Town, karin: Seat) -> None:
    """They are moved by whole weeks, the first to the first possible day, and it is read back."""
    await karin.says("pausa Granliden till v 10")
    await karin.presses("flytta dem till efter uppehållet")
    assert "mån 8 mars 2027 v. 10 14.00–15.30" in karin.sees
    await karin.confirms()
    (moved,) = await _coming(town)
    assert moved.span.start == datetime(2027, 3, 8, 14, tzinfo=STOCKHOLM)


async def test_it_can_be_undone(town: Town, karin: Seat) -> None:
    """Undone it goes on as it was, sessions too; the history tells both."""
    before = await town.get(Collaboration, GRANLIDEN)
    await karin.says("pausa Granliden till v 10")
    await karin.presses("ställ in dem")
    await karin.confirms()
    await karin.says("ångra")
    after = await town.get(Collaboration, GRANLIDEN)
    assert after == before.at_version(after.version)
    assert [one.state for one in await _coming(town)] == [Held.BOOKED]
    assert {one.what for one in await town.find(Step)} == {StepKind.PAUSED, StepKind.UNDONE}


async def test_a_day_that_has_been(karin: Seat) -> None:
    """A day that isn't to come is refused in words, and asked for again."""
    await karin.says("pausa Granliden till 1 oktober 2026")
    assert "torsdag 1 oktober 2026 har redan varit" in karin.sees


async def test_a_longer_pause(town: Town, karin: Seat) -> None:
    """What is paused is paused longer by the same command, from when it was."""
    await karin.orders("pausa Granliden till v 10 rektorsbyte")
    first = await town.get(Collaboration, GRANLIDEN)
    town.later(days=7)
    await karin.orders("pausa Granliden till v 20")
    longer = await town.get(Collaboration, GRANLIDEN)
    assert first.pause
    assert longer.pause == first.pause.model_copy(update={"back": date(2027, 5, 17)})


@pytest.mark.parametrize("line", ["pausa Granliden tills vidare", "pause Granliden until further notice"])
async def test_until_further_notice(town: Town, karin: Seat, line: str) -> None:
    """The day can be left open; a pause alone asks for it."""
    await karin.says(line)
    await karin.confirms()
    pause = (await town.get(Collaboration, GRANLIDEN)).pause
    assert pause
    assert pause.back is None


async def test_the_day_is_asked_for(town: Town, karin: Seat) -> None:
    """Without a day it is asked for, and answered by typing it."""
    await karin.says("pausa Granliden")
    await karin.says("till v 10")
    await karin.confirms()
    pause = (await town.get(Collaboration, GRANLIDEN)).pause
    assert pause
    assert pause.back == date(2027, 3, 8)


async def test_a_request_is_not_paused(karin: Seat) -> None:
    """A request has no work to rest from, and what can be done instead is said."""
    await karin.says("pausa Björkängen till v 10")
    assert "Där är inget par utsett än." in karin.sees


async def test_when_it_is_over_the_coordinator_is_asked(town: Town, karin: Seat) -> None:
    """On the first day back the coordinator gets both ways on, once; one press resumes it."""
    await karin.orders("pausa Granliden till v 10 rektorsbyte")
    town.now = datetime(2027, 3, 8, 7, 59, tzinfo=STOCKHOLM)
    await town.tick()
    await town.told()
    town.later(minutes=2)
    await town.tick()
    assert await town.tick() == 0
    assert "Uppehållet för Granlidens gymnasium är slut" in await karin.reads()
    assert karin.labels == ["Återuppta", "Förläng"]
    await karin.presses("Återuppta")
    await karin.confirms() if "Stämmer" in karin.sees else None
    assert (await town.get(Collaboration, GRANLIDEN)).stage == "learning"


async def test_the_pause_is_extended(town: Town, karin: Seat) -> None:
    """The other way on asks for another first day back."""
    await karin.orders("pausa Granliden till v 10")
    town.now = datetime(2027, 3, 8, 9, tzinfo=STOCKHOLM)
    await town.told()
    await town.tick()
    await karin.reads()
    await karin.presses("Förläng")
    await karin.sends(back="v 20")
    await karin.confirms()
    pause = (await town.get(Collaboration, GRANLIDEN)).pause
    assert pause
    assert pause.back == date(2027, 5, 17)
