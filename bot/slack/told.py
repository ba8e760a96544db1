"""Reads what Slack tells of accounts, channels and the app itself.

Reference: docs.slack.dev/reference/events (user_change, channel_archive and the like, tokens_revoked).
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from bot.slack.incoming import Envelope, Payload, channel_name_of, of_event, understood


class AccountChanged(NamedTuple):
    """Somebody's account was changed. `told`: the user object, as users.info gives it."""

    envelope: Envelope
    told: Payload

    @property
    def closed(self) -> bool:
        """Whether it is closed now."""
        return bool(self.told.get("deleted"))


class ChannelChange(Enum):
    """What may happen to a channel. The values end the names of Slack's events."""

    RENAMED = "rename"
    ARCHIVED = "archive"
    RESTORED = "unarchive"
    DELETED = "deleted"


class ChannelChanged(NamedTuple):
    """Something happened to a channel. The envelope's channel name is its new one, where it was renamed."""

    envelope: Envelope
    what: ChannelChange


class ShutOut(NamedTuple):
    """The app is no longer let in. `reason`: a word of `bot.slack.refusals`."""

    envelope: Envelope
    reason: str


@understood
def read_account(body: Payload) -> AccountChanged:
    """Read that somebody's account was changed, closed or opened."""
    told = body["event"]["user"]
    return AccountChanged(of_event(body, str(told["id"])), told)


@understood
def read_channel(body: Payload, bot: str) -> ChannelChanged:
    """Read what happened to a channel. The one who acts is the bot: who did it varies."""
    event = body["event"]
    what = ChannelChange(event["type"].partition("_")[2])
    renamed = what is ChannelChange.RENAMED
    envelope = of_event(body, bot, str(event["channel"]["id"] if renamed else event["channel"]))
    name = channel_name_of(event["channel"]["name"]) if renamed else ""
    return ChannelChanged(replace(envelope, channel_name=name), what)


@understood
def read_shut_out(body: Payload) -> ShutOut | None:
    """Read that the app was uninstalled or its bot's token revoked; None for the tokens of people."""
    event = body["event"]
    if event["type"] == "app_uninstalled":
        return ShutOut(of_event(body, ""), "app_uninstalled")
    return ShutOut(of_event(body, ""), "token_revoked") if event["tokens"].get("bot") else None
