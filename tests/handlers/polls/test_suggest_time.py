"""Saying that a time doesn't work, and proposing others."""

from __future__ import annotations

import pytest

from storage.documents.polls import Poll
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

COMING = "s-coming"
TYPED = "föreslå tid fredag 30 oktober kl 9 eller måndag 2 november kl 13"
MONDAY = "Ta tiden mån 2 nov v. 45 13.00–14.30"


async def test_picked_with_one_press(town: Town, greta: Seat, maja: Seat) -> None:
    """The pair gets the times as buttons; one press moves the session, and who proposed it is told."""
    await greta.orders(TYPED)
    told = await town.told()
    assert set(told) == {"maja", "petter"}
    assert "Greta Granath föreslår en annan tid: Granlidens gymnasium" in told["maja"][0]
    assert MONDAY in told["maja"][0]
    await maja.says("tidsfrågor")
    assert (await maja.presses(MONDAY)).startswith("Flyttad: Granlidens gymnasium")
    assert f"{(await town.get(Session, COMING)).span.start:%m-%d %H}" == "11-02 13"
    assert set(await town.told()) == {"petter", "greta"}


@pytest.mark.parametrize(
    "typed",
    [
        "föreslå tid Granliden 26 okt till mån 2 nov kl 13",
        "suggest time Granliden Monday 2 November 13:00",
        "föreslå en annan tid mån 2 nov kl 13",
    ],
)
async def test_worded_otherwise(town: Town, greta: Seat, typed: str) -> None:
    """The session's own time, its unit or nothing says which session; the rest are the new times."""
    await greta.orders(typed)
    (poll,) = await town.find(Poll)
    assert poll.session_id == COMING
    assert [f"{one.start:%m-%d %H}" for one in poll.spans] == ["11-02 13"]


async def test_twice(town: Town, greta: Seat) -> None:
    """While a proposal waits there is no second one."""
    await greta.orders(TYPED)
    assert "Du har redan föreslagit andra tider." in await greta.says(TYPED)
    assert len(await town.find(Poll)) == 1


async def test_not_in_somebody_elses(town: Town, bengt: Seat) -> None:
    """Another school's principal proposes nothing there, by the session's id either."""
    await bengt.says(f"föreslå tid {COMING} fredag 30 oktober kl 9")
    await bengt.says("ja")
    assert await town.find(Poll) == []
