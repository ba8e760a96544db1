"""Who has several chat accounts is written to where they spoke last, and elsewhere where that is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.delivery import LEASE, NobodyKnows, Undeliverable
from handlers.core.incoming import Removed
from handlers.core.replies import Reply
from storage.documents.people import Account
from storage.documents.posts import Posted
from storage.store import OutgoingState
from tests.handlers.desk import THURSDAY, Seat, Town, account
from tests.handlers.mail import Mail

AFTER = THURSDAY + 2 * LEASE
GONE = Undeliverable("account_inactive")


@pytest.fixture
async def accounts(town: Town) -> None:
    """Petter has two more chat accounts, one before the usual one by name and one after it."""
    await town.add(account("terminal:ahead", "petter"), account("terminal:zulu", "petter"))


async def _book(maja: Seat, week: int = 43) -> None:
    await maja.says(f"boka Granliden torsdag v {week} kl 14-15.30 Nära")
    await maja.confirms()


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    "spoken", [["zulu"], ["zulu", "petter"], ["petter", "zulu", "ahead"], ["zulu", "zulu"]]
)
async def test_where_they_spoke_last(town: Town, mail: Mail, maja: Seat, spoken: list[str]) -> None:
    """Messages go to the account that they spoke from last."""
    for one in spoken:
        await town.seat(f"terminal:{one}").says("läget")
    await _book(maja)
    assert sorted(await mail.carry()) == sorted(["greta", spoken[-1]])


@pytest.mark.usefixtures("accounts")
async def test_an_account_that_came_from_somebody_else(
    town: Town, mail: Mail, maja: Seat, anna: Seat
) -> None:
    """An account given to another person counts once they have spoken from it."""
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await anna.says("hem")
    await town.seat("petter").says("läget")
    await town.change(await town.get(Account, anna.actor.identity), person_id="petter")
    await mail.carry()
    await _book(maja)
    assert "petter" in await mail.carry()
    await anna.says("läget")
    await _book(maja, 45)
    assert "new-anna" in await mail.carry()


@pytest.mark.usefixtures("accounts")
async def test_the_next_account(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """What one account refuses for good goes to the next, in order, and nobody is bothered."""
    await town.seat("petter").says("läget")
    mail.answers["petter"] = [GONE, GONE]
    mail.answers["ahead"] = [GONE]
    await _book(maja)
    await _book(maja, 45)
    got = await mail.carry()
    assert [sorted(got), len(got["ahead"]), len(got["zulu"])] == [["ahead", "greta", "zulu"], 1, 1]
    assert await mail.settled(OutgoingState.UNDELIVERABLE) == []
    assert {one.body for one in await mail.settled(OutgoingState.RESENT)} == {None}
    assert await town.tick() == 0


@pytest.mark.usefixtures("accounts")
async def test_no_account_takes_it(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Each account is tried once; then the coordinator is told once."""
    for one in ("petter", "ahead", "zulu"):
        mail.answers[one] = [GONE, GONE]
    await _book(maja)
    await mail.carry()
    assert [len(mail.answers[one]) for one in ("petter", "ahead", "zulu")] == [1, 1, 1]
    assert len(await mail.settled(OutgoingState.UNDELIVERABLE)) == 1
    await town.tick()
    assert (await karin.reads()).startswith("1 meddelande kom inte fram")


@pytest.mark.usefixtures("accounts")
async def test_never_elsewhere_where_nobody_knows(mail: Mail, maja: Seat) -> None:
    """A message that may have arrived at one account is not sent to another."""
    mail.answers["ahead"] = [NobodyKnows()]
    await _book(maja)
    assert list(await mail.carry()) == ["greta"]
    assert len(await mail.settled(OutgoingState.UNKNOWN)) == 1


async def test_from_a_platform_that_is_not_set_up(town: Town, mail: Mail, maja: Seat) -> None:
    """Somebody whose first account is on a platform that the bot left is reached on the other."""
    await town.add(Account(id="slack:T1:UPETTER", person_id="petter"))
    await _book(maja)
    assert sorted(await mail.carry()) == ["greta", "petter"]
    assert len(await mail.settled(OutgoingState.RESENT)) == 1


async def test_a_notice_tries_elsewhere_and_stays_one(
    town: Town, mail: Mail, maja: Seat, karin: Seat
) -> None:
    """A notice that one account refuses goes to the next, and is not told of where all refuse it."""
    await town.add(account("terminal:zulu", "karin"))
    mail.answers |= {"greta": [GONE], "karin": [GONE], "zulu": [GONE]}
    await _book(maja)
    await mail.carry()
    await town.tick()
    assert await mail.carry() == {}
    assert (mail.answers["karin"], mail.answers["zulu"]) == ([], [])
    town.later(hours=1)
    assert await town.tick() == 0


@pytest.mark.usefixtures("accounts")
async def test_where_the_bot_was_taken_away(town: Town, mail: Mail, maja: Seat) -> None:
    """Somebody who removed the bot from one chat is written to in another."""
    await town.seat("terminal:zulu").says("läget")
    gone = town.seat("terminal:petter")
    await gone.says("läget")
    await gone.does(Removed(actor=gone.actor, place=gone.place, delivery_id=town.delivery()))
    await _book(maja)
    assert sorted(await mail.carry()) == ["ahead", "greta"]


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("removed", ["ahead", "petter"])
async def test_where_the_bot_was_taken_away_elsewhere(
    town: Town, mail: Mail, maja: Seat, removed: str
) -> None:
    """Who removes the bot from one chat is still written to where they spoke last."""
    await town.seat("terminal:zulu").says("läget")
    gone = town.seat(f"terminal:{removed}")
    await gone.does(Removed(actor=gone.actor, place=gone.place, delivery_id=town.delivery()))
    await _book(maja)
    assert sorted(await mail.carry()) == ["greta", "zulu"]


@pytest.mark.usefixtures("accounts")
async def test_taken_away_where_they_never_spoke(town: Town, mail: Mail, maja: Seat) -> None:
    """Nobody is written to where they removed the bot while they have another chat."""
    gone = town.seat("terminal:ahead")
    await gone.does(Removed(actor=gone.actor, place=gone.place, delivery_id=town.delivery()))
    await _book(maja)
    assert sorted(await mail.carry()) == ["greta", "petter"]


class _Late(Mail):
    """A platform that refuses a message when its time to be sent is over and `meanwhile` has begun."""

    meanwhile: Callable[[], Coroutine[Any, Any, Any]]
    under_way: asyncio.Task[Any]

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Take a message, or refuse it."""
        if address == "terminal:petter":
            await asyncio.sleep(0.1)  # what is sent to others is settled
            self.under_way = asyncio.create_task(self.meanwhile())
            await asyncio.sleep(0)
            raise GONE
        return await super().send(address, reference, reply, language)


@pytest.mark.usefixtures("accounts")
async def test_refused_in_the_moment_it_is_found_lost(town: Town, maja: Seat) -> None:
    """What was refused goes to another account, though it counts as lost in the same moment."""
    late = _Late(town)
    late.meanwhile = lambda: town.store.claim_outgoing(now=AFTER, lease_until=AFTER, limit=0)
    await town.seat("petter").says("läget")
    await _book(maja)
    assert sorted(await late.carry()) == ["ahead", "greta"]
    assert await late.settled(OutgoingState.UNKNOWN) == []


async def test_one_account_is_noted_once(town: Town, maja: Seat) -> None:
    """Speaking from the same account writes nothing more about it."""
    await maja.says("läget")
    first = await town.get(Account, "terminal:maja")
    await maja.says("läget")
    assert await town.get(Account, "terminal:maja") == first


async def test_searched_letter_by_letter(town: Town, maja: Seat) -> None:
    """Every search is answered, also where several at once note the account that they come from."""
    await maja.says("flytta")
    await town.change(await town.get(Account, "terminal:maja"), latest_of=None)
    found = await asyncio.gather(*(maja.searches("session", text) for text in ("e", "el", "ele", "elev")))
    assert all("Elevernas egna mål" in options[0] for options in found)
