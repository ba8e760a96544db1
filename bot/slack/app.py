"""The Slack front end: Bolt checks and routes what comes over HTTP or Socket Mode, Samlär answers."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.answers import Answers
from bot.slack.deliveries import Deliveries
from bot.slack.hearing import Hearing, NotReady
from bot.slack.incoming import NotUnderstood, Payload
from bot.slack.limits import REQUEST_BYTES, STAMP_DIGITS
from bot.slack.manifest import PATH
from bot.slack.news import News
from bot.slack.people import Directory
from bot.slack.quiet import quiet_logger
from bot.slack.reception import Reception
from bot.slack.sender import SlackSender
from bot.slack.socket_mode import SocketMode
from bot.slack.web_api import WebApi
from bot.slack.workspace import Workspace
from config.settings import Settings
from handlers.core.desk import Desk
from handlers.core.faults import log_fault
from handlers.core.words import Words

PATIENCE = 2.0  # seconds that a request waits for the desk; Slack hangs up after three
GRACE = 10.0  # seconds that stopping waits for answers under way
_ANY = re.compile(".*")

log = structlog.get_logger()


class SlackFrontEnd:
    """Slack, from start to stop. Making it asks nobody anything.

    Attributes:
        sender: posts what the outbox holds.
    """

    def __init__(self, settings: Settings, desk: Desk, words: Words, *, patience: float = PATIENCE) -> None:
        """Take the settings, the desk that acts go to and the words that answers are worded with."""
        logger = quiet_logger()
        self._secret = settings.slack_signing_secret.get_secret_value()
        self._api = WebApi(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, logger)
        self._workspace = Workspace(self._api)
        self._directory = Directory(self._api)
        self._deliveries = Deliveries(patience)
        hearing = Hearing(self._api, self._directory, self._workspace)
        self._news = News(desk, hearing, self._deliveries)
        self._reception = Reception(
            desk,
            words,
            Answers(self._api, words, desk),
            hearing,
            self._deliveries,
            settings.samlar_language,
        )
        self.sender = SlackSender(self._api, words)
        self._bolt = self._listening(logger)
        app_token = settings.slack_app_token.get_secret_value()
        self._socket = SocketMode(self._bolt, app_token, self._api, logger) if app_token else None
        self._starting: asyncio.Task[None] | None = None

    @property
    def home(self) -> str | None:
        """The workspace, `slack:<team>`, once Slack has told."""
        installation = self._workspace.installation
        return f"slack:{installation.team}" if installation else None

    def add_to(self, app: web.Application) -> None:
        """Listen on the shared server. Without a signing secret nothing that comes there could be trusted."""
        if self._secret:
            app.router.add_post(PATH, self._receive)

    async def start(self) -> None:
        """Begin; returns at once, also where Slack can't be reached."""
        await self._api.open()
        self._starting = asyncio.create_task(self._connect())

    async def stop(self) -> None:
        """Finish what is under way and let go. Safe to call twice."""
        if self._starting:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._socket:
            await self._socket.close()
        await self._deliveries.close(GRACE)
        await self._directory.close()
        await self._api.close()

    async def ready(self) -> None:
        """Return once Slack has told who the bot is and, in Socket Mode, is connected."""
        if self._starting:
            await asyncio.shield(self._starting)

    async def check(self) -> str:
        """Return why Slack can't be reached now, in a word, or ""; asks Slack every ten seconds at most."""
        return await self._workspace.check() or (await self._socket.check() if self._socket else "")

    async def settled(self) -> None:
        """Return when no answer is under way."""
        await self._deliveries.finished()

    async def _connect(self) -> None:
        await self._workspace.find_out()
        if self._socket:
            await self._socket.connect()

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request.clone(client_max_size=REQUEST_BYTES))
        except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
            return web.json_response({"error": "not a payload of Slack's"}, status=400)
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        readable = stamp.isascii() and stamp.isdecimal() and len(stamp) <= STAMP_DIGITS
        if not (readable and signature.isascii()):
            return web.json_response({"error": "invalid request"}, status=401)
        try:
            answer = await self._bolt.async_dispatch(asked)
        except Exception as error:  # noqa: BLE001 - the edge: Bolt can't read all shapes to their end
            answer = await _failed(error)
        return await to_aiohttp_response(answer)

    def _listening(self, logger: logging.Logger) -> AsyncApp:
        """Make the Bolt app. It answers when its listener has returned, and asks Slack nothing itself."""

        async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=enterprise_id, team_id=team_id, bot_token=self._api.client.token
            )

        bolt = AsyncApp(
            name="samlar",
            logger=logger,
            signing_secret=self._secret,
            client=AsyncWebClient(base_url=self._api.client.base_url, retry_handlers=[], logger=logger),
            authorize=authorize,
            process_before_response=True,
        )
        hear = self._reception
        bolt.command(_ANY)(_listener(hear.command))
        bolt.action(_ANY)(_listener(hear.press))
        bolt.view_submission(_ANY)(_listener(hear.submission))
        bolt.view_closed(_ANY)(_listener(hear.closing))
        bolt.options(_ANY)(_listener(hear.search))
        bolt.event(re.compile("message|app_mention"))(_listener(hear.message))
        bolt.event("app_home_opened")(_listener(hear.home))
        bolt.event(re.compile("member_joined_channel|member_left_channel|channel_left|group_left"))(
            _listener(hear.membership)
        )
        bolt.event("user_change")(_listener(self._news.account))
        bolt.event(re.compile("(channel|group)_(rename|archive|unarchive|deleted)"))(
            _listener(self._news.channel)
        )
        bolt.event(re.compile("app_uninstalled|tokens_revoked"))(_listener(self._news.shut_out))
        bolt.event(_ANY)(_listener(_ignore))
        bolt.error(_failed)
        return bolt


def _listener(hear: Any) -> Any:
    """Make a Bolt listener that answers with what `hear` returns; Bolt passes arguments by name."""

    async def listen(ack: AsyncAck, body: Payload) -> None:
        try:
            told = await hear(body)
        except (NotUnderstood, NotReady):
            raise
        except Exception as error:
            raise _HearingFailedError from error
        await ack(told or "")

    return listen


async def _ignore(_: Payload) -> None:
    """Hear nothing in it."""


class _HearingFailedError(Exception):
    """Something of ours failed, which is the cause."""


async def _failed(error: Exception) -> BoltResponse:
    """Answer so that Slack sends its events again, where that may help.

    What fails in Bolt itself, before it comes to us, does so for a payload that is not of Slack's shapes.
    """
    match error:
        case NotReady():
            return BoltResponse(status=503, body="")
        case _HearingFailedError():
            log_fault("hearing Slack failed", error.__cause__ or error)
            return BoltResponse(status=500, body="")
        case _:
            reading = str(error) if isinstance(error, NotUnderstood) else type(error).__name__
            log.warning("a payload of Slack's was not understood", reading=reading)
            return BoltResponse(status=400, body="")
