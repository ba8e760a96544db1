"""Activities as Teams sends them, read into acts. Nothing here trusts more than the envelope's shape."""

from __future__ import annotations

import hashlib
import html
import json
import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from bot.teams.forms import CARRIED, FORM, values_of
from bot.teams.limits import Json
from bot.teams.references import Reference
from handlers.core.incoming import (
    Act,
    Actor,
    Installed,
    Place,
    PlaceKind,
    Press,
    Removed,
    Said,
    Submit,
    Suggest,
)
from handlers.core.replies import parse_button

TEAMS = "msteams"

_AT = re.compile(r"</?at(?:\s[^>]*)?>", re.IGNORECASE)
_KINDS = {"personal": PlaceKind.PERSONAL, "groupChat": PlaceKind.GROUP, "channel": PlaceKind.CHANNEL}


class Invoke(StrEnum):
    """The invokes that our cards and dialogs cause."""

    EXECUTE = "adaptiveCard/action"
    FETCH = "task/fetch"
    SUBMIT = "task/submit"
    SEARCH = "application/search"


class NotOurs(ValueError):  # noqa: N818 - an answer, not a fault
    """The activity has not the shape of anything that our cards and dialogs send."""


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


class Account(_Named):
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
    mentioned: Account | None = None


class _Attachment(_Wire):
    content_type: str = ""


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
    sender: Account = Field(default=Account(), alias="from")
    recipient: Account = Account()
    conversation: _Conversation = _Conversation()
    channel_data: _ChannelData | None = None
    entities: tuple[_Entity, ...] | None = None
    attachments: tuple[_Attachment, ...] | None = None
    members_added: tuple[Account, ...] | None = None
    members_removed: tuple[Account, ...] | None = None

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
    def thread_root(self) -> str:
        """The conversation, without the thread that the activity came from."""
        return self.conversation.id.partition(";messageid=")[0]

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


def actor_of(envelope: Envelope, *, guest: bool, name: str = "", handle: str = "") -> Actor:
    """Return who acts; `name` is theirs where the activity tells none, and `handle` their account's."""
    return Actor(
        identity=f"teams:{envelope.tenant}:{envelope.person}",
        name=clean(envelope.sender.name or "") or name,
        handle=handle,
        guest=guest,
        locale=envelope.locale or "",
        reference=envelope.own_chat().write(),
    )


def place_of(envelope: Envelope) -> Place:
    """Return the conversation; the threads of a channel are one place."""
    data = envelope.channel_data or _ChannelData()
    names = (envelope.conversation, data.channel or _Named(), data.team or _Named())
    return Place(
        id=f"teams:{envelope.tenant}:{envelope.thread_root}",
        kind=envelope.kind,
        name=clean(next((named.name for named in names if named.name), "")),
        reference=envelope.place_reference().write(),
    )


def delivery_id(envelope: Envelope) -> str:
    """Return what a repeated delivery of the same activity has in common with the first."""
    name = envelope.id
    if not name:
        parts = [envelope.sender.id, envelope.name, envelope.reply_to_id, envelope.timestamp, envelope.value]
        name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f"teams:{envelope.conversation.id}:{name}"


def act_of(envelope: Envelope, actor: Actor) -> Act | None:
    """Return the act that an activity asks for; None for what concerns somebody else.

    Raises:
        NotOurs: it carries what no card of ours sends.
    """
    match envelope.type, envelope.name:
        case "message", _ if envelope.value is None:
            return Said(**_where(envelope, actor), text=said_text(envelope))
        case "message", _:
            return _pressed(envelope, actor, _object(envelope.value))
        case "invoke", Invoke.EXECUTE:
            action = _object(_object(envelope.value).get("action"))
            data = action.get("data")
            carried = {CARRIED: action.get("verb")}
            return _pressed(envelope, actor, (data if isinstance(data, dict) else {}) | carried)
        case "invoke", Invoke.FETCH | Invoke.SUBMIT:
            return _pressed(envelope, actor, _object(_object(envelope.value).get("data")))
        case (("conversationUpdate" | "installationUpdate"), _):
            return _came_or_went(envelope, actor)
        case _:
            return None


def search_of(envelope: Envelope, actor: Actor) -> tuple[Suggest, str]:
    """Return the search that a list of ours asks for, and the list's input id. Raises NotOurs."""
    asked = _object(envelope.value)
    draft, _, field = str(asked.get("dataset", "")).partition("/")
    if not draft or not field:
        raise NotOurs("not a list of ours")
    query = clean(str(asked.get("queryText") or ""))
    return Suggest(actor=actor, draft=draft, field=field.partition(".")[2], query=query), field


def said_text(envelope: Envelope) -> str:
    """Return what was said, without the bot's own name and Teams' markup."""
    text = envelope.text or ""
    for entity in envelope.entities or ():
        mentioned = entity.mentioned
        if entity.type == "mention" and entity.text and mentioned and mentioned.id == envelope.recipient.id:
            text = text.replace(entity.text, " ")
    return clean(html.unescape(_AT.sub("", text)).replace("\xa0", " ")).strip()


def clean(text: str) -> str:
    """Return `text` without lone surrogates, which JSON can carry and nothing can show."""
    return text.encode("utf-8", "replace").decode()


def _pressed(envelope: Envelope, actor: Actor, data: Json) -> Press | Submit:
    carried = data.get(CARRIED)
    if not isinstance(carried, str):
        raise NotOurs("nothing of ours in it")
    try:
        if not carried.startswith(FORM):
            action, opaque, revision = parse_button(carried)
            return Press(**_where(envelope, actor), action=action, id=opaque, revision=revision)
        draft, revision_text = carried.removeprefix(FORM).split(":")
        where = _where(envelope, actor)
        return Submit(**where, draft=draft, revision=int(revision_text), values=values_of(data))
    except ValueError as error:
        raise NotOurs("not as we send it") from error


def _came_or_went(envelope: Envelope, actor: Actor) -> Installed | Removed | None:
    """Read both events that Teams sends: in personal chats only the second comes at each install.

    A team or group chat tells of the bot among its members, so there the other one would come twice.
    """
    bot = envelope.recipient.id
    if envelope.type == "installationUpdate":
        came, went = envelope.action == "add", envelope.action == "remove"
        concerns = envelope.kind is PlaceKind.PERSONAL
    else:
        came = any(member.id == bot for member in envelope.members_added or ())
        went = any(member.id == bot for member in envelope.members_removed or ())
        concerns = envelope.kind is not PlaceKind.PERSONAL
    if not bot or not concerns or not (came or went):
        return None
    where = _where(envelope, actor)
    return Installed(**where) if came else Removed(**where)


def _where(envelope: Envelope, actor: Actor) -> dict[str, Any]:
    return {"actor": actor, "place": place_of(envelope), "delivery_id": delivery_id(envelope)}


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise NotOurs("no object")
    return value
