"""Messages that may not have arrived can be sent again."""

from __future__ import annotations

import asyncio

from bot.delivery import NobodyKnows
from storage.documents.people import Person
from storage.kept import Queued
from storage.store import OutgoingState
from tests.handlers.desk import CHANNEL, Seat, Town
from tests.handlers.mail import Mail, book, lose

HERE = CHANNEL.rpartition(":")[2]


async def test_sent_again(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """A press sends it as it was written, wakes delivery for it, and nothing of it is kept afterwards."""
    await lose(town, mail, maja)
    await karin.reads()
    assert await karin.presses("Skicka igen") == "Det är på väg igen till Greta Granath."
    assert "Nära" in (await mail.carry())["greta"][0]
    assert [one.body for one in await mail.settled(OutgoingState.RESENT)] == [None]
    assert await mail.settled(OutgoingState.UNKNOWN) == []


async def test_after_what_is_on_its_way(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """It arrives after what was written to the same person before the press, and before what came later."""
    await lose(town, mail, maja)
    await karin.reads()
    await book(maja, "Två")
    await karin.presses("Skicka igen")
    await book(maja, "Trean")
    got = (await mail.carry())["greta"]
    assert [next(one for one in ("Nära", "Två", "Trean") if one in text) for text in got] == [
        "Två",
        "Nära",
        "Trean",
    ]


async def test_pressed_twice(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """A second press is told so, and a repeated delivery of the first gets its answer; one message leaves."""
    await lose(town, mail, maja)
    await karin.reads()
    again = karin.button("Skicka igen")
    first = await karin.presses(again)
    assert await karin.again() == first
    assert await karin.presses(again) == "Meddelandet till Greta Granath är redan skickat igen."
    assert len((await mail.carry())["greta"]) == 1


async def test_two_coordinators_at_once(
    town: Town, mail: Mail, maja: Seat, karin: Seat, henrik: Seat
) -> None:
    """Of two who press in the same instant one sends it, and the other is told so."""
    await lose(town, mail, maja)
    await henrik.says("meddelanden")
    await karin.reads()
    button = karin.button("Skicka igen")
    seen = await asyncio.gather(karin.presses(button), henrik.presses(henrik.button("Skicka igen")))
    assert sorted(seen) == [
        "Det är på väg igen till Greta Granath.",
        "Meddelandet till Greta Granath är redan skickat igen.",
    ]
    assert len((await mail.carry())["greta"]) == 1


async def test_only_for_those_who_coordinate(
    town: Town, mail: Mail, maja: Seat, karin: Seat, greta: Seat, anna: Seat
) -> None:
    """The button does nothing in other hands."""
    await lose(town, mail, maja)
    await karin.reads()
    button = karin.button("Skicka igen")
    for one in (maja, greta):
        assert (await one.presses(button)).startswith("Det hör inte till din roll.")
    assert (await anna.presses(button)).startswith("Jag känner dig inte än.")
    assert "greta" not in await mail.carry()


async def test_no_longer_of_use(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Past its time it is not sent, and the list offers no button."""
    await lose(town, mail, maja)
    await karin.reads()
    town.later(days=2)
    seen = await karin.presses("Skicka igen")
    assert seen == "Meddelandet till Greta Granath är inte aktuellt längre, så det skickas inte igen."
    assert "inte aktuellt längre" in await karin.says("meddelanden")
    assert karin.labels == []
    assert await karin.says("meddelanden igen") == "Inget meddelande väntar på att skickas igen."


async def test_it_arrived_after_all(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Where the answer comes late it is not sent twice."""
    await lose(town, mail, maja)
    await karin.reads()
    (lost,) = await mail.settled(OutgoingState.UNKNOWN)
    await town.store.settle_outgoing(lost.model_copy(update={"state": OutgoingState.SENT}))
    assert await karin.presses("Skicka igen") == "Meddelandet till Greta Granath kom fram till slut."


async def test_no_longer_kept(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """When the outbox has been tidied the button says so."""
    await lose(town, mail, maja)
    await karin.reads()
    town.later(hours=26)
    await town.store.forget(before=town.now)
    assert await karin.presses("Skicka igen") == "Det som knappen gällde finns inte kvar."


async def test_no_longer_theirs_to_read(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """What its reader may no longer read is not sent again."""
    await lose(town, mail, maja)
    await karin.reads()
    await town.change(await town.get(Person, "greta"), active=False)
    seen = await karin.presses("Skicka igen")
    assert seen == "Greta Granath får inte läsa det meddelandet längre, så det skickas inte igen."


async def test_chosen_by_name(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Written with a name it is sent at once; of several to the same person one is chosen by its time."""
    await lose(town, mail, maja)
    assert (await karin.orders("meddelanden igen Greta Granath")).startswith("Det är på väg igen till Greta")
    await mail.carry()
    for topic in ("Mer", "Mest"):
        mail.answers["greta"] = [NobodyKnows()]
        town.later(minutes=5)
        await book(maja, topic)
        await mail.carry()
    await karin.says("meddelanden igen Greta Granath")
    assert karin.labels[:2] == [f"Greta Granath, tors 15 okt v. 42 09.{minute}" for minute in (35, 40)]
    await karin.presses(karin.labels[1])
    if "Bekräfta" in karin.labels:
        await karin.confirms()
    assert "Mest" in (await mail.carry())["greta"][0]


async def test_lost_again(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """A message whose answer is lost once more is told of once more."""
    await lose(town, mail, maja)
    mail.answers["greta"] = [NobodyKnows()]
    await karin.reads()
    await karin.presses("Skicka igen")
    await mail.carry()
    town.later(hours=1)
    await town.tick()
    assert "Till Greta Granath" in await karin.reads()
    await karin.presses("Skicka igen")
    assert "Nära" in (await mail.carry())["greta"][0]


async def test_a_lost_post_in_a_channel(town: Town, mail: Mail, karin: Seat) -> None:
    """A digest whose answer was lost is named by its channel, and posted again where it is still wanted."""
    mail.answers[HERE] = [NobodyKnows()]
    await karin.orders("veckobrev skicka")
    await mail.carry()
    await town.tick()
    assert "Till kvalitetsutveckling" in await karin.reads()
    assert await karin.presses("Skicka igen") == "Det är på väg igen till kvalitetsutveckling."
    assert HERE in await mail.carry()


async def test_the_act_is_noted(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Who sent what again is kept, without what was written."""
    await lose(town, mail, maja)
    await karin.reads()
    await karin.presses("Skicka igen")
    (resent,) = await mail.settled(OutgoingState.RESENT)
    audited = await town.store.audited(f"{Queued.kind}:{resent.id}")
    assert [one.person_id for one in audited] == ["maja", "", "karin"]
