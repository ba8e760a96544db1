"""Remembers the conversations that the bot was added to, and how to write there."""

from __future__ import annotations

from handlers.core.act import Duty
from handlers.core.incoming import Installed, Place, PlaceKind, Removed
from handlers.core.replies import Audience, Button, Card, Reply
from storage.documents.places import Channel, Lost
from storage.store import Outgoing, Transaction
from storage.values.texts import Message, t


async def remember_place(installed: Installed, duty: Duty, *, known: bool) -> tuple[Reply, ...]:
    """Keep the place and its reference, and greet those who are there."""
    personal = installed.place.kind is PlaceKind.PERSONAL
    place_id = installed.actor.identity if personal else installed.place.id
    if not (personal and known):
        place = await duty.get(Channel, place_id) or Channel(id=place_id, name="", personal=personal)
        reference = installed.actor.reference if personal else installed.place.reference
        name = "" if personal else installed.place.name or place.name
        duty.save(place.changed(name=name, reference=reference or place.reference, left=False, lost=None))
    return (
        Card(
            audience=Audience.CONVERSATION,
            title=t("Hello, I am Samlär"),
            text=(
                t("With me you ask for collaborations, book sessions, log reflections and see the status."),
                t("Write “help” to see what you can do."),
            ),
            buttons=(Button(label=t("Help"), action="help"),),
        ),
    )


async def forget_place(removed: Removed, duty: Duty) -> tuple[Reply, ...]:
    """Note that the bot is no longer there, and digests stop."""
    personal = removed.place.kind is PlaceKind.PERSONAL
    channel = await duty.get(Channel, removed.actor.identity if personal else removed.place.id)
    if channel:
        await _lose(channel, Lost.REMOVED, duty)
    return ()


async def archive_place(place_id: str, duty: Duty, *, deleted: bool) -> None:
    """Note that nothing can be posted there any more, and digests stop."""
    channel = await duty.get(Channel, place_id)
    if channel and not channel.left:
        await _lose(channel, Lost.UNKNOWN if deleted else Lost.ARCHIVED, duty)


async def restore_place(place_id: str, duty: Duty) -> None:
    """Note that an archived place is in use again. Which channel gets the digest stays as it is."""
    channel = await duty.get(Channel, place_id)
    if channel and channel.lost is Lost.ARCHIVED:
        duty.save(channel.changed(left=False, lost=None))


async def rename_place(place: Place, duty: Duty) -> None:
    """Keep the place's new name."""
    channel = await duty.get(Channel, place.id)
    if channel and place.name and channel.name != place.name:
        duty.save(channel.changed(name=place.name))


async def did_not_arrive(message: Outgoing, lost: Lost | None, tx: Transaction) -> bool:
    """Take back that a digest was posted in a channel, and note what became of that; tells whether it had to.

    The coordinators are told with the other messages that did not arrive.
    """
    channel = await tx.get(Channel, message.address)
    if channel is None or channel.personal:
        return False
    posted = channel.posted_at
    kept = posted if posted and posted > message.created_at else None
    gone = {"left": True, "lost": lost, "digest": False} if lost and not channel.left else {}
    if kept == posted and not gone:
        return False
    tx.save(channel.changed(posted_at=kept, **gone))
    return True


def why_lost(channel: Channel) -> Message:
    """Say why nothing can be posted in a channel."""
    match channel.lost:
        case Lost.ARCHIVED:
            return t("The channel {channel} is archived.", channel=channel.name)
        case Lost.UNKNOWN:
            return t("I can't find the channel {channel} any more.", channel=channel.name)
        case Lost.REMOVED:
            return t("I am no longer in the channel {channel}.", channel=channel.name)
        case _:
            return t("I can't post in the channel {channel}.", channel=channel.name)


def choose_channel() -> Button:
    """Return the button that chooses another channel for the digest."""
    return Button(label=t("Choose channel"), action="digest.channel", opens=True)


async def _lose(channel: Channel, lost: Lost, duty: Duty) -> None:
    """Keep that nothing can be posted there; where the digest was, the coordinators are told."""
    gone = duty.save(channel.changed(left=True, lost=lost, digest=False))
    if not channel.digest:
        return
    card = Card(
        title=t("The weekly digest has no channel any more"),
        text=(why_lost(gone), t("Choose another one, or the digest is posted nowhere.")),
        buttons=(choose_channel(),),
    )
    await duty.letters.tell([one.id for one in await duty.who_coordinates()], card)
