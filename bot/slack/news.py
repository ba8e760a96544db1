"""Takes to the desk what Slack tells of itself: accounts closed, channels changed, the app shut out."""

from __future__ import annotations

import structlog

from bot.slack.deliveries import Body, Deliveries
from bot.slack.hearing import Hearing
from bot.slack.incoming import Payload
from bot.slack.refusals import REMEDIES
from bot.slack.told import ChannelChange, read_account, read_channel, read_shut_out
from handlers.core.desk import Desk
from handlers.core.incoming import (
    Actor,
    Archived,
    Barred,
    Closed,
    Incoming,
    Place,
    PlaceKind,
    Renamed,
    Reopened,
    Restored,
)

log = structlog.get_logger()


class News:
    """Hears each kind; nobody asked, so nobody is answered. Raises NotReady and NotUnderstood."""

    def __init__(self, desk: Desk, hearing: Hearing, deliveries: Deliveries) -> None:
        self._desk = desk
        self._hearing = hearing
        self._deliveries = deliveries

    async def account(self, body: Payload) -> Body:
        """Hear that somebody's account was changed: that it is closed counts, or open again."""
        changed = read_account(body)
        heard = await self._hearing.account(changed)
        return await self._note(heard.act(Closed if changed.closed else Reopened))

    async def channel(self, body: Payload) -> Body:
        """Hear that a channel was renamed, archived, put in use again or deleted."""
        changed = read_channel(body, (await self._hearing.installation()).bot)
        heard = await self._hearing.channel(changed)
        match changed.what:
            case ChannelChange.RENAMED:
                return await self._note(heard.act(Renamed))
            case ChannelChange.RESTORED:
                return await self._note(heard.act(Restored))
            case ChannelChange.ARCHIVED | ChannelChange.DELETED:
                deleted = changed.what is ChannelChange.DELETED
                return await self._note(heard.act(Archived, deleted=deleted))

    async def shut_out(self, body: Payload) -> Body:
        """Hear that the app was uninstalled, or its token revoked."""
        told = read_shut_out(body)
        if told is None:
            return None
        app = Actor(identity=f"slack:{told.envelope.team}:")
        place = Place(id=app.identity, kind=PlaceKind.PERSONAL)
        return await self._note(
            Barred(actor=app, place=place, delivery_id=told.envelope.delivery_id, reason=told.reason)
        )

    async def _note(self, act: Incoming) -> Body:
        """Give it to the desk, once however often it is delivered."""

        async def noted() -> Body:
            if isinstance(act, Barred):
                log.error("Slack no longer lets the app in", reason=act.reason, do=REMEDIES[act.reason])
            await self._desk.handle(act)
            return None

        return await self._deliveries.once(act.delivery_id, noted)
