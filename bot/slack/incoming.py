"""Reads what Slack sends: who did what, where, and how to answer. Payloads are verified before.

Reference: docs.slack.dev/interactivity (slash commands, interaction payloads) and /reference/events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from itertools import chain
from typing import Annotated, Any, NamedTuple, ParamSpec, TypeVar

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from bot.slack.files import FileObject, read_files

Payload = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")
Id = Annotated[str, Field(pattern="^[A-Z0-9]{0,40}$")]
"""Of a person, channel or workspace, or ""."""

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})
_ARRIVALS = frozenset({"member_joined_channel"})
_DEPARTURES = frozenset({"member_left_channel", "channel_left", "group_left"})


class NotUnderstood(Exception):  # noqa: N818 - the sender's fault
    """A payload has a shape that Slack does not send."""


def understood(read: Callable[P, R]) -> Callable[P, R]:
    """Let a function that reads payloads raise NotUnderstood for those with the wrong shape."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise NotUnderstood(read.__name__) from None

    return reading


@dataclass(frozen=True, config=ConfigDict(strict=True))
class Envelope:
    """What a payload tells beside its content. Raises ValueError for other types.

    Attributes:
        delivery_id: the same for every delivery of one request.
        team: the workspace of the person, as the payload says; "" where it does not.
        user: the id of the person.
        name: what the payload calls them; may be empty.
        channel: the conversation's id; "" in Home and modals.
        channel_name: may be empty.
        thread: the timestamp of the thread's first message, inside one.
        response_url: where to answer, for 30 minutes.
        trigger_id: what opens a modal, for three seconds.
        message: the timestamp of the message whose button was pressed; "" for one that does not stay.
    """

    delivery_id: str
    team: Id
    user: Id
    name: str = ""
    channel: Id = ""
    channel_name: str = ""
    thread: str | None = None
    response_url: str | None = None
    trigger_id: str | None = None
    message: str = ""


class TypedLine(NamedTuple):
    """Text, as Slack escapes it, and the files that came with it in the person's own chat."""

    envelope: Envelope
    text: str
    files: tuple[FileObject, ...] = ()


class Pressed(NamedTuple):
    """A button. `view` is the Home or modal that it stood in; without one it stood in a message."""

    envelope: Envelope
    value: str
    view: Payload | None


class Sent(NamedTuple):
    """A modal sent."""

    envelope: Envelope
    view: Payload


class Searched(NamedTuple):
    """Letters typed into a list of a modal."""

    envelope: Envelope
    view: Payload
    block_id: str
    query: str


@understood
def read_command(body: Payload) -> TypedLine:
    """Read a slash command. All that read here raise NotUnderstood."""
    envelope = Envelope(
        delivery_id=_digest("command", body["trigger_id"], body["user_id"], body["channel_id"]),
        team=body["team_id"],
        user=body["user_id"],
        name=body.get("user_name", ""),
        channel=body["channel_id"],
        channel_name=channel_name_of(body.get("channel_name")),
        response_url=body.get("response_url"),
        trigger_id=body["trigger_id"],
    )
    return TypedLine(envelope, _text(body.get("text")))


@understood
def read_press(body: Payload) -> Pressed:
    """Read a press of a button, in a message, Home or a modal."""
    action = body["actions"][0]
    container = body.get("container", {})
    channel = body.get("channel") or {}
    envelope = Envelope(
        delivery_id=_digest("press", body["trigger_id"], action.get("action_ts"), action["action_id"]),
        team=_team(body),
        user=body["user"]["id"],
        name=body["user"].get("name", ""),
        channel=channel.get("id") or container.get("channel_id", ""),
        channel_name=channel_name_of(channel.get("name")),
        thread=container.get("thread_ts") or body.get("message", {}).get("thread_ts"),
        response_url=body.get("response_url"),
        trigger_id=body["trigger_id"],
        message="" if container.get("is_ephemeral") else container.get("message_ts", ""),
    )
    view = body.get("view")
    return Pressed(envelope, _text(action.get("value")), _view(view) if view else None)


@understood
def read_submission(body: Payload) -> Sent:
    """Read a modal sent."""
    view = body["view"]
    envelope = Envelope(
        delivery_id=_digest("submission", body["trigger_id"], view["id"], view.get("hash")),
        team=_team(body),
        user=body["user"]["id"],
        name=body["user"].get("name", ""),
        trigger_id=body["trigger_id"],
    )
    return Sent(envelope, _view(view))


@understood
def read_closing(body: Payload) -> Sent:
    """Read a modal closed; Slack tells of those alone that ask for it."""
    view = body["view"]
    envelope = Envelope(
        delivery_id=_digest("closed modal", view["id"], view.get("hash")),
        team=_team(body),
        user=body["user"]["id"],
        name=body["user"].get("name", ""),
    )
    return Sent(envelope, _view(view))


@understood
def read_search(body: Payload) -> Searched:
    """Read a search in a list; nothing is noted of it, so it has no delivery."""
    envelope = Envelope(delivery_id="", team=_team(body), user=body["user"]["id"])
    return Searched(envelope, _view(body["view"]), _text(body["block_id"]), _text(body.get("value")))


@understood
def read_message(body: Payload) -> TypedLine | None:
    """Read a direct message or a mention; None for edits, and for what bots and Slack itself write."""
    event = body["event"]
    ignored = event.get("bot_id") or event.get("hidden") or event.get("subtype") not in _SPOKEN
    if ignored or "user" not in event:
        return None
    direct = event["type"] == "message"
    if direct != event["channel"].startswith("D"):
        return None
    files = read_files(event.get("files")) if direct else ()
    return TypedLine(of_event(body, event["user"], event["channel"]), _text(event.get("text")), files)


@understood
def read_opened(body: Payload) -> Envelope | None:
    """Read that somebody opened the app: an envelope for its Home tab, None for another tab."""
    event = body["event"]
    return of_event(body, event["user"]) if event.get("tab", "home") == "home" else None


@understood
def read_arrival(body: Payload, bot: str) -> Envelope | None:
    """Read that the bot itself was added to a channel; by somebody, or by nobody named."""
    event = body["event"]
    if event["type"] not in _ARRIVALS or event["user"] != bot:
        return None
    return of_event(body, event.get("inviter") or bot, event["channel"])


@understood
def read_departure(body: Payload, bot: str) -> Envelope | None:
    """Read that the bot itself is no longer in a channel. The one who acts is the bot: who did it varies."""
    event = body["event"]
    if event["type"] not in _DEPARTURES or event.get("user", bot) != bot:
        return None
    return of_event(body, bot, event["channel"])


def of_event(body: Payload, user: str, channel: str = "") -> Envelope:
    """Return the envelope of an event. Raises KeyError and ValueError for other shapes."""
    event = body["event"]
    team = next((t for t in (event.get("user_team"), event.get("team")) if str(t).startswith("T")), "")
    return Envelope(
        delivery_id=f"slack:{body['event_id']}",
        team=team or ("" if body.get("is_ext_shared_channel") else body["team_id"]),
        user=user,
        channel=channel,
        thread=event.get("thread_ts"),
    )


def _team(body: Payload) -> str:
    return str(body["user"].get("team_id") or (body.get("team") or {}).get("id", ""))


def _text(told: Any) -> str:
    """Return a text, or "" where there is none. Raises TypeError for anything else."""
    if told is not None and not isinstance(told, str):
        raise TypeError
    return told or ""


def _view(told: Any) -> Payload:
    """Return a view: it says which it is, and what it is made of. Raises TypeError for anything else."""
    blocks = [(block["type"], block.get("block_id")) for block in told["blocks"]]
    if not all(isinstance(one, str | None) for one in (told["id"], told["type"], *chain(*blocks))):
        raise TypeError
    return dict(told)


def channel_name_of(told: Any) -> str:
    """Return a channel's name; Slack calls those that it names to nobody `directmessage` and the like."""
    return "" if told in {None, "directmessage", "privategroup"} else str(told)


def _digest(*parts: Any) -> str:
    return "slack:" + sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]
