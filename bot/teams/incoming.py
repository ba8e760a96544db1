"""Activities read into acts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.teams.envelope import Envelope, said_text
from bot.teams.forms import CARRIED, FORM, values_of
from bot.teams.limits import Json
from handlers.core.incoming import (
    Actor,
    Incoming,
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
from handlers.core.visible import visible


class Invoke(StrEnum):
    """The invokes that our cards and dialogs cause."""

    EXECUTE = "adaptiveCard/action"
    FETCH = "task/fetch"
    SUBMIT = "task/submit"
    SEARCH = "application/search"


class NotOurs(ValueError):  # noqa: N818 - an answer, not a fault
    """The activity has not the shape of anything that our cards and dialogs send."""


def actor_of(envelope: Envelope, *, guest: bool, name: str = "", handle: str = "") -> Actor:
    """Return who acts; `name` is theirs where the activity tells none, and `handle` their account's."""
    return Actor(
        identity=f"teams:{envelope.tenant}:{envelope.person}",
        name=visible(envelope.sender.name or "") or name,
        handle=handle,
        guest=guest,
        locale=envelope.locale or "",
        reference=envelope.own_chat().write(),
    )


def place_of(envelope: Envelope) -> Place:
    """Return the conversation; the threads of a channel are one place."""
    return Place(
        id=f"teams:{envelope.tenant}:{envelope.thread_root}",
        kind=envelope.kind,
        name=envelope.place_name,
        reference=envelope.place_reference().write(),
    )


def delivery_id(envelope: Envelope) -> str:
    """Return what a repeated delivery of the same activity has in common with the first."""
    name = envelope.id
    if not name:
        parts = [envelope.sender.id, envelope.name, envelope.reply_to_id, envelope.timestamp, envelope.value]
        name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f"teams:{envelope.conversation.id}:{name}"


def act_of(envelope: Envelope, actor: Actor, mentions: Mapping[str, str]) -> Incoming | None:
    """Return the act that an activity asks for; None for what concerns somebody else.

    `mentions`: the identities of those mentioned, by their names in the text.

    Raises:
        NotOurs: it carries what no card of ours sends.
    """
    match envelope.type, envelope.name:
        case "message", _ if envelope.value is None:
            return Said(**_where(envelope, actor), text=said_text(envelope), mentions=dict(mentions))
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
    query = visible(str(asked.get("queryText") or ""))
    return Suggest(actor=actor, draft=draft, field=field.partition(".")[2], query=query), field


def _pressed(envelope: Envelope, actor: Actor, data: Json) -> Press | Submit:
    carried = data.get(CARRIED)
    if not isinstance(carried, str):
        raise NotOurs("nothing of ours in it")
    try:
        if not carried.startswith(FORM):
            return Press(**_where(envelope, actor), **parse_button(carried)._asdict())
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
