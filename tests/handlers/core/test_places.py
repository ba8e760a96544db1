"""The conversations that the bot is added to and taken away from."""

from __future__ import annotations

from handlers.core.incoming import Place, PlaceKind, Removed
from storage.documents.places import Channel
from tests.handlers.desk import STAFF_ROOM, Seat, Town


async def test_added_to_a_channel(town: Town, maja: Seat) -> None:
    """The place and its reference are kept, and those who are there are greeted."""
    place = STAFF_ROOM.model_copy(update={"reference": '{"url": "a"}'})
    seen = await maja.adds_the_bot(place)
    assert seen.startswith("Hej, jag är Samlär\n")
    assert "Skriv ”hjälp”" in seen
    assert maja.answer.replies[0].audience == "conversation"
    kept = await town.get(Channel, STAFF_ROOM.id)
    assert (kept.name, kept.reference, kept.left, kept.digest) == ("kollegium", '{"url": "a"}', False, False)


async def test_added_again(town: Town, maja: Seat) -> None:
    """What is known of the place is renewed, and what a later event lacks is kept."""
    await maja.adds_the_bot(STAFF_ROOM.model_copy(update={"reference": '{"url": "a"}'}))
    await maja.adds_the_bot(STAFF_ROOM.model_copy(update={"name": "", "reference": None}))
    kept = await town.get(Channel, STAFF_ROOM.id)
    assert (kept.name, kept.reference) == ("kollegium", '{"url": "a"}')


async def test_taken_away(town: Town, maja: Seat, karin: Seat) -> None:
    """A channel that the bot left can't be chosen for the digest, until the bot is back."""
    await maja.adds_the_bot(STAFF_ROOM)
    await maja.does(Removed(actor=maja.actor, place=STAFF_ROOM, delivery_id=town.delivery()))
    assert maja.answer.replies == ()
    assert (await town.get(Channel, STAFF_ROOM.id)).left
    await karin.says("veckobrev kanal kollegium")
    assert set(karin.errors) == {"channel"}
    await maja.adds_the_bot(STAFF_ROOM)
    assert "kollegium" in await karin.says("veckobrev kanal kollegium")


async def test_taken_away_from_where_it_never_was(town: Town, maja: Seat) -> None:
    """An event about an unknown place does nothing."""
    await maja.does(Removed(actor=maja.actor, place=STAFF_ROOM, delivery_id=town.delivery()))
    assert maja.answer.replies == ()


async def test_met_in_the_own_chat(town: Town, maja: Seat, anna: Seat) -> None:
    """Somebody met in their own chat is greeted, and it is no channel for the digest."""
    for one in (maja, anna):
        place = Place(id=one.place.id, kind=PlaceKind.PERSONAL)
        assert (await one.adds_the_bot(place)).startswith("Hej, jag är Samlär\n")
    karin = town.seat("karin")
    await karin.says("veckobrev kanal")
    assert [option.value for option in karin.form.fields[0].options] == [
        "terminal:sample:kvalitetsutveckling"
    ]


async def test_greeted_once_per_delivery(town: Town, maja: Seat) -> None:
    """A repeated event is answered as before."""
    seen = await maja.adds_the_bot(STAFF_ROOM)
    version = (await town.get(Channel, STAFF_ROOM.id)).version
    assert await maja.again() == seen
    assert (await town.get(Channel, STAFF_ROOM.id)).version == version


async def test_whoever_adds_it(town: Town, guest: Seat) -> None:
    """Where the bot is holds whoever added it, and lets nobody in."""
    place = Place(id="slack:T1:C9", kind=PlaceKind.CHANNEL, name="gästrum")
    assert (await guest.adds_the_bot(place)).startswith("Hej, jag är Samlär")
    assert (await town.get(Channel, place.id)).name == "gästrum"
    assert (await guest.says("läget", place)).startswith("Jag talar bara med personer")
