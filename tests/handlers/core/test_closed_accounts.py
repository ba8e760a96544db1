"""Accounts that the platform has closed: nobody is written to there, until they are open again."""

from __future__ import annotations

import pytest

from handlers.core.incoming import Actor, Closed, Place, PlaceKind, Reopened
from storage.documents.people import Account
from storage.store import OutgoingState
from tests.handlers.desk import Seat, Town, account
from tests.handlers.mail import Mail, book


async def happens(town: Town, kind: type[Closed | Reopened], who: str) -> None:
    """Let the platform tell of an account."""
    place = Place(id="terminal:own", kind=PlaceKind.PERSONAL)
    actor = Actor(identity=f"terminal:{who}")
    await town.dispatch.handle(kind(actor=actor, place=place, delivery_id=town.delivery()))


async def test_another_account_is_written_to(town: Town, mail: Mail, maja: Seat, petter: Seat) -> None:
    """Who has another account is written to there, also what was on its way already."""
    await town.add(account("terminal:zulu", "petter"))
    await petter.says("läget")
    await book(maja, "a")
    await happens(town, Closed, "petter")
    await book(maja, "ab")
    got = await mail.carry()
    assert len(got["zulu"]) == 2
    assert "petter" not in got


async def test_who_has_no_other(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """What was on its way to who has no other is told as not delivered; nothing is sent."""
    await book(maja, "a")
    await happens(town, Closed, "petter")
    assert "petter" not in await mail.carry()
    (refused,) = await mail.settled(OutgoingState.UNDELIVERABLE)
    assert refused.reason == "account closed"
    await town.tick()
    assert "Jag når inte Petter Åsberg i chatten." in await karin.reads()


async def test_nothing_more_is_written_there(town: Town, mail: Mail, maja: Seat) -> None:
    """Who acts after it hears that they can't be reached, and nothing is on its way there."""
    await happens(town, Closed, "petter")
    await book(maja, "a")
    assert "Petter Åsberg nås inte längre i chatten och vet inte om det här." in maja.sees
    assert list(await mail.carry()) == ["greta"]


async def test_the_card_says_so(town: Town, karin: Seat) -> None:
    """Who has nothing but closed accounts is shown as that to who coordinates; with an open one not."""
    closed = "Chattkontot för Petter Åsberg är stängt, så jag kan inte skriva där."
    await happens(town, Closed, "petter")
    assert closed in await karin.says("personer Petter Åsberg")
    await town.add(account("terminal:zulu", "petter"))
    assert closed not in await karin.says("personer Petter Åsberg")


@pytest.mark.parametrize("how", ["told", "speaks"])
async def test_open_again(town: Town, mail: Mail, maja: Seat, petter: Seat, how: str) -> None:
    """It is written to again once the platform says that it is open, or they speak from it."""
    await happens(town, Closed, "petter")
    if how == "told":
        await happens(town, Reopened, "petter")
    else:
        await petter.says("läget")
    await book(maja, "a")
    assert "petter" in await mail.carry()


async def test_who_is_not_known(town: Town) -> None:
    """Of an account that nobody has nothing is kept, and whoever closes it is not let in by that."""
    for kind in (Closed, Reopened):
        await happens(town, kind, "nobody")
    async with town.store.transaction() as tx:
        assert await tx.get(Account, "terminal:nobody") is None


async def test_open_accounts_stay_as_they_are(town: Town, petter: Seat) -> None:
    """That an open account is open changes nothing: they have not spoken from it."""
    await town.add(account("terminal:zulu", "petter"))
    await petter.says("läget")
    before = await town.get(Account, "terminal:zulu")
    await happens(town, Reopened, "zulu")
    assert await town.get(Account, "terminal:zulu") == before
