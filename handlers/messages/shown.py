"""How messages that did not arrive are shown, without what was written."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.core.places import choose_channel, why_lost
from handlers.core.replies import Button, Card, Fact, Page, PagePart, Say, Style
from handlers.core.view import View
from handlers.messages.access import is_lost
from handlers.people.names import person_name
from handlers.sessions.names import session_unit
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account
from storage.documents.places import Channel
from storage.documents.sessions import Session
from storage.kept import Queued
from storage.store import OutgoingState
from storage.values.texts import Message, t, tn, together, typed
from storage.values.times import Brief, Span

SHOWN = 5
NAMED = 10


async def page_of(failed: Sequence[Queued], view: View) -> Page:
    """Return what failed, without what was written: what can be sent again, and who can't be reached."""
    lost = [one for one in failed if one.state is OutgoingState.UNKNOWN]
    refused = [one for one in failed if one.state is OutgoingState.UNDELIVERABLE]
    parts: list[PagePart] = []
    if lost:
        parts.append(
            Say(
                text=tn(
                    "{count} message may not have arrived.",
                    "{count} messages may not have arrived.",
                    len(lost),
                )
            )
        )
    parts += [await _lost_card(one, view) for one in lost[:SHOWN]]
    if len(lost) > SHOWN:
        more = t("{count} more. Write “messages again” to choose among them.", count=len(lost) - SHOWN)
        parts.append(Say(text=more))
    return Page(parts=(*parts, *await _refused_cards(refused, view)))


async def _refused_cards(refused: Sequence[Queued], view: View) -> list[PagePart]:
    """Return a card for all people who can't be reached, and one for each channel that can't be posted in."""
    to_people: list[Queued] = []
    to_channels: dict[str, list[Queued]] = {}
    for message in refused:
        channel = await view.get(Channel, message.address) if message.to is None else None
        if channel and not channel.personal:
            to_channels.setdefault(channel.id, []).append(message)
        else:
            to_people.append(message)
    people = [await _refused_card(to_people, view)] if to_people else []
    return [*people, *[await _channel_card(*one, view) for one in to_channels.items()]]


async def _channel_card(channel_id: str, refused: Sequence[Queued], view: View) -> Card:
    channel = await view.need(Channel, channel_id)
    return Card(title=_not_delivered(refused), text=(why_lost(channel),), buttons=(choose_channel(),))


def _not_delivered(refused: Sequence[Queued]) -> Message:
    return tn(
        "{count} message could not be delivered", "{count} messages could not be delivered", len(refused)
    )


async def _lost_card(message: Queued, view: View) -> Card:
    useful = is_lost(message) and message.useful_until > view.now
    unit = await _unit(message, view)
    again = Button(
        label=t("Send again"),
        action="messages.again",
        id=message.id,
        revision=message.version,
        style=Style.PRIMARY,
    )
    return Card(
        title=t("To {name}", name=await to_whom(message, view)),
        text=(
            t("The answer was lost on the way, so it may have arrived or not.")
            if useful
            else t("The answer was lost on the way, and the message is no longer of use."),
        ),
        facts=(
            Fact(label=t("Written"), value=written(message, view)),
            *([Fact(label=t("Unit"), value=unit)] if unit else ()),
        ),
        buttons=(again,) if useful else (),
    )


async def _refused_card(refused: Sequence[Queued], view: View) -> Card:
    names = list(dict.fromkeys([await to_whom(one, view) for one in refused]))
    unnamed = len(names) - NAMED
    reached = together(names)
    if unnamed > 0:
        reached = t("{names} and {count} more", names=", ".join(names[:NAMED]), count=unnamed)
    return Card(
        title=_not_delivered(refused),
        text=(
            t("I can't reach {names} in the chat.", names=reached),
            t("Tell them in another way, and see to it that I have the right chat account."),
        ),
        buttons=(Button(label=t("Change a person"), action="people.change", opens=True),),
    )


async def to_whom(message: Queued, view: View) -> str:
    """Return the name of the person or the channel, or a dash where neither is kept."""
    account = await view.get(Account, message.address)
    person_id = message.to or (account.person_id if account else None)
    if person_id:
        return await person_name(person_id, view)
    channel = await view.get(Channel, message.address)
    return channel.name if channel and channel.name else "–"


async def _unit(message: Queued, view: View) -> Message | None:
    """Return the unit that it is about, if it is about one."""
    for name in message.about:
        kind, _, document_id = name.partition(":")
        if kind == Collaboration.kind and (collaboration := await view.get(Collaboration, document_id)):
            return typed(await unit_name(collaboration, view))
        if kind == Session.kind and (session := await view.get(Session, document_id)):
            return await session_unit(session, view)
    return None


def written(message: Queued, view: View) -> Message:
    """Return when a message was written."""
    start = message.created_at.astimezone(view.municipality.zone)
    return t("{when}", when=Brief.of(Span(start=start), view.today))
