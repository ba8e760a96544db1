"""Messages that may not have arrived are told of, and can be sent again."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery import NobodyKnows, Undeliverable
from handlers.core.incoming import Press
from storage.documents.people import Account, Person, Role
from storage.kept import Queued
from storage.store import Delivery
from tests.handlers.desk import CHANNEL
from tests.handlers.mail import Mail

HERE = CHANNEL.rpartition(":")[2]


@pytest.fixture
def mail(town) -> Mail:
    """The platform that the outbox is carried to."""
    return Mail(town)


async def _book(maja, topic: str = "Nära") -> None:
    """Let Maja book, which writes to Petter and Greta."""
    await maja.says(f"boka Granliden torsdag v {44 + len(topic)} kl 14-15.30 {topic}")
    await maja.confirms()


async def _lose(town, mail, maja) -> None:
    """Let Maja's booking reach Petter, lose the answer on the way to Greta, and let the clock look."""
    mail.answers["greta"] = [NobodyKnows()]
    await _book(maja)
    await mail.carry()
    await town.tick()


async def test_told_to_whom_and_not_what(town, mail, maja, karin):
    """The coordinator reads whom it was for, when and about which unit; nothing of its text."""
    await _lose(town, mail, maja)
    seen = await karin.reads()
    assert seen.startswith("1 meddelande kom kanske inte fram.")
    assert "Till Greta Granath" in seen
    assert "Skrivet: to 15 okt v. 42 09.30" in seen
    assert "Enhet: Granlidens gymnasium" in seen
    assert "Nära" not in str(karin.answer)
    assert karin.labels == ["Skicka igen"]


async def test_sent_again(town, mail, maja, karin):
    """A press sends it as it was written, wakes delivery for it, and nothing of it is kept afterwards."""
    await _lose(town, mail, maja)
    await karin.reads()
    assert await karin.presses("Skicka igen") == "Det är på väg igen till Greta Granath."
    assert "Nära" in (await mail.carry())["greta"][0]
    assert [one.body for one in await mail.settled(Delivery.RESENT)] == [None]
    assert await mail.settled(Delivery.UNKNOWN) == []


async def test_after_what_is_on_its_way(town, mail, maja, karin):
    """It arrives after what was written to the same person before the press, and before what came later."""
    await _lose(town, mail, maja)
    await karin.reads()
    await _book(maja, "Två")
    await karin.presses("Skicka igen")
    await _book(maja, "Trean")
    got = (await mail.carry())["greta"]
    assert [next(one for one in ("Nära", "Två", "Trean") if one in text) for text in got] == [
        "Två",
        "Nära",
        "Trean",
    ]


async def test_pressed_twice(town, mail, maja, karin):
    """A second press is told so, and a repeated delivery of the first gets its answer; one message leaves."""
    await _lose(town, mail, maja)
    await karin.reads()
    again = karin.button("Skicka igen")
    first = await karin.presses(again)
    assert await karin.again() == first
    assert await karin.presses(again) == "Meddelandet till Greta Granath är redan skickat igen."
    assert len((await mail.carry())["greta"]) == 1


async def test_two_coordinators_at_once(town, mail, maja, karin, henrik):
    """Of two who press in the same instant one sends it, and the other is told so."""
    await _lose(town, mail, maja)
    await henrik.says("meddelanden")
    await karin.reads()
    button = karin.button("Skicka igen")
    seen = await asyncio.gather(karin.presses(button), henrik.presses(henrik.button("Skicka igen")))
    assert sorted(seen) == [
        "Det är på väg igen till Greta Granath.",
        "Meddelandet till Greta Granath är redan skickat igen.",
    ]
    assert len((await mail.carry())["greta"]) == 1


async def test_only_for_those_who_coordinate(town, mail, maja, karin, greta, anna):
    """The button does nothing in other hands."""
    await _lose(town, mail, maja)
    await karin.reads()
    button = karin.button("Skicka igen")
    for one in (maja, greta):
        assert (await one.presses(button)).startswith("Det hör inte till din roll.")
    assert (await anna.presses(button)).startswith("Jag känner dig inte än.")
    assert "greta" not in await mail.carry()


async def test_no_longer_coordinator(town, mail, maja):
    """Somebody who coordinates no longer is not told of others' messages."""
    await _lose(town, mail, maja)
    await town.change(await town.get(Person, "karin"), roles=(Role.PRINCIPAL,))
    assert await mail.carry() == {}
    assert [one.reason for one in await mail.settled(Delivery.SKIPPED)] == ["no longer the reader's to read"]


async def test_no_longer_of_use(town, mail, maja, karin):
    """Past its time it is not sent, and the list offers no button."""
    await _lose(town, mail, maja)
    await karin.reads()
    town.later(days=2)
    seen = await karin.presses("Skicka igen")
    assert seen == "Meddelandet till Greta Granath är inte aktuellt längre, så det skickas inte igen."
    assert "inte aktuellt längre" in await karin.says("meddelanden")
    assert karin.labels == []
    assert await karin.says("meddelanden igen") == "Inget meddelande väntar på att skickas igen."


async def test_it_arrived_after_all(town, mail, maja, karin):
    """Where the answer comes late it is not sent twice."""
    await _lose(town, mail, maja)
    await karin.reads()
    (lost,) = await mail.settled(Delivery.UNKNOWN)
    await town.store.settle_outgoing(lost.model_copy(update={"state": Delivery.SENT}))
    assert await karin.presses("Skicka igen") == "Meddelandet till Greta Granath kom fram till slut."


async def test_no_longer_kept(town, mail, maja, karin):
    """When the outbox has been tidied the button says so."""
    await _lose(town, mail, maja)
    await karin.reads()
    town.later(hours=26)
    await town.store.forget(before=town.now)
    assert await karin.presses("Skicka igen") == "Det som knappen gällde finns inte kvar."


async def test_no_longer_theirs_to_read(town, mail, maja, karin):
    """What its reader may no longer read is not sent again."""
    await _lose(town, mail, maja)
    await karin.reads()
    await town.change(await town.get(Person, "greta"), active=False)
    seen = await karin.presses("Skicka igen")
    assert seen == "Greta Granath får inte läsa det meddelandet längre, så det skickas inte igen."


async def test_one_notice_for_many(town, mail, maja, karin):
    """However many fail, each coordinator gets one message; the first are shown, all can be chosen."""
    await town.add(
        Person(id="siv", name="Siv Holm", roles=("coordinator",)), Account(id="terminal:siv", person_id="siv")
    )
    mail.answers["greta"] = [NobodyKnows() for _ in range(4)]
    mail.answers["petter"] = [*(NobodyKnows() for _ in range(3)), Undeliverable("account_inactive")]
    for topic in ("a", "ab", "abc", "abcd"):
        await _book(maja, topic)
    town.later(minutes=1)
    await mail.carry()
    await town.tick()
    told = await town.told()
    assert len(told["karin"]) == len(told["siv"]) == 1
    seen = told["karin"][0]
    assert seen.startswith("7 meddelanden kom kanske inte fram.")
    assert seen.count("Till ") == 5
    assert "2 till. Skriv ”meddelanden igen”" in seen
    assert "1 meddelande gick inte att leverera" in seen
    assert "Jag når inte Petter Åsberg i chatten." in seen
    await karin.says("meddelanden igen")
    assert len(karin.form.fields[0].options) == 7
    await karin.sends(message=karin.form.fields[0].options[6].value)
    assert karin.sees.startswith("Det är på väg igen till ")


async def test_chosen_by_name(town, mail, maja, karin):
    """Written with a name it is sent at once; of several to the same person one is chosen by its time."""
    await _lose(town, mail, maja)
    assert (await karin.says("meddelanden igen Greta Granath")).startswith("Det är på väg igen till Greta")
    await mail.carry()
    for topic in ("Mer", "Mest"):
        mail.answers["greta"] = [NobodyKnows()]
        town.later(minutes=5)
        await _book(maja, topic)
        await mail.carry()
    await karin.says("meddelanden igen Greta Granath")
    assert karin.labels[:2] == [f"Greta Granath, to 15 okt v. 42 09.{minute}" for minute in (35, 40)]
    await karin.presses(karin.labels[1])
    if "Bekräfta" in karin.labels:
        await karin.confirms()
    assert "Mest" in (await mail.carry())["greta"][0]


async def test_told_once_and_at_most_once_an_hour(town, mail, maja, karin):
    """What failed is told once; what fails within the same hour is told in the next."""
    await _lose(town, mail, maja)
    assert list(await mail.carry()) == ["karin"]
    mail.answers["greta"] = [NobodyKnows()]
    await _book(maja, "Mer")
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
async def test_no_notice_of_a_notice(town, mail, maja, karin, failure):
    """A notice that doesn't arrive itself is told to nobody; the list shows it to who asks."""
    mail.answers["karin"] = [failure]
    await _lose(town, mail, maja)
    assert await mail.carry() == {}
    for _ in range(3):
        town.later(hours=1)
        await town.tick()
        assert await mail.carry() == {}
    assert "Karin Samuelsdotter" in await karin.says("meddelanden")


async def test_lost_again(town, mail, maja, karin):
    """A message whose answer is lost once more is told of once more."""
    await _lose(town, mail, maja)
    mail.answers["greta"] = [NobodyKnows()]
    await karin.reads()
    await karin.presses("Skicka igen")
    await mail.carry()
    town.later(hours=1)
    await town.tick()
    assert "Till Greta Granath" in await karin.reads()
    await karin.presses("Skicka igen")
    assert "Nära" in (await mail.carry())["greta"][0]


async def test_refused_for_good(town, mail, maja, karin):
    """Who can't be reached is named, with what to do; there is nothing to send again."""
    mail.answers["greta"] = [Undeliverable("account_inactive")]
    await _book(maja)
    await mail.carry()
    await town.tick()
    seen = await karin.reads()
    assert seen.startswith("1 meddelande gick inte att leverera\nJag når inte Greta Granath i chatten.")
    assert karin.labels == ["Ändra en person"]
    (refused,) = await mail.settled(Delivery.UNDELIVERABLE)
    press = Press(action="messages.again", id=refused.id, revision=1, **karin._envelope())
    assert await karin.does(press) == "Meddelandet till Greta Granath går inte att skicka igen."


async def test_a_lost_post_in_a_channel(town, mail, karin):
    """A digest whose answer was lost is named by its channel, and posted again where it is still wanted."""
    mail.answers[HERE] = [NobodyKnows()]
    await karin.says("veckobrev skicka")
    await mail.carry()
    await town.tick()
    assert "Till kvalitetsutveckling" in await karin.reads()
    assert await karin.presses("Skicka igen") == "Det är på väg igen till kvalitetsutveckling."
    assert HERE in await mail.carry()


async def test_a_crash_while_sending(town, mail, maja, karin):
    """What was being sent as the bot died is told of too."""
    await _book(maja)
    await town.store.claim_outgoing(now=town.now, lease_until=town.now, limit=9)
    town.later(minutes=1)
    await mail.carry()
    await town.tick()
    assert (await karin.reads()).startswith("2 meddelanden kom kanske inte fram.")


async def test_the_act_is_noted(town, mail, maja, karin):
    """Who sent what again is kept, without what was written."""
    await _lose(town, mail, maja)
    await karin.reads()
    await karin.presses("Skicka igen")
    (resent,) = await mail.settled(Delivery.RESENT)
    audited = await town.store.audited(f"{Queued.kind}:{resent.id}")
    assert [one.person_id for one in audited] == ["clock", "karin"]


async def test_nothing_failed(town, karin):
    """Where all has arrived the list says so, and the clock tells nobody."""
    assert await town.tick() == 0
    assert (
        await karin.says("meddelanden")
        == "Såvitt jag vet har alla meddelanden det senaste dygnet kommit fram."
    )


async def test_in_english(town, mail, maja):
    """The list is in the reader's language."""
    await _lose(town, mail, maja)
    karin = town.seat("karin", "en-GB")
    assert (await karin.says("messages")).startswith("1 message may not have arrived.")
    assert await karin.presses("Send again") == "It is on its way again to Greta Granath."


@pytest.mark.parametrize("typed", ["meddelanden", "meddelanden igen"])
async def test_refused_to_others(maja, greta, anna, typed):
    """Only who coordinates sees what didn't arrive."""
    for one in (maja, greta):
        assert (await one.says(typed)).startswith("Det hör inte till din roll.")
    assert (await anna.says(typed)).startswith("Jag känner dig inte än.")
