"""What was written for somebody is sent only while they may read it."""

from __future__ import annotations

from dataclasses import replace

import handlers
from handlers.core.act import Duty
from handlers.core.dispatch import Dispatch
from handlers.core.due import Reminder, Reminders
from handlers.core.incoming import Due, Place, PlaceKind, Removed
from handlers.core.replies import Say
from handlers.core.rooms import rooms_of
from handlers.core.scene import Scene
from storage.documents.people import Account, Person, Role
from storage.documents.places import Channel
from storage.documents.reflections import Readers, Reflection
from storage.store import OutgoingState
from storage.values.texts import typed
from tests.handlers.desk import CHANNEL, STAFF_ROOM, WORDS, Seat, Town, account
from tests.handlers.mail import Mail

HERE = CHANNEL.rpartition(":")[2]


async def _book(maja: Seat) -> None:
    """Let Maja book, which writes to Petter and Greta."""
    await maja.says("boka Granliden torsdag v 43 kl 14-15.30 Nära")
    await maja.confirms()


async def _why(mail: Mail) -> list[str]:
    return [one.reason for one in await mail.settled(OutgoingState.SKIPPED)]


async def test_those_who_may_get_it(mail: Mail, maja: Seat) -> None:
    """Who takes part gets what was written to them."""
    await _book(maja)
    assert sorted(await mail.carry()) == ["greta", "petter"]
    assert await _why(mail) == []


async def test_no_longer_active(town: Town, mail: Mail, maja: Seat, karin: Seat) -> None:
    """Somebody made inactive before it left gets nothing, the others do, and its text is not kept."""
    await _book(maja)
    await karin.says("personer ändra Petter active=no")
    await karin.sends()
    await karin.confirms()
    assert not (await town.get(Person, "petter")).active
    carried = await mail.carry()
    assert list(carried) == ["greta", "petter"]
    assert [text.splitlines()[0] for text in carried["petter"]] == [
        "Karin Samuelsdotter har ändrat det jag vet om dig"
    ]
    (skipped,) = await mail.settled(OutgoingState.SKIPPED)
    assert (skipped.to, skipped.reason, skipped.body) == ("petter", "reader no longer active", None)


async def test_erased(town: Town, mail: Mail, maja: Seat) -> None:
    """Somebody who is no longer kept gets nothing."""
    await _book(maja)
    await town.erase(Person, "petter")
    assert list(await mail.carry()) == ["greta"]
    assert await _why(mail) == ["reader no longer active"]


async def test_an_account_that_is_somebody_elses_now(town: Town, mail: Mail, maja: Seat) -> None:
    """What was written to one person does not reach the next one behind the same chat account."""
    await _book(maja)
    await town.change(account("terminal:petter", "petter"), person_id="olle")
    assert list(await mail.carry()) == ["greta"]
    assert await _why(mail) == ["no longer the reader's account"]


async def test_an_account_that_is_no_longer_kept(town: Town, mail: Mail, maja: Seat) -> None:
    """Nor does it go to a chat account that is nobody's any more."""
    await _book(maja)
    await town.erase(Account, "terminal:petter")
    assert list(await mail.carry()) == ["greta"]
    assert await _why(mail) == ["no longer the reader's account"]


async def test_appointed_for_a_moment(mail: Mail, karin: Seat) -> None:
    """Who was appointed and replaced before it was told reads nothing of what the principal wrote."""
    await karin.says("utse Björkängen Maja och Olle")
    await karin.confirms()
    await karin.says("utse Björkängen Maja och Petter")
    await karin.confirms()
    got = await mail.carry()
    assert [one.splitlines()[0] for one in got["olle"]] == [
        "Du är inte längre utsedd för Björkängens förskola"
    ]
    assert "lekbaserad" in got["petter"][0]
    assert await _why(mail) == ["no longer the reader's to read"]


async def test_taken_out_of_the_collaboration(mail: Mail, maja: Seat, karin: Seat) -> None:
    """Who was taken out reads nothing more of it but that they were; the others read it all."""
    await _book(maja)
    await karin.says("utse Granliden Maja och Olle")
    await karin.confirms()
    got = await mail.carry()
    assert len(got["greta"]) == 2
    assert [one.splitlines()[0] for one in got["petter"]] == [
        "Du är inte längre utsedd för Granlidens gymnasium"
    ]
    assert await _why(mail) == ["no longer the reader's to read"]


async def test_no_longer_coordinator(town: Town, mail: Mail, anna: Seat) -> None:
    """A request goes to who coordinates when it is sent, not to somebody who did when it was written."""
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await town.change(await town.get(Person, "karin"), roles=(Role.PARTNER,))
    assert "karin" not in await mail.carry()
    assert await _why(mail) == ["no longer the reader's to read"]


async def test_no_longer_coordinator_of_people(town: Town, mail: Mail, waiting: None, karin: Seat) -> None:
    """Whom another has let in, and from which account, is for who coordinates when it is sent."""
    await town.add(
        Person(id="siv", name="Siv Berg", roles=(Role.COORDINATOR,)), account("terminal:siv", "siv")
    )
    await mail.carry()
    await karin.says("personer godkänn Anna Nyberg")
    await karin.confirms()
    await town.change(await town.get(Person, "siv"), roles=(Role.PARTNER,))
    assert list(await mail.carry()) == ["new-anna"]
    assert await _why(mail) == ["no longer the reader's to read"]


async def test_a_stranger_reads_of_themselves(mail: Mail, waiting: None, karin: Seat) -> None:
    """Somebody not yet approved gets what is about them."""
    await mail.carry()
    await karin.says("personer ändra Anna Nyberg namn='Anna Ny'")
    await karin.sends()
    await karin.confirms()
    assert "Anna Ny" in (await mail.carry())["new-anna"][0]


async def test_a_stranger_reads_of_their_own_request(mail: Mail, anna: Seat, karin: Seat) -> None:
    """Somebody not yet approved gets what is about their own request."""
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    await mail.carry()
    await karin.orders("förfrågningar fråga Almby skola Vilka är med?")
    assert "Vilka är med?" in (await mail.carry())["new-anna"][0]


async def test_a_narrowed_reflection(town: Town, mail: Mail) -> None:
    """What tells of a reflection is not sent once its author has kept it to themselves."""
    await town.change(
        await town.get(Reflection, "s-held-maja"), shared_with=(Readers.PAIR, Readers.PRINCIPAL)
    )
    reflection = await town.get(Reflection, "s-held-maja")

    async def due(scene: Scene) -> list[str]:
        return ["thing:1", "thing:2"]

    async def run(duty: Duty, key: str) -> None:
        await duty.letters.tell(["greta"], Say(text=typed(key)), about=reflection)

    municipality = town.dispatch._begin.municipality
    reminders = Reminders([Reminder("thing", due=due, run=run)])
    desk = Dispatch(
        town.store, replace(rooms_of(handlers), reminders=reminders), WORDS, municipality, lambda: town.now
    )
    await desk.due(Due(key="thing:1"))
    assert await mail.carry() == {"greta": ["thing:1"]}
    await desk.due(Due(key="thing:2"))
    await town.change(reflection, shared_with=(Readers.PAIR,))
    assert await mail.carry() == {}
    assert await _why(mail) == ["no longer the reader's to read"]


async def test_a_channel_that_was_left(town: Town, mail: Mail, karin: Seat) -> None:
    """Nothing is posted where the bot was taken away after it was written."""
    await karin.orders("veckobrev skicka")
    place = Place(id=CHANNEL, kind=PlaceKind.CHANNEL, name="kvalitetsutveckling")
    await karin.does(Removed(actor=karin.actor, place=place, delivery_id=town.delivery()))
    assert await mail.carry() == {}
    assert await _why(mail) == ["no longer in the channel"]


async def test_a_digest_whose_channel_is_no_longer_chosen(town: Town, mail: Mail, karin: Seat) -> None:
    """The week's digest is posted only where it is still wanted; one posted by hand needs no choice."""
    await karin.adds_the_bot(STAFF_ROOM)
    town.later(days=3, hours=22, minutes=40)
    await town.tick()
    await karin.says("veckobrev kanal kollegium")
    assert HERE not in await mail.carry()
    assert await _why(mail) == ["channel no longer chosen"]
    await karin.orders("veckobrev skicka kvalitetsutveckling")
    assert not (await town.get(Channel, CHANNEL)).digest
    assert HERE in await mail.carry()


async def test_a_message_kept_from_before(town: Town, mail: Mail) -> None:
    """A message that doesn't say whom it is for is sent as it was meant."""
    await town.add(Account(id="terminal:extra", person_id="maja"))

    async def run(duty: Duty, key: str) -> None:
        duty.letters.post("terminal:extra", Say(text=typed("hej")), "sv")

    async def due(scene: Scene) -> list[str]:
        return ["thing:1"]

    municipality = town.dispatch._begin.municipality
    reminders = Reminders([Reminder("thing", due=due, run=run)])
    desk = Dispatch(
        town.store, replace(rooms_of(handlers), reminders=reminders), WORDS, municipality, lambda: town.now
    )
    await desk.due(Due(key="thing:1"))
    assert await mail.carry() == {"extra": ["hej"]}


async def test_what_is_about_nothing(town: Town, mail: Mail, waiting: None, anna: Seat) -> None:
    """Somebody not yet approved gets nothing that isn't about what they may read."""
    await mail.carry()
    told = (await town.get(Account, "terminal:new-anna")).person_id

    async def due(scene: Scene) -> list[str]:
        return ["thing:1"]

    async def run(duty: Duty, key: str) -> None:
        await duty.letters.tell([told, "maja"], Say(text=typed("hej")))

    rooms = replace(rooms_of(handlers), reminders=Reminders([Reminder("thing", due=due, run=run)]))
    municipality = town.dispatch._begin.municipality
    await Dispatch(town.store, rooms, WORDS, municipality, lambda: town.now).due(Due(key="thing:1"))
    assert await mail.carry() == {"maja": ["hej"]}
    assert await _why(mail) == ["reader not approved"]
