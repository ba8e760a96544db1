"""Closing a collaboration."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town


async def test_it_is_completed(town: Town, karin: Seat) -> None:
    """What was to come is cancelled, what waits for a reflection is pointed out, and all are told once."""
    await karin.says("avsluta Granliden")
    assert "1 kommande träff ställs in: mån 26 okt" in karin.sees
    assert "1 träff väntar på reflektion" in karin.sees
    await karin.confirms()
    closed = await town.get(Collaboration, "c-granliden")
    assert closed.stage == "completed"
    assert closed.ending
    assert not closed.ending.early
    told = await town.told()
    assert {who: len(texts) for who, texts in told.items()} == {"greta": 1, "maja": 1, "petter": 1}
    assert "klart och avslutat" in told["greta"][0].splitlines()[0]
    coming = [one for one in await town.find(Session) if one.starts_at > town.now]
    assert {one.state for one in coming if one.collaboration_id == closed.id} == {Held.CANCELLED}


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", "avsluta Granliden i förtid rektorn slutar"),
        ("en-GB", "close Granliden early rektorn slutar"),
    ],
)
async def test_it_ends_early(town: Town, locale: str, line: str) -> None:
    """Ended early it says why, to those concerned."""
    await town.seat("karin", locale).orders(line)
    closed = await town.get(Collaboration, "c-granliden")
    assert (closed.stage, closed.ending and closed.ending.reason) == ("ended-early", "rektorn slutar")
    assert "rektorn slutar" in (await town.told())["greta"][0]


async def test_early_needs_a_reason(town: Town, karin: Seat) -> None:
    """Without a reason it is asked for."""
    await karin.says("avsluta Granliden i förtid")
    assert (await town.get(Collaboration, "c-granliden")).stage == "learning"
    assert "reason" in {one.name for one in karin.form.fields}
    await karin.sends(reason="Rektorn slutar")
    await karin.confirms() if "Stämmer" in karin.sees else None
    assert (await town.get(Collaboration, "c-granliden")).stage == "ended-early"


async def test_afterwards(town: Town, karin: Seat, maja: Seat) -> None:
    """Nothing more is booked, paused or reflected on; it is said that it is closed."""
    await karin.orders("avsluta Granliden")
    assert "avslutat" in await maja.says("boka Granliden torsdag v 45 kl 14")
    assert "avslutat" in await maja.says("pausa Granliden")


async def test_a_slip_never_closes(town: Town, karin: Seat) -> None:
    """A word that is nearly the command's is offered, never run."""
    await karin.says("avslta Granliden")
    await karin.says("ja")
    assert (await town.get(Collaboration, "c-granliden")).stage == "learning"
