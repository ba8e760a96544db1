"""A channel that can't be posted in any more: it is called that, and no digest counts as posted there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import Undeliverable
from handlers.core.incoming import Actor, Archived, Installed, Place, PlaceKind, Removed, Renamed, Restored
from storage.documents.places import Channel, Lost
from tests.handlers.desk import CHANNEL, STAFF_ROOM, Seat, Town
from tests.handlers.digest.test_digest import HERE, MONDAY
from tests.handlers.mail import Mail

PLACE = Place(id=CHANNEL, kind=PlaceKind.CHANNEL)
BOT = Actor(identity="terminal:samlar")


async def happens(
    town: Town,
    kind: type[Archived | Installed | Removed | Renamed | Restored],
    place: Place = PLACE,
    **content: Any,
) -> None:
    """Let the platform tell something of a channel."""
    await town.dispatch.handle(kind(actor=BOT, place=place, delivery_id=town.delivery(), **content))


async def post(karin: Seat) -> None:
    """Post the digest now."""
    await karin.orders("veckobrev skicka kvalitetsutveckling")


@pytest.mark.parametrize(
    ("lost", "called"),
    [
        (Lost.ARCHIVED, "Kanalen kvalitetsutveckling är arkiverad."),
        (Lost.UNKNOWN, "Jag hittar inte kanalen kvalitetsutveckling längre."),
        (Lost.REMOVED, "Jag är inte med i kanalen kvalitetsutveckling längre."),
        (None, "Jag kan inte skriva i kanalen kvalitetsutveckling."),
    ],
)
async def test_a_digest_that_did_not_arrive(
    town: Town, mail: Mail, karin: Seat, lost: Lost | None, called: str
) -> None:
    """Its channel is called what it is, another can be chosen, and it does not count as posted."""
    await karin.adds_the_bot(STAFF_ROOM)
    mail.answers[HERE] = [Undeliverable("is_archived", lost)]
    await post(karin)
    await mail.carry()
    await town.tick()
    for seen in (await karin.reads(), await karin.says("meddelanden")):
        assert "1 meddelande kom inte fram" in seen
        assert called in seen
        assert "i chatten" not in seen
        assert karin.labels == ["Välj kanal"]
    channel = await town.get(Channel, CHANNEL)
    assert (channel.posted_at, channel.left, channel.digest) == (None, bool(lost), not lost)
    await karin.presses("Välj kanal")
    assert karin.form.fields[0].label.key == "Channel"


async def test_not_already_sent(town: Town, mail: Mail, karin: Seat) -> None:
    """A digest that was refused can be posted again without being called sent; one that arrived can't."""
    mail.answers[HERE] = [Undeliverable("restricted_action")]
    await post(karin)
    await mail.carry()
    await post(karin)
    assert karin.sees == "Veckobrevet är på väg till kvalitetsutveckling."
    await mail.carry()
    await karin.says("veckobrev skicka kvalitetsutveckling")
    assert "redan" in karin.sees


async def test_the_weekly_one(town: Town, mail: Mail, karin: Seat) -> None:
    """The week's digest that a channel refuses goes to the one that is chosen instead, the same day."""
    await karin.adds_the_bot(STAFF_ROOM)
    town.now = MONDAY + timedelta(minutes=2)
    mail.answers[HERE] = [Undeliverable("is_archived", Lost.ARCHIVED)]
    await town.tick()
    await mail.carry()
    await karin.says("veckobrev kanal kollegium")
    town.later(minutes=1)
    await town.tick()
    assert STAFF_ROOM.id.rpartition(":")[2] in await mail.carry()


async def test_too_late_is_not_posted(town: Town, mail: Mail, karin: Seat) -> None:
    """A digest that waited until it was of no use was not posted either."""
    await post(karin)
    town.later(days=3)
    await mail.carry()
    assert (await town.get(Channel, CHANNEL)).posted_at is None


@pytest.mark.parametrize(
    ("deleted", "called"),
    [
        (False, "Kanalen kvalitetsutveckling är arkiverad."),
        (True, "Jag hittar inte kanalen kvalitetsutveckling längre."),
    ],
)
async def test_archived_and_deleted(town: Town, karin: Seat, deleted: bool, called: str) -> None:
    """When the digest's channel is archived or deleted they hear at once and can choose another."""
    await happens(town, Archived, deleted=deleted)
    seen = await karin.reads()
    assert seen.startswith("Veckobrevet har ingen kanal längre")
    assert called in seen
    assert karin.labels == ["Välj kanal"]
    assert "Ingen kanal är vald" in await karin.says("veckobrev")


async def test_told_once_and_of_the_digests_alone(town: Town, karin: Seat) -> None:
    """Told twice by the platform it is told once; of a channel without the digest nobody is told."""
    await karin.adds_the_bot(STAFF_ROOM)
    await town.told()
    await happens(town, Archived, STAFF_ROOM)
    assert await town.told() == {}
    await happens(town, Archived)
    await happens(town, Archived, deleted=True)
    assert list(await town.told()) == ["karin"]


async def test_the_bot_is_taken_out(town: Town, karin: Seat) -> None:
    """When the bot is taken out of the digest's channel they hear of it too."""
    await happens(town, Removed)
    assert "Jag är inte med i kanalen kvalitetsutveckling längre." in await karin.reads()


async def test_restored(town: Town, karin: Seat) -> None:
    """A channel in use again can be chosen again; one that was deleted or left can't come back so."""
    await happens(town, Archived)
    await happens(town, Restored)
    assert "skickas till kvalitetsutveckling" in await karin.says("veckobrev kanal kvalitetsutveckling")
    await happens(town, Removed)
    await happens(town, Restored)
    assert (await town.get(Channel, CHANNEL)).left
    await happens(town, Installed)
    channel = await town.get(Channel, CHANNEL)
    assert (channel.left, channel.lost) == (False, None)


async def test_renamed(town: Town, karin: Seat) -> None:
    """A channel is called by its new name; an unknown one, or none, changes nothing."""
    await happens(town, Renamed, PLACE.model_copy(update={"name": "skolutveckling"}))
    assert "skolutveckling" in await karin.says("veckobrev")
    await happens(town, Renamed, PLACE)
    await happens(town, Renamed, Place(id="terminal:nowhere", kind=PlaceKind.CHANNEL, name="x"))
    assert (await town.get(Channel, CHANNEL)).name == "skolutveckling"
