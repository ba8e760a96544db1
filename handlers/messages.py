"""Messages that may not have arrived: the coordinators are told, see them, and can send them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from handlers.cards.names import person_name, session_unit, unit_name
from handlers.core.act import Act, Duty
from handlers.core.command import command
from handlers.core.due import Reminder
from handlers.core.forms import Form, ask
from handlers.core.places import choose_channel, why_lost
from handlers.core.readable import why_not
from handlers.core.replies import Button, Card, Fact, Page, Part, Reply, Say, Style
from handlers.core.scene import Scene
from handlers.core.view import View, seen_by
from handlers.fields.pick import PickKind
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, Refusal, t, tn, together, typed
from storage.documents.people import COORDINATING, Account, Channel
from storage.documents.sessions import Session
from storage.documents.times import Brief, Span
from storage.kept import Queued
from storage.store import Delivery, Equal

SHOWN = 5
NAMED = 10


class Messages(Form):
    """Nothing is asked."""


@command(
    "messages",
    sv="meddelanden",
    about=t("See messages that may not have arrived"),
    example=t("messages"),
    who=COORDINATING,
    reads=True,
    order=76,
)
async def messages(view: View, form: Messages) -> Reply:
    """Show those of the last day."""
    failed = await _failed(view)
    if not failed:
        return Say(text=t("As far as I know, all messages of the last day have arrived."))
    return await _page(failed, view)


class LostKind(PickKind[Queued]):
    """A message whose answer was lost."""

    document = Queued
    none = t("No message waits to be sent again.")

    async def candidates(self, view: View) -> Sequence[Queued]:
        """Return those that are still of use, the oldest first."""
        return [one for one in await _failed(view) if _is_lost(one) and one.useful_until > view.now]

    async def name(self, document: Queued, view: View) -> str:
        """Return whom it is for."""
        return await _to_whom(document, view)

    async def label(self, document: Queued, view: View) -> Message:
        """Return whom it is for and when it was written."""
        return t("{name}, {when}", name=await _to_whom(document, view), when=_written(document, view))

    async def show(self, value: Queued, view: View) -> Message:
        """Return whom it is for and when it was written."""
        return await self.label(value, view)

    async def check(self, document: Queued, view: View) -> None:
        """Raise Refusal where it arrived or was sent again, or is no longer of use or theirs to read."""
        name = await _to_whom(document, view)
        if document.state is Delivery.RESENT:
            raise Refusal("The message to {name} has already been sent again.", name=name)
        if document.state is Delivery.SENT:
            raise Refusal("The message to {name} has arrived after all.", name=name)
        if not _is_lost(document):
            raise Refusal("The message to {name} can't be sent again.", name=name)
        if document.useful_until <= view.now:
            raise Refusal("The message to {name} is no longer of use, so it is not sent again.", name=name)
        if await why_not(document, view.get):
            raise Refusal("{name} may no longer read that message, so it is not sent again.", name=name)

    async def card(self, document: Queued, view: View) -> Reply | None:
        """Return nothing: what an old button was about is told by `check`."""
        return None


class Again(Form):
    """Which message."""

    message: Annotated[Queued, LostKind()] = ask(t("Message"))


@command(
    "messages again",
    sv="meddelanden igen",
    about=t("Send a message again that may not have arrived"),
    example=t("messages again"),
    who=COORDINATING,
    order=82,
)
async def again(act: Act, form: Again) -> Reply:
    """Send it again, as it was written, after what is on its way there already."""
    act.letters.send_again(form.message)
    return Say(text=t("It is on its way again to {name}.", name=await _to_whom(form.message, act)))


async def _failed(scene: Scene) -> list[Queued]:
    """Return the messages that may not have arrived, or did not, the oldest first."""
    states = (Delivery.UNKNOWN, Delivery.UNDELIVERABLE)
    found = [one for state in states for one in await scene.find(Queued, Equal("state", state.value))]
    return sorted(found, key=lambda one: one.created_at)


def _is_lost(message: Queued) -> bool:
    return message.state is Delivery.UNKNOWN and message.body is not None


async def _page(failed: Sequence[Queued], view: View) -> Page:
    """Return what failed, without what was written: what can be sent again, and who can't be reached."""
    lost = [one for one in failed if one.state is Delivery.UNKNOWN]
    refused = [one for one in failed if one.state is Delivery.UNDELIVERABLE]
    parts: list[Part] = []
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


async def _refused_cards(refused: Sequence[Queued], view: View) -> list[Part]:
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
    useful = _is_lost(message) and message.useful_until > view.now
    unit = await _unit(message, view)
    again = Button(
        label=t("Send again"),
        action="messages.again",
        id=message.id,
        revision=message.version,
        style=Style.PRIMARY,
    )
    return Card(
        title=t("To {name}", name=await _to_whom(message, view)),
        text=(
            t("The answer was lost on the way, so it may have arrived or not.")
            if useful
            else t("The answer was lost on the way, and the message is no longer of use."),
        ),
        facts=(
            Fact(label=t("Written"), value=_written(message, view)),
            *([Fact(label=t("Unit"), value=unit)] if unit else ()),
        ),
        buttons=(again,) if useful else (),
    )


async def _refused_card(refused: Sequence[Queued], view: View) -> Card:
    names = list(dict.fromkeys([await _to_whom(one, view) for one in refused]))
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


async def _to_whom(message: Queued, view: View) -> str:
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


def _written(message: Queued, view: View) -> Message:
    start = message.created_at.astimezone(view.municipality.zone)
    return t("{when}", when=Brief(brief=Span(start=start)))


async def _due(scene: Scene) -> Iterable[str]:
    """Tell at most once an hour."""
    untold = [one for one in await _failed(scene) if not one.reported]
    return [f"undelivered:{scene.now:%Y-%m-%dT%H}"] if untold else []


async def _tell(duty: Duty, key: str) -> None:
    untold = [duty.save(one.changed(reported=True)) for one in await _failed(duty) if not one.reported]
    for coordinator in await duty.who_coordinates() if untold else ():
        page = await _page(untold, seen_by(coordinator, duty))
        await duty.letters.tell([coordinator.id], page, notice=True)


reminder = Reminder("undelivered", due=_due, run=_tell)
