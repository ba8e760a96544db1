"""Activities as Teams sends them: their shape, and what was said in them; only the shape is trusted."""

from __future__ import annotations

import html
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from bot.teams.references import Reference
from handlers.core.incoming import PlaceKind
from handlers.core.visible import visible

TEAMS = "msteams"
FILE = "application/vnd.microsoft.teams.file.download.info"

MOST_MENTIONED = 6  # in one text, the bot among them
_AT = re.compile(r"</?at(?:\s[^>]*)?>", re.IGNORECASE)
_KINDS = {"personal": PlaceKind.PERSONAL, "groupChat": PlaceKind.GROUP, "channel": PlaceKind.CHANNEL}


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


def _storable(text: str) -> str:
    """Return an id that stores and addresses can hold. Raises ValueError for lone surrogates and the like."""
    if not text.isprintable():
        raise ValueError("no id")
    return text


Id = Annotated[str, AfterValidator(_storable)]


class _Named(_Wire):
    id: Id = ""
    name: str | None = None


class ChannelAccount(_Named):
    """Somebody in a conversation: a person (`29:…`) or the bot (`28:…`)."""

    aad_object_id: Id | None = None
    role: str | None = None


class _Conversation(_Named):
    conversation_type: str | None = None
    tenant_id: Id | None = None


class _ChannelData(_Wire):
    tenant: _Named = _Named()
    team: _Named | None = None
    channel: _Named | None = None


class _Entity(_Wire):
    type: str = ""
    text: str | None = None
    mentioned: ChannelAccount | None = None


class _Attachment(_Wire):
    content_type: str = ""
    name: str | None = None
    content: Any = None

    @property
    def download_url(self) -> str:
        """Where the file's content is, or "" where that is not told."""
        told = self.content.get("downloadUrl") if isinstance(self.content, dict) else None
        return told if isinstance(told, str) else ""


class Envelope(_Wire):
    """One activity (Bot Framework's activity schema), as far as it is read here."""

    type: str
    id: Id = ""
    name: str | None = None
    action: str | None = None
    text: str | None = None
    value: Any = None
    timestamp: str | None = None
    locale: str | None = None
    reply_to_id: Id | None = None
    channel_id: str = ""
    service_url: Id = ""
    sender: ChannelAccount = Field(default=ChannelAccount(), alias="from")
    recipient: ChannelAccount = ChannelAccount()
    conversation: _Conversation = _Conversation()
    channel_data: _ChannelData | None = None
    entities: tuple[_Entity, ...] | None = None
    attachments: tuple[_Attachment, ...] | None = None
    members_added: tuple[ChannelAccount, ...] | None = None
    members_removed: tuple[ChannelAccount, ...] | None = None

    @property
    def tenants(self) -> set[str]:
        """All tenants that the envelope names; more than one is a contradiction."""
        data = self.channel_data or _ChannelData()
        return {tenant for tenant in (data.tenant.id, self.conversation.tenant_id) if tenant}

    @property
    def tenant(self) -> str:
        """The tenant that it comes from."""
        return next(iter(self.tenants), "")

    @property
    def kind(self) -> PlaceKind:
        """How many read what is said there."""
        return _KINDS.get(self.conversation.conversation_type or "", PlaceKind.PERSONAL)

    @property
    def person(self) -> str:
        """The Entra object id of the one who acts; empty for bots and webhooks."""
        return self.sender.aad_object_id or ""

    @property
    def only_attachments(self) -> bool:
        """A picture or a file without a word beside it."""
        shown = [one for one in self.attachments or () if one.content_type != "text/html"]
        return bool(shown) and not said_text(self) and self.value is None

    @property
    def files(self) -> tuple[_Attachment, ...]:
        """The files that were sent in the person's own chat: elsewhere Teams gives bots none."""
        if self.kind is not PlaceKind.PERSONAL:
            return ()
        return tuple(one for one in self.attachments or () if one.content_type == FILE)

    @property
    def thread_root(self) -> str:
        """The conversation, without the thread that the activity came from."""
        return self.conversation.id.partition(";messageid=")[0]

    @property
    def place_name(self) -> str:
        """What the conversation is called, or its channel or team; may be empty."""
        data = self.channel_data or _ChannelData()
        names = (self.conversation, data.channel or _Named(), data.team or _Named())
        return visible(next((named.name for named in names if named.name), ""))

    def own_chat(self) -> Reference:
        """Say how to write to the one who acts."""
        personal = self.kind is PlaceKind.PERSONAL
        return self._reference(
            conversation_id=self.conversation.id if personal else "", user_id=self.sender.id
        )

    def place_reference(self) -> Reference:
        """Say how to write in the conversation: a new thread in a channel."""
        return self._reference(conversation_id=self.thread_root)

    def _reference(self, **where: str) -> Reference:
        return Reference(
            service_url=self.service_url, tenant_id=self.tenant, bot_id=self.recipient.id, **where
        )


def said_text(envelope: Envelope) -> str:
    """Return what was said, without the bot's own name and Teams' markup."""
    text = envelope.text or ""
    for entity in envelope.entities or ():
        mentioned = entity.mentioned
        if entity.type == "mention" and entity.text and mentioned and mentioned.id == envelope.recipient.id:
            text = text.replace(entity.text, " ")
    return _plain(text)


def mentioned_in(envelope: Envelope) -> dict[str, str]:
    """Return the Teams ids of the first people mentioned, by the names that stand for them in the text.

    Of two who are called the same nobody can tell which is meant where; neither is returned.
    """
    found: dict[str, set[str]] = {}
    for entity in (envelope.entities or ())[:MOST_MENTIONED]:
        person = entity.mentioned
        if entity.type == "mention" and entity.text and person and person.id != envelope.recipient.id:
            found.setdefault(_plain(entity.text), set()).add(person.id)
    return {name: ids.pop() for name, ids in found.items() if name and len(ids) == 1}


def _plain(text: str) -> str:
    """Return text without Teams' markup."""
    return visible(html.unescape(_AT.sub("", text)).replace("\xa0", " ")).strip()
