"""Teams as one of the places where people talk: the endpoint `/api/messages` and what is behind it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial

import structlog
from aiohttp import web
from pydantic import ValidationError

from bot.once import OncePerDelivery
from bot.teams.answers import Answered
from bot.teams.door import Door
from bot.teams.endpoints import MICROSOFT, Endpoints
from bot.teams.envelope import Envelope
from bot.teams.incoming import delivery_id
from bot.teams.playground import why_not_local
from bot.teams.render import Renderer
from bot.teams.sender import TeamsSender
from bot.teams.turns import Turns
from bot.teams.verification import Refused
from config.settings import Settings, SettingsError
from handlers.core.desk import Desk
from handlers.core.words import Words

PATH = "/api/messages"
MOST_BYTES = 256 * 1024
"""Teams' own messages are at most 100 KB as UTF-16; a form can send several long texts."""

log = structlog.get_logger()


class TeamsFrontEnd:
    """The Teams front end.

    Attributes:
        sender: posts what nobody just asked for (`bot.delivery.Sender`). Usable between start and stop.
    """

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        words: Words,
        endpoints: Endpoints = MICROSOFT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what it works with; `clock` gives seconds that only grow.

        Raises:
            SettingsError: no app is set up, and the endpoint may not answer without one.
        """
        _check(settings)
        self._needs_token = bool(settings.microsoft_app_id)
        self._door = Door(settings, endpoints, clock)
        anonymous = not self._needs_token
        rendering = partial(Renderer, words, dialogs=not anonymous)
        self._turns = Turns(desk, rendering, self._door, settings.samlar_language, anonymous=anonymous)
        self._repeats: OncePerDelivery[Answered] = OncePerDelivery()
        self.sender = TeamsSender(self._door, rendering)

    def add_to(self, app: web.Application) -> None:
        """Answer at `/api/messages`."""
        app.router.add_post(PATH, self._receive)

    async def start(self) -> None:
        """Make ready, in the event loop that serves."""
        if not self._needs_token:
            log.warning("the door for the local playground is open: whoever comes needs no token", path=PATH)
        await self._door.open()

    async def ready(self) -> None:
        """Return at once: it is Teams that connects."""

    async def check(self) -> str:
        """Return "": only sending shows whether Teams can be reached."""
        return ""

    async def stop(self) -> None:
        """Finish the turns under way and let go of all connections."""
        await self._repeats.finish()
        await self._turns.close()
        await self._door.close()

    async def _receive(self, request: web.Request) -> web.Response:
        header = request.headers.get("Authorization")
        if self._needs_token and not header:
            return web.Response(status=401)
        if not self._needs_token and (reason := why_not_local(request)):
            log.warning("teams request refused", status=403, reason=reason)
            return web.Response(status=403)
        envelope, delivery = await _read(request)
        try:
            await self._door.admit(envelope, header)
        except Refused as refused:
            log.warning("teams request refused", status=refused.status, reason=refused.reason)
            return web.Response(status=refused.status)
        answered = await self._repeats.once(
            f"{envelope.type} {delivery}",
            lambda: self._door.turn(envelope, partial(self._turns.take, envelope)),
        )
        if answered.body is None:
            return web.Response(status=answered.status)
        return web.json_response(answered.body, status=answered.status)


async def _read(request: web.Request) -> tuple[Envelope, str]:
    """Return the activity and its delivery. Raises the HTTP error for a body too large or none of Teams'."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(max_size=MOST_BYTES, actual_size=len(body))
    try:
        envelope = Envelope.model_validate(json.loads(bytes(body)))
        return envelope, delivery_id(envelope)
    except (ValidationError, ValueError, RecursionError):
        raise web.HTTPBadRequest from None


def _check(settings: Settings) -> None:
    if settings.microsoft_app_id:
        return
    if not settings.samlar_teams_anonymous:
        raise SettingsError(
            "MICROSOFT_APP_ID: missing, so Teams can't be answered. Copy the application (client) id from "
            "Entra. Example: MICROSOFT_APP_ID=00000000-0000-0000-0000-000000000000"
        )
    if not settings.loopback:
        raise SettingsError(
            "SAMLAR_TEAMS_ANONYMOUS: only for a server on loopback, and SAMLAR_HOST is "
            f"{settings.samlar_host}. Example: SAMLAR_HOST=127.0.0.1"
        )
