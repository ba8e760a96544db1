"""Finds out who acts and where, from a verified payload and what Slack knows besides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bot.inquiries import PATIENCE
from bot.slack.files import FileObject, fetch_file
from bot.slack.forms import Origin
from bot.slack.incoming import Envelope
from bot.slack.people import Directory, Profile, read_profile
from bot.slack.told import AccountChanged, ChannelChanged
from bot.slack.web_api import WebApi
from bot.slack.wording import as_typed, people_in
from bot.slack.workspace import InstalledApp, Workspace
from handlers.core.incoming import Actor, Incoming, Place, PlaceKind, SentFile
from handlers.core.visible import visible


class NotReady(Exception):  # noqa: N818 - a state, not a fault
    """Slack has not told yet which workspace this is. What it sent is to come again.

    `unreachable`: Slack was asked, and could not be reached or refused to tell.
    """

    def __init__(self, *, unreachable: bool) -> None:
        super().__init__()
        self.unreachable = unreachable


class Heard(NamedTuple):
    """Who acted and where, as the desk and as the answers need it."""

    actor: Actor
    place: Place
    origin: Origin
    delivery_id: str

    def act(self, kind: Callable[..., Incoming], **content: Any) -> Incoming:
        """Return the act for the desk."""
        return kind(actor=self.actor, place=self.place, delivery_id=self.delivery_id, **content)


class Hearing:
    """Makes actors and places. Nothing here takes longer than about a second."""

    def __init__(self, api: WebApi, directory: Directory, workspace: Workspace) -> None:
        self._api = api
        self._directory = directory
        self._workspace = workspace

    async def installation(self) -> InstalledApp:
        """Return the workspace. Raises NotReady."""
        installation = await self._workspace.known(PATIENCE)
        if installation is None:
            raise NotReady(unreachable=bool(self._workspace.trouble))
        return installation

    async def hear(self, envelope: Envelope, origin: Origin | None = None, *, own: bool = False) -> Heard:
        """Return who acts and where.

        Args:
            envelope: of the payload.
            origin: where it is to be answered, where the payload can't tell.
            own: the payload is of the person's own chat with the bot.

        Raises:
            NotReady: as it says.
        """
        installation = await self.installation()
        profile, personal = await asyncio.gather(
            self._directory.profile(envelope.user, installation.team), self._is_personal(envelope, own=own)
        )
        origin = origin or Origin(
            user=envelope.user,
            channel=envelope.channel or envelope.user,
            thread=envelope.thread,
            personal=personal,
            response_url=envelope.response_url,
        )
        return self._heard(envelope, origin, profile, installation)

    async def account(self, changed: AccountChanged) -> Heard:
        """Return the owner of an account that was changed, as Slack tells now. Raises NotReady."""
        installation = await self.installation()
        user, profile = changed.envelope.user, read_profile(changed.told, installation.team)
        self._directory.learn(user, profile)
        origin = Origin(user=user, channel=user, personal=True)
        return self._heard(changed.envelope, origin, profile, installation)

    async def channel(self, changed: ChannelChanged) -> Heard:
        """Return the bot in a channel that was changed. Raises NotReady."""
        installation = await self.installation()
        envelope = changed.envelope
        self._directory.forget_channel(envelope.channel)
        origin = Origin(user=envelope.user, channel=envelope.channel)
        return self._heard(envelope, origin, Profile(team=installation.team), installation)

    async def typed(self, text: str) -> dict[str, Any]:
        """Return what the person typed, with the names of those mentioned, and their identities by name.

        Raises NotReady.
        """
        installation = await self.installation()
        people = await self._directory.mentioned(people_in(text, installation.bot), installation.team)
        names = {user: profile.name for user, profile in people.items()}
        mentions = {
            visible(profile.name): f"slack:{profile.team}:{user}"
            for user, profile in people.items()
            if profile.team
        }
        return {"text": as_typed(text, installation.bot, names), "mentions": mentions}

    async def file(self, files: Sequence[FileObject]) -> SentFile | None:
        """Return the file that was sent, read as text, or None."""
        return await fetch_file(files, self._api)

    async def with_name(self, heard: Heard) -> Heard:
        """Return the same with the channel's name, which events leave out."""
        name = await self._directory.channel_name(heard.origin.channel)
        return heard._replace(place=heard.place.model_copy(update={"name": name}))

    def _heard(
        self, envelope: Envelope, origin: Origin, profile: Profile, installation: InstalledApp
    ) -> Heard:
        actor = Actor(
            identity=f"slack:{profile.team or envelope.team}:{envelope.user}",
            name=profile.name or envelope.name,
            handle=profile.handle,
            guest=profile.guest,
            locale=profile.locale,
        )
        place = Place(
            id=f"slack:{installation.team}:{origin.channel}",
            kind=_kind(origin, envelope.channel_name),
            name=envelope.channel_name,
        )
        return Heard(actor, place, origin, envelope.delivery_id)

    async def _is_personal(self, envelope: Envelope, *, own: bool) -> bool:
        """Tell whether this is the person's own chat with the bot, and not that of two other people."""
        if own or not envelope.channel:
            return True
        if not envelope.channel.startswith("D"):
            return False
        return await self._directory.own_chat(envelope.user) == envelope.channel


def _kind(origin: Origin, name: str) -> PlaceKind:
    if origin.personal:
        return PlaceKind.PERSONAL
    between_people = origin.channel.startswith("D") or name.startswith("mpdm-")
    return PlaceKind.GROUP if between_people else PlaceKind.CHANNEL
