"""Putting several times to principal and pair."""

from __future__ import annotations

from storage.documents.polls import Poll
from tests.handlers.desk import Seat, Town


async def test_principal_and_pair_are_asked(town: Town, maja: Seat) -> None:
    """Both get the times to tick; who asks can do all of them."""
    await maja.orders("fråga om tider Granliden tors 5 nov kl 14, fre 6 nov kl 9 Läsning")
    told = await town.told()
    assert set(told) == {"petter", "greta"}
    assert "Passar: fre 6 nov v. 45 09.00–10.30" in told["greta"][0]
    assert "tors 5 nov v. 45 14.00–15.30: Maja Ekström" in told["greta"][0]
    (poll,) = await town.find(Poll)
    assert (poll.topic, len(poll.spans)) == ("Läsning", 2)


async def test_one_time_is_no_choice(town: Town, maja: Seat) -> None:
    """Of a single time there is nothing to choose, and of more than five too much."""
    await maja.says("fråga om tider Granliden tors 5 nov kl 14")
    assert "minst två tider" in maja.errors["when"]
    await maja.says("avbryt")
    await maja.says("poll Granliden torsdagar kl 9 från 5 november till 17 december")
    assert "högst 5 tider" in maja.errors["when"]
    assert await town.find(Poll) == []


async def test_not_for_others(town: Town, greta: Seat, olle: Seat) -> None:
    """Who doesn't lead it asks nobody."""
    for seat in (greta, olle):
        await seat.says("fråga om tider Granliden tors 5 nov kl 14, fre 6 nov kl 9")
        await seat.says("ja")
    assert await town.find(Poll) == []
