"""What falls due happens once, however many clocks tick."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from structlog.testing import capture_logs

import handlers
from bot.app import make_dispatch
from handlers.core.act import Duty
from handlers.core.dispatch import Dispatch
from handlers.core.due import Reminder, Reminders
from handlers.core.incoming import Due
from handlers.core.replies import Say
from handlers.core.rooms import rooms_of
from handlers.core.scene import Scene
from storage.documents.sessions import Session
from storage.values.texts import typed
from tests.handlers.desk import WORDS, Seat, Town


async def _just_ended(town: Town) -> None:
    coming = await town.get(Session, "s-coming")
    assert coming.span.end is not None
    town.now = coming.span.end + timedelta(minutes=5)


async def test_two_clocks_at_once(town: Town) -> None:
    """Two instances of the bot that tick at the same time do each thing once."""
    await _just_ended(town)
    other = make_dispatch(town._settings, town.store, WORDS, lambda: town.now)
    due = await town.dispatch.what_is_due()
    assert due == await other.what_is_due()
    done = await asyncio.gather(*(desk.due(one) for one in due for desk in (town.dispatch, other)))
    assert sum(done) == len(due)
    told = await town.told()
    assert {"maja", "petter"} < set(told)
    assert {len(texts) for texts in told.values()} == {1}


async def test_a_crash_before_the_commit_is_made_up_for(town: Town) -> None:
    """What was claimed and not committed is done at the next tick."""
    await _just_ended(town)
    failing = [True]

    async def due(scene: Scene) -> list[str]:
        return ["thing:1"]

    async def run(duty: Duty, key: str) -> None:
        duty.letters.post("terminal:maja", Say(text=typed("hej")), "sv")
        if failing:
            raise RuntimeError("no")

    desk = _desk(town, Reminder("thing", due=due, run=run))
    with capture_logs() as logs:
        assert await desk.due(Due(key="thing:1")) is False
    assert logs[0]["error"] == "RuntimeError"
    assert await town.told() == {}
    failing.clear()
    assert await desk.due(Due(key="thing:1")) is True
    assert await desk.due(Due(key="thing:1")) is False
    assert await town.told() == {"maja": ["hej"]}


async def test_one_that_fails_stops_no_other(town: Town) -> None:
    """A reminder that can't say what is due is logged, and the others go on."""

    async def broken(scene: Scene) -> list[str]:
        raise RuntimeError("no")

    async def due(scene: Scene) -> list[str]:
        return ["thing:1"]

    async def run(duty: Duty, key: str) -> None:
        """Do nothing."""

    desk = _desk(town, Reminder("broken", due=broken, run=run), Reminder("thing", due=due, run=run))
    with capture_logs() as logs:
        assert await desk.what_is_due() == [Due(key="thing:1")]
    assert logs[0]["error"] == "RuntimeError"


async def test_a_prompt_that_is_no_longer_called_for(town: Town, maja: Seat) -> None:
    """Between what was found due and doing it, a reflection may have come: then nobody is asked."""
    await _just_ended(town)
    (due,) = [one for one in await town.dispatch.what_is_due() if one.key.startswith("reflect:s-coming")]
    await maja.says("reflektera s-coming 4")
    await maja.confirms()
    await town.dispatch.due(due)
    assert await town.told() == {}


def _desk(town: Town, *reminders: Reminder) -> Dispatch:
    municipality = town.dispatch._begin.municipality
    return Dispatch(
        town.store,
        replace(rooms_of(handlers), reminders=Reminders(reminders)),
        WORDS,
        municipality,
        lambda: town.now,
    )
