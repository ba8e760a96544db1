"""What Slack knows of its people and conversations, asked once and kept for a while.

No act waits for it longer than a second. Of somebody whom Slack has not told about in time, `guest` is
True: people who are already registered are let in all the same, and a stranger whom nobody can vouch for
is not.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import structlog

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.inquiries import Inquiries
from bot.slack.incoming import NotUnderstood, understood
from bot.slack.web_api import WebApi

KEPT = 600.0
KEPT_UNKNOWN = 30.0

log = structlog.get_logger()

T = TypeVar("T")


class Profile(NamedTuple):
    """A person, as Slack tells.

    Attributes:
        handle: their user name, which no two have in a workspace.
        team: the workspace that they belong to, "" where it is not known.
    """

    name: str = ""
    handle: str = ""
    guest: bool = True
    locale: str = ""
    team: str = ""


UNKNOWN = Profile()


class Directory:
    """Asks Slack about people and conversations."""

    def __init__(self, api: WebApi, clock: Callable[[], float] = time.monotonic) -> None:
        self._api = api
        self._profiles: Inquiries[Profile] = Inquiries(kept=KEPT, kept_unknown=KEPT_UNKNOWN, clock=clock)
        self._names: Inquiries[str] = Inquiries(kept=KEPT, kept_unknown=KEPT_UNKNOWN, clock=clock)

    async def profile(self, user: str, team: str) -> Profile:
        """Return who the user is, seen from workspace `team`."""
        return await self._profiles.answer(user, lambda: _or_nothing(self._profile(user, team))) or UNKNOWN

    async def mentioned(self, users: tuple[str, ...], team: str) -> Mapping[str, Profile]:
        """Return those users who are known in time, by id, each under a name of their own."""
        profiles = await asyncio.gather(*(self.profile(user, team) for user in users))
        names = [profile.name for profile in profiles]
        return {
            user: profile._replace(name=f"{profile.name} ({profile.handle})")
            if names.count(profile.name) > 1
            else profile
            for user, profile in zip(users, profiles, strict=True)
            if profile.name
        }

    async def own_chat(self, user: str) -> str:
        """Return the channel of the bot's own chat with the user, or "" where it is not known in time."""
        return await self._names.answer(user, lambda: _or_nothing(self._own_chat(user))) or ""

    async def channel_name(self, channel: str) -> str:
        """Return a channel's name, or "" where it is not known in time."""
        return await self._names.answer(channel, lambda: _or_nothing(self._channel_name(channel))) or ""

    def learn(self, user: str, profile: Profile) -> None:
        """Keep what Slack has told of a user by itself."""
        self._profiles.learn(user, profile)

    def forget_channel(self, channel: str) -> None:
        """Ask anew for the channel's name, when it is needed next."""
        self._names.forget(channel)

    async def close(self) -> None:
        """Stop asking."""
        await self._profiles.close()
        await self._names.close()

    async def _profile(self, user: str, team: str) -> Profile:
        told = await self._api.read("users.info", user=user, include_locale=True)
        return read_profile(told["user"], team)

    async def _own_chat(self, user: str) -> str:
        return str((await self._api.call("conversations.open", users=user))["channel"]["id"])

    async def _channel_name(self, channel: str) -> str:
        return str((await self._api.read("conversations.info", channel=channel))["channel"].get("name", ""))


@understood
def read_profile(told: Mapping[str, Any], team: str) -> Profile:
    """Return who a user object is about, seen from workspace `team`.

    In an organisation somebody belongs to several workspaces, named in `enterprise_user`; somebody from
    another organisation (Slack Connect) to none of ours (docs.slack.dev/apis/slack-connect). Whoever is told
    without any workspace counts as a guest, as whoever is not told of at all.

    Raises:
        NotUnderstood: for other shapes.
    """
    profile = told.get("profile") or {}
    teams = (told.get("enterprise_user") or {}).get("teams") or ()
    own = str(told.get("team_id") or profile.get("team") or "")
    marks = ("is_restricted", "is_ultra_restricted", "is_stranger")
    return Profile(
        name=str(profile.get("display_name") or told.get("real_name") or told.get("name") or ""),
        handle=str(told.get("name") or ""),
        guest=not own or any(told.get(mark) for mark in marks),
        locale=str(told.get("locale") or ""),
        team=team if team in teams else own,
    )


async def _or_nothing(asked: Awaitable[T]) -> T | None:
    try:
        return await asked
    except (Undeliverable, NotNow, NobodyKnows) as error:
        log.warning("Slack told nothing about a person or channel", reason=str(error))
    except (KeyError, TypeError, AttributeError, NotUnderstood):
        log.warning("Slack told about a person or channel in a shape not understood")
    return None
