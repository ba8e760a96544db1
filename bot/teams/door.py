"""The one door to botbuilder: nothing else in the program imports it (docs/decisions/0008).

In: run a turn for an activity that was let in. Out: post, update and open conversations. What passes through
is plain JSON, so another SDK could stand here.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    ConversationReference,
    ResourceResponse,
)
from botframework.connector.aio import ConnectorClient

from bot.files import below, fetch
from bot.teams.admission import Admission
from bot.teams.connectors import Admitted, Connectors, tokens_of
from bot.teams.endpoints import Endpoints
from bot.teams.envelope import TEAMS, Envelope
from bot.teams.limits import Json
from bot.teams.references import PostedActivity, Reference
from bot.teams.signing_keys import SigningKeys
from bot.teams.verification import Verification
from config.settings import Settings
from handlers.core.incoming import FileTrouble, SentFile

MOST_CHATS = 10_000

T = TypeVar("T")


@dataclass(frozen=True)
class OpenedChat:
    """The conversation of the turn that is under way."""

    context: TurnContext

    async def post(self, message: Json) -> str:
        """Post a message there, in the thread that the turn came from; returns what Teams calls it.

        Raises:
            Undeliverable, NotNow, NobodyKnows: as `bot.delivery` says.
        """
        return _called(self.context, await self.context.send_activity(_activity(message)))

    async def replace(self, activity_id: str, message: Json) -> str:
        """Put `message` in the place of one posted before; returns what that is called. Raises as `post`."""
        activity = _activity(message)
        activity.id = activity_id
        await self.context.update_activity(activity)
        return _called(self.context, activity)


class Door:
    """The adapter with its session. Open it in the event loop that serves, close it there."""

    def __init__(
        self, settings: Settings, endpoints: Endpoints, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take what it works with; `clock` gives seconds that only grow."""
        self._app_id = settings.microsoft_app_id
        self._settings = settings
        self._endpoints = endpoints
        self._clock = clock
        self._chats: dict[str, str] = {}

    async def open(self) -> None:
        """Make ready; nothing is fetched yet."""
        self._session = aiohttp.ClientSession(trust_env=True)
        self._keys = SigningKeys(self._endpoints.openid, self._session, self._clock)
        verification = Verification(self._app_id, self._endpoints.issuer, self._keys)
        self._admission = Admission(self._settings, verification)
        self._connectors = Connectors(self._session, tokens_of(self._settings, self._endpoints))
        self._admitted = Admitted(self._connectors)
        self._adapter = CloudAdapter(self._admitted)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._keys.close()
        await self._session.close()

    async def admit(self, envelope: Envelope, header: str | None) -> None:
        """Check that Teams itself sent the activity, to this bot, from the tenant that it serves.

        Raises:
            Refused: it did not, or not for us; with the HTTP status.
        """
        await self._admission.admit(envelope, header)

    async def turn(self, envelope: Envelope, answer: Callable[[OpenedChat], Awaitable[T]]) -> T:
        """Run `answer` to an activity that was let in as one turn of the adapter; returns what it does."""
        answered: list[T] = []

        async def logic(context: TurnContext) -> None:
            answered.append(await answer(OpenedChat(context)))

        activity = _incoming(envelope)
        await self._adapter.process_activity(self._admitted.result(), activity, logic)
        return answered[0]

    async def post(self, reference: Reference, message: Json) -> str:
        """Post where `reference` says, opening the person's own chat if need be; returns what Teams calls it.

        Raises:
            Undeliverable, NotNow, NobodyKnows: as `bot.delivery` says.
        """
        names: list[str] = []

        async def logic(context: TurnContext) -> None:
            self._remember(reference, context.activity.conversation.id)
            names.append(_called(context, await context.send_activity(_activity(message))))

        conversation = reference.conversation_id or self._chats.get(reference.user_id, "")
        if conversation:
            await self._adapter.continue_conversation(
                _sdk_reference(reference, conversation), logic, self._app_id
            )
        else:
            await self._open_chat(reference, logic)
        return names[0]

    async def member(self, reference: Reference, conversation_id: str, user_id: str) -> Json:
        """Return what Teams tells of a conversation's member. Raises as `post` does."""
        client: ConnectorClient = await self._connectors.create(reference.service_url)
        told = await client.conversations.get_conversation_member(conversation_id, user_id, raw=True)
        found = await told.response.json(content_type=None)
        return found if isinstance(found, dict) else {}

    async def file(self, envelope: Envelope) -> SentFile | None:
        """Return the one file that was sent, read as text; None where none was.

        Its address needs no token, and is only asked where it is Microsoft's.
        """
        if not envelope.files:
            return None
        one, *others = envelope.files
        name = one.name or ""
        if others:
            return SentFile(name=name, trouble=FileTrouble.SEVERAL)
        if not below(one.download_url, self._endpoints.files):
            return SentFile(name=name, trouble=FileTrouble.UNREACHABLE)
        return await fetch(self._session, one.download_url, name)

    async def _open_chat(self, reference: Reference, logic: Callable[[TurnContext], Awaitable[None]]) -> None:
        await self._adapter.create_conversation(
            self._app_id,
            logic,
            ConversationParameters(
                is_group=False,
                bot=ChannelAccount(id=reference.bot_id),
                members=[ChannelAccount(id=reference.user_id)],
                tenant_id=reference.tenant_id,
                channel_data={"tenant": {"id": reference.tenant_id}},
            ),
            TEAMS,
            reference.service_url,
        )

    def _remember(self, reference: Reference, conversation_id: str) -> None:
        """Keep the id of a person's own chat, so that it is opened once."""
        if reference.user_id and not reference.conversation_id:
            if len(self._chats) >= MOST_CHATS:
                self._chats.clear()
            self._chats[reference.user_id] = conversation_id


def _called(context: TurnContext, posted: Activity | ResourceResponse | None) -> str:
    """Return what Teams calls a message posted in a turn, or "" where it did not tell."""
    if not posted or not posted.id:
        return ""
    turn = context.activity
    return PostedActivity(
        service_url=turn.service_url, conversation_id=turn.conversation.id, activity_id=posted.id
    ).write()


def _activity(message: Json) -> Activity:
    return Activity(
        type="message",
        text=message.get("text"),
        text_format=message.get("textFormat"),
        summary=message.get("summary"),
        attachments=[
            Attachment(content_type=one["contentType"], content=one["content"])
            for one in message.get("attachments", ())
        ],
    )


def _incoming(envelope: Envelope) -> Activity:
    """Return what the adapter needs of an activity; its content is read by `bot.teams.incoming`."""
    return Activity(
        type=envelope.type,
        id=envelope.id,
        channel_id=envelope.channel_id,
        service_url=envelope.service_url,
        conversation=ConversationAccount(
            id=envelope.conversation.id, conversation_type=envelope.conversation.conversation_type
        ),
        from_property=ChannelAccount(id=envelope.sender.id),
        recipient=ChannelAccount(id=envelope.recipient.id),
    )


def _sdk_reference(reference: Reference, conversation_id: str) -> ConversationReference:
    return ConversationReference(
        bot=ChannelAccount(id=reference.bot_id),
        user=ChannelAccount(id=reference.user_id) if reference.user_id else None,
        conversation=ConversationAccount(id=conversation_id, tenant_id=reference.tenant_id),
        channel_id=TEAMS,
        service_url=reference.service_url,
    )
