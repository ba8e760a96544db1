"""What a pair proposes, and what those who coordinate answer."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.proposals import Answered, Proposal
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("pausa Granliden till v 10 rektorsbyte", "paused"),
        ("avsluta Granliden i förtid rektorsbyte", "ended-early"),
        ("avsluta Granliden", "completed"),
        ("förläng Granliden till VT28", "learning"),
    ],
)
async def test_one_press_accepts_it(town: Town, maja: Seat, karin: Seat, line: str, stage: str) -> None:
    """Nothing changes until the coordinator accepts it; then it is done and all concerned are told."""
    before = await town.get(Collaboration, "c-granliden")
    await maja.says(line)
    assert "Karin Samuelsdotter avgör" in maja.sees
    await maja.confirms()
    assert await town.get(Collaboration, "c-granliden") == before
    assert "Maja Ekström föreslår att samarbetet med Granlidens gymnasium" in await karin.reads()
    await karin.presses("Godkänn förslaget")
    after = await town.get(Collaboration, "c-granliden")
    assert after.stage == stage
    assert after != before
    assert {"greta", "maja", "petter"} <= set(await town.told())
    (proposal,) = await town.find(Proposal)
    assert proposal.answered is Answered.ACCEPTED


async def test_it_is_declined(town: Town, maja: Seat, karin: Seat) -> None:
    """Declined it stays as it was, and who proposed it is told why."""
    await maja.orders("pausa Granliden till v 10")
    await karin.reads()
    await karin.orders("förslag avböj Granliden Vi träffas först.")
    assert (await town.get(Collaboration, "c-granliden")).pause is None
    assert "Vi träffas först." in (await town.told())["maja"][0]


async def test_the_same_twice(maja: Seat, town: Town) -> None:
    """The other of the pair is told that it is proposed already."""
    await maja.orders("pausa Granliden till v 10")
    petter = town.seat("petter")
    await petter.orders("pausa Granliden till v 12")
    assert "redan föreslaget" in petter.sees


async def test_it_is_taken_back(town: Town, maja: Seat, karin: Seat) -> None:
    """Undone in time it is gone, and nobody can accept it."""
    await maja.orders("pausa Granliden till v 10")
    await karin.reads()
    await maja.says("ångra")
    assert await town.find(Proposal) == []
    await karin.presses("Godkänn förslaget")
    assert (await town.get(Collaboration, "c-granliden")).pause is None


async def test_an_answered_one(maja: Seat, karin: Seat, town: Town) -> None:
    """A second press finds it answered."""
    await maja.orders("förläng Granliden till VT28")
    await karin.reads()
    accept = karin.button("Godkänn förslaget")
    await karin.presses(accept)
    version = (await town.get(Collaboration, "c-granliden")).version
    await karin.presses(accept)
    assert (await town.get(Collaboration, "c-granliden")).version == version
