"""Brings the replies to an act where they belong.

A message is answered with messages. A button's invoke is answered with the card that takes the pressed
one's place, or with a line while the reply is posted. A dialog's invoke is answered with the next dialog,
or by closing it while the reply is posted. In channels and group chats nothing is private, so what is meant
for the asker goes to their own chat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.teams.door import Chat, Door
from bot.teams.incoming import Envelope, Invoke
from bot.teams.limits import Json
from bot.teams.render import ADAPTIVE_CARD, Renderer
from handlers.core.incoming import Act, PlaceKind, Press, Removed, Submit
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
from storage.documents.messages import Message, t

MESSAGE = "application/vnd.microsoft.activity.message"
SEARCH_RESPONSE = "application/vnd.microsoft.search.searchResponse"
DRAFT_ACTIONS = frozenset({"confirm", "edit", "pick"})

ANSWERED_BELOW = t("I answered below.")
ANSWERED_PRIVATELY = t("I answered you in our own chat.")
NOT_ADDED = t(
    "I have an answer for you alone, but you and I have no chat of our own yet. "
    "Open Apps in Teams, find Samlär and choose Add. Then ask me again."
)
UNREACHABLE = t("I could not reach our chat just now. Ask me again in a moment.")

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
    chat: Chat
    act: Act
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
    """Knows how each kind of activity is answered."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def answer(self, turn: Turn) -> Answered:
        """Post what is to be posted and return the HTTP answer.

        Raises:
            Undeliverable, NotNow, NobodyKnows: the conversation itself could not be written to.
        """
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
                note = await self._post(turn, turn.replies)
                if note:
                    await self._show(turn, Say(text=note))
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
        if note in (NOT_ADDED, UNREACHABLE) and (shown := _together(turn.replies)):
            return Answered(body=_dialog(turn, shown))
        return line_answer(turn.envelope, turn.renderer.words(note)) if note else Answered()

    async def _post(self, turn: Turn, replies: Sequence[Reply]) -> Message | None:
        """Post each reply where its audience reads it; returns what is to be told where it was asked."""
        note = None
        own: list[Json] = []
        for reply in replies:
            if turn.private or reply.audience is Audience.CONVERSATION:
                await self._show(turn, reply)
            else:
                own += turn.renderer.messages(reply, private=True)
        if own:
            try:
                await self._door.post(turn.envelope.own_chat(), own)
                note = ANSWERED_PRIVATELY
            except Undeliverable as error:
                log.info("no chat with the asker", reason=error.reason)
                note = NOT_ADDED
            except (NotNow, NobodyKnows) as error:
                log.warning("asker not reached", reason=str(error))
                note = UNREACHABLE
        return note

    async def _show(self, turn: Turn, reply: Reply) -> None:
        for message in turn.renderer.messages(reply, private=turn.private):
            await turn.chat.post(message)

    async def _replace_for_good(self, turn: Turn, message: Json) -> None:
        """Change the posted card too: what an invoke returns is gone when the chat is opened anew."""
        if not turn.envelope.reply_to_id:
            return
        try:
            await turn.chat.replace(turn.envelope.reply_to_id, message)
        except (Undeliverable, NotNow, NobodyKnows) as error:
            log.warning("card not replaced", reason=str(error))


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
