"""Keeping the time there is."""

from __future__ import annotations

from storage.documents.polls import Poll
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town


async def test_kept(town: Town, greta: Seat, maja: Seat) -> None:
    """Nothing is moved, and who proposed other times is told that it stays."""
    before = await town.get(Session, "s-coming")
    await greta.orders("föreslå tid fredag 30 oktober kl 9")
    await town.told()
    await maja.says("tidsfrågor")
    assert (await maja.presses("Behåll tiden")).startswith("Tiden står fast")
    assert "Tiden står fast" in (await town.told())["greta"][0]
    assert (await town.get(Session, "s-coming")).span == before.span
    assert all(one.settled for one in await town.find(Poll))


async def test_not_for_the_principal(town: Town, greta: Seat) -> None:
    """Who proposed doesn't settle it."""
    await greta.orders("föreslå tid fredag 30 oktober kl 9")
    await greta.says("behåll tiden")
    assert not any(one.settled for one in await town.find(Poll))
