"""Who coordinates is told once of the messages that may not have arrived, and not what they say."""

from __future__ import annotations

import pytest

from bot.delivery import NobodyKnows, Undeliverable
from handlers.core.incoming import Press
from storage.documents.people import Account, Person, Role
from storage.store import OutgoingState
from tests.handlers.desk import Seat, Town
from tests.handlers.mail import Mail, book, lose


async def test_told_to_whom_and_not_what(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """The coordinator reads whom it was for, when and about which unit; nothing of its text."""
    await lose(town, mail, maja)
    seen = await karin.reads()
    assert seen.startswith("1 meddelande kom kanske inte fram.")
    assert "Till Greta Granath" in seen
    assert "Skrivet: tors 15 okt v. 42 09.30" in seen
    assert "Enhet: Granlidens gymnasium" in seen
    assert "Nära" not in str(karin.answer)
    assert karin.labels == ["Skicka igen"]


async def test_one_notice_for_many(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """However many fail, each coordinator gets one message; the first are shown, all can be chosen."""
    await town.add(
        Person(id="siv", name="Siv Holm", roles=("coordinator",)), Account(id="terminal:siv", person_id="siv")
    )
    mail.answers["greta"] = [NobodyKnows() for _ in range(4)]
    mail.answers["petter"] = [*(NobodyKnows() for _ in range(3)), Undeliverable("account_inactive")]
    for topic in ("a", "ab", "abc", "abcd"):
        await book(maja, topic)
    town.later(minutes=1)
    await mail.carry()
    await town.tick()
    told = await town.told()
    assert len(told["karin"]) == len(told["siv"]) == 1
    seen = told["karin"][0]
    assert seen.startswith("7 meddelanden kom kanske inte fram.")
    assert seen.count("Till ") == 5
    assert "2 till. Skriv ”meddelanden igen”" in seen
    assert "1 meddelande kom inte fram" in seen
    assert "Jag når inte Petter Åsberg i chatten." in seen
    await karin.says("meddelanden igen")
    assert len(karin.form.fields[0].options) == 7
    await karin.sends(message=karin.form.fields[0].options[6].value)
    assert karin.sees.startswith("Det är på väg igen till ")


async def test_told_once_and_at_most_once_an_hour(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """What failed is told once; what fails within the same hour is told in the next."""
    await lose(town, mail, maja)
    assert list(await mail.carry()) == ["karin"]
    mail.answers["greta"] = [NobodyKnows()]
    await book(maja, "Mer")
    town.later(minutes=20)
    await mail.carry()
    await town.tick()
    assert await mail.carry() == {}
    town.later(minutes=40)
    await town.restart()
    for _ in range(3):
        await town.tick()
    assert (await town.told())["karin"][-1].startswith("1 meddelande kom kanske inte fram.")
    town.later(hours=2)
    await town.tick()
    assert await town.told() == {}


@pytest.mark.parametrize("failure", [NobodyKnows(), Undeliverable("account_inactive")])
async def test_no_notice_of_a_notice(
    town: Town, mail: Mail, maja: Seat, karin: Seat, failure: NobodyKnows | Undeliverable
) -> None:
    """A notice that doesn't arrive itself is told to nobody; the list shows it to who asks."""
    mail.answers["karin"] = [failure]
    await lose(town, mail, maja)
    assert await mail.carry() == {}
    for _ in range(3):
        town.later(hours=1)
        await town.tick()
        assert await mail.carry() == {}
    assert "Karin Samuelsdotter" in await karin.says("meddelanden")


async def test_no_longer_coordinator(town: Town, mail: Mail, maja: Seat) -> None:
    """Somebody who coordinates no longer is not told of others' messages."""
    await lose(town, mail, maja)
    await town.change(await town.get(Person, "karin"), roles=(Role.PRINCIPAL,))
    assert await mail.carry() == {}
    assert [one.reason for one in await mail.settled(OutgoingState.SKIPPED)] == [
        "no longer the reader's to read"
    ]


async def test_refused_for_good(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Who can't be reached is named, with what to do; there is nothing to send again."""
    mail.answers["greta"] = [Undeliverable("account_inactive")]
    await book(maja)
    await mail.carry()
    await town.tick()
    seen = await karin.reads()
    assert seen.startswith("1 meddelande kom inte fram\nJag når inte Greta Granath i chatten.")
    assert karin.labels == ["Ändra en person"]
    (refused,) = await mail.settled(OutgoingState.UNDELIVERABLE)
    press = Press(action="messages.again", id=refused.id, revision=1, **karin._envelope())
    assert await karin.does(press) == "Meddelandet till Greta Granath går inte att skicka igen."


async def test_a_crash_while_sending(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """What was being sent as the bot died is told of too."""
    await book(maja)
    await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9)
    town.later(minutes=1)
    await mail.carry()
    await town.tick()
    assert (await karin.reads()).startswith("2 meddelanden kom kanske inte fram.")
