"""`den`: the session that one has just booked or changed."""

from __future__ import annotations

import pytest

from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize("typed", ["flytta den till fredag v 46 kl 10", "move it to Friday week 46 10:00"])
async def test_moves_what_was_booked_last(town: Town, maja: Seat, typed: str) -> None:
    """Of several sessions it is the one that was booked last."""
    await maja.orders("boka Granliden torsdag v 46 14")
    await maja.orders(typed)
    starts = sorted(
        f"{one.span.start:%d %b %H}" for one in await town.find(Session) if one.starts_at > town.now
    )
    assert "13 Nov 10" in starts
    assert "12 Nov 14" not in starts


async def test_asks_where_nothing_was(maja: Seat) -> None:
    """Who has done nothing is asked which one they mean."""
    await maja.orders("boka Granliden torsdag v 46 14")
    await maja.orders("boka Granliden v 47 torsdag 14, v 48 torsdag 14")
    await maja.says("flytta den till fredag v 46 kl 10")
    assert "Stämmer" not in maja.sees
