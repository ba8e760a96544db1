"""Brings the replies to an act where they belong.

A message is answered with messages. A button's invoke is answered with the card that takes the pressed
one's place, or with a line while the reply is posted. A dialog's invoke is answered with the next dialog,
or by closing it while the reply is posted. In channels and group chats nothing is private, so what is meant
for the asker goes to their own chat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.teams.door import Door, OpenedChat
from bot.teams.envelope import Envelope
from bot.teams.incoming import Invoke
from bot.teams.limits import Json
from bot.teams.posting import Left, Outcome, post_replies
from bot.teams.render import ADAPTIVE_CARD, Renderer
from handlers.core.desk import Desk
from handlers.core.incoming import Incoming, PlaceKind, Press, Removed, Submit
from handlers.core.posted import Shown
from handlers.core.replies import (
    Ask,
    Audience,
    Card,
    Chart,
    Confirm,
    Page,
    Replace,
    Reply,
    Say,
    Table,
)
from handlers.core.unposted import Unposted
from storage.documents.posts import Posted
from storage.values.texts import Message, t

MESSAGE = "application/vnd.microsoft.activity.message"
SEARCH_RESPONSE = "application/vnd.microsoft.search.searchResponse"
DRAFT_ACTIONS = frozenset({"confirm", "edit", "leave", "pick", "show"})

ANSWERED_BELOW = t("I answered below.")
ANSWERED_PRIVATELY = t("I answered you in our own chat.")
NOT_ADDED = t(
    "I have an answer for you alone, but you and I have no chat of our own yet. "
    "Open Apps in Teams, find Samlär and choose Add. Then ask me again."
)
COMES_LATER = t("I could not reach our chat just now. The answer comes there as soon as I do.")
LOST = t("I could not show you my answer. Look at how things stand before you ask for it again.")

log = structlog.get_logger()


@dataclass(frozen=True)
class Answered:
    """The HTTP answer: its status, and its JSON body if any."""

    status: int = 200
    body: Json | None = None


@dataclass(frozen=True)
class Turn:
    """An act with the desk's replies, and where it came from."""

    envelope: Envelope
    chat: OpenedChat
    act: Incoming
    replies: Sequence[Reply]
    renderer: Renderer

    @property
    def private(self) -> bool:
        """Whether nobody else reads the conversation."""
        return self.envelope.kind is PlaceKind.PERSONAL

    @property
    def about_a_form(self) -> bool:
        """Whether what was sent or pressed belongs to a form under way."""
        return isinstance(self.act, Submit) or (
            isinstance(self.act, Press) and self.act.action in DRAFT_ACTIONS
        )


class Answering:
    """Knows how each kind of activity is answered. What Teams doesn't take goes to the outbox."""

    def __init__(self, door: Door, desk: Desk) -> None:
        self._door = door
        self._desk = desk

    async def answer(self, turn: Turn) -> Answered:
        """Post what is to be posted and return the HTTP answer."""
        match turn.envelope.name:
            case _ if isinstance(turn.act, Removed):
                return Answered()
            case Invoke.EXECUTE:
                return await self._execute(turn)
            case Invoke.FETCH:
                return await self._fetch(turn)
            case Invoke.SUBMIT:
                return await self._submit(turn)
            case _:
                here, own = _parted(turn, turn.replies)
                await self._post_here(turn, here)
                if own:
                    note = await self._post_privately(turn, own)
                    await self._say_here(turn, note)
                return Answered()

    async def _execute(self, turn: Turn) -> Answered:
        """Answer a button on a card in the conversation."""
        taking_place = next((reply for reply in turn.replies if _takes_place(turn, reply)), None)
        note = await self._post(turn, [reply for reply in turn.replies if reply is not taking_place])
        if taking_place is None:
            return line_answer(turn.envelope, turn.renderer.words(note or ANSWERED_BELOW))
        [message] = turn.renderer.messages(taking_place, private=True)
        await self._replace_for_good(turn, message)
        card = message["attachments"][0]["content"]
        return Answered(body={"statusCode": 200, "type": ADAPTIVE_CARD, "value": card})

    async def _fetch(self, turn: Turn) -> Answered:
        """Answer a button that opens a dialog: with the form, or with whatever there is to say instead."""
        in_dialog = [reply for reply in turn.replies if turn.private or reply.audience is Audience.ASKER]
        form = next((reply for reply in in_dialog if isinstance(reply, Ask | Confirm)), None)
        shown = form or _together(in_dialog)
        used = {id(reply) for reply in ([form] if form else in_dialog)}
        note = await self._post(turn, [reply for reply in turn.replies if id(reply) not in used])
        if shown is None:
            return line_answer(turn.envelope, turn.renderer.words(note or ANSWERED_BELOW))
        return Answered(body=_dialog(turn, shown))

    async def _submit(self, turn: Turn) -> Answered:
        """Answer what was sent from a dialog: with the next one, or by closing it and posting the replies."""
        form = next((reply for reply in turn.replies if isinstance(reply, Ask | Confirm)), None)
        note = await self._post(turn, [reply for reply in turn.replies if reply is not form])
        if form:
            return Answered(body=_dialog(turn, form))
        if note in (NOT_ADDED, LOST) and (shown := _together(turn.replies)):
            return Answered(body=_dialog(turn, shown))
        return line_answer(turn.envelope, turn.renderer.words(note)) if note else Answered()

    async def _post(self, turn: Turn, replies: Sequence[Reply]) -> Message | None:
        """Post each reply where its audience reads it; returns what is to be told where it was asked."""
        here, own = _parted(turn, replies)
        note = await self._post_here(turn, here)
        return await self._post_privately(turn, own) if own else note

    async def _post_here(self, turn: Turn, replies: Sequence[Reply]) -> Message | None:
        outcome = await self._put_here(turn, replies)
        await self._remember(turn, outcome.posted, own=turn.private)
        return await self._keep(turn, outcome.left) if outcome.left else None

    async def _say_here(self, turn: Turn, note: Message) -> None:
        """Say where the answer is."""
        outcome = await self._put_here(turn, [Say(text=note, audience=Audience.CONVERSATION)])
        if outcome.left:
            await self._keep(turn, outcome.left)

    async def _put_here(self, turn: Turn, replies: Sequence[Reply]) -> Outcome:
        render = partial(turn.renderer.messages, private=turn.private)
        return await post_replies(replies, render, turn.chat.post)

    async def _post_privately(self, turn: Turn, replies: Sequence[Reply]) -> Message:
        render = partial(turn.renderer.messages, private=True)
        outcome = await post_replies(replies, render, partial(self._door.post, turn.envelope.own_chat()))
        await self._remember(turn, outcome.posted, own=True)
        left = outcome.left
        if left is None:
            return ANSWERED_PRIVATELY
        if isinstance(left.error, Undeliverable) and not outcome.posted:
            log.info("no chat with the asker", reason=left.error.reason)
            return NOT_ADDED
        return await self._keep(turn, left)

    async def _remember(self, turn: Turn, posted: Sequence[Posted], *, own: bool) -> None:
        """Let the desk keep what Teams calls what was posted, in the asker's own chat or where they asked."""
        named = tuple(one for one in posted if one.ids)
        if named:
            act, where = turn.act, {"own" if own else "there": named}
            await self._desk.remember(Shown(act.actor, act.place, act.delivery_id, **where))

    async def _keep(self, turn: Turn, left: Left) -> Message:
        """Leave to the outbox what was not posted; returns what is told of it."""
        act = turn.act
        kept = await self._desk.keep(
            Unposted(
                actor=act.actor,
                place=act.place,
                delivery_id=act.delivery_id,
                language=turn.renderer.language,
                replies=left.replies,
                lost=left.lost,
            )
        )
        if not kept:
            log.error("an answer is lost", reason=str(left.error))
            return LOST
        log.warning("answer not posted, left to the outbox", reason=str(left.error))
        return COMES_LATER

    async def _replace_for_good(self, turn: Turn, message: Json) -> None:
        """Change the posted card too: what an invoke returns is gone when the chat is opened anew."""
        if not turn.envelope.reply_to_id:
            return
        try:
            name = await turn.chat.replace(turn.envelope.reply_to_id, message)
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.warning("card not replaced", reason=str(error))
        else:
            await self._remember(turn, [Posted(ids=(name,))], own=turn.private)


def _parted(turn: Turn, replies: Sequence[Reply]) -> tuple[list[Reply], list[Reply]]:
    """Return what is posted where the act came from, and what in the asker's own chat."""
    here = [one for one in replies if turn.private or one.audience is Audience.CONVERSATION]
    return here, [one for one in replies if not turn.private and one.audience is Audience.ASKER]


def line_answer(envelope: Envelope, text: str) -> Answered:
    """Answer an invoke with one line: under the card, or in place of the dialog."""
    if envelope.name == Invoke.EXECUTE:
        return Answered(body={"statusCode": 200, "type": MESSAGE, "value": text})
    return Answered(body={"task": {"type": "message", "value": text}})


def _dialog(turn: Turn, reply: Reply) -> Json:
    return {
        "task": {
            "type": "continue",
            "value": {
                "title": turn.renderer.title(reply),
                "height": "large",
                "width": "medium",
                "card": {
                    "contentType": ADAPTIVE_CARD,
                    "content": turn.renderer.card(reply, dialog=True),
                },
            },
        }
    }


def _takes_place(turn: Turn, reply: Reply) -> bool:
    """Tell whether a reply takes the pressed card's place.

    A form's card gives way to the form with its errors, to what is read back and to the result; a line of
    text never takes a card away.
    """
    if isinstance(reply, Replace):
        return True
    return turn.private and turn.about_a_form and not isinstance(reply, Say | Page)


def _together(replies: Sequence[Reply]) -> Reply | None:
    """Return several replies as one."""
    parts: list[Say | Card | Table | Chart] = []
    for reply in replies:
        match reply:
            case Say() | Card() | Table() | Chart():
                parts.append(reply)
            case Replace():
                parts.append(reply.card)
            case Page():
                parts += reply.parts
            case Ask() | Confirm():
                return reply
    return parts[0] if len(parts) == 1 else Page(parts=tuple(parts)) if parts else None
