"""Socket Mode: hears Slack over a connection that the bot opens, where Slack can't reach the server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.slack.web_api import WebApi

_ATTEMPT = 30.0  # seconds; the address that Slack gives for one connection is good for as long

log = structlog.get_logger()


class SocketMode:
    """One connection, opened anew whenever it breaks."""

    def __init__(self, bolt: AsyncApp, app_token: str, api: WebApi, logger: logging.Logger) -> None:
        self._bolt = bolt
        self._app_token = app_token
        self._api = api
        self._logger = logger
        self._handler: AsyncSocketModeHandler | None = None

    async def connect(self) -> None:
        """Return once connected; from then on the library keeps the connection."""
        self._handler = AsyncSocketModeHandler(
            self._bolt, self._app_token, logger=self._logger, web_client=self._api.client
        )
        connect: Callable[[], Awaitable[None]] = self._handler.connect_async
        while True:
            try:
                await asyncio.wait_for(connect(), _ATTEMPT)
            except TimeoutError:
                log.error("Slack's Socket Mode can't be reached; trying again")  # noqa: TRY400
                self._handler.client.wss_uri = None
            else:
                log.info("connected to Slack's Socket Mode")
                return

    async def check(self) -> str:
        """Return why nothing can be heard now, in a word, or ""."""
        connected = self._handler is not None and await self._handler.client.is_connected()
        return "" if connected else "not connected"

    async def close(self) -> None:
        """Close the connection. Safe to call twice."""
        if self._handler:
            close: Callable[[], Awaitable[None]] = self._handler.close_async
            await close()
            self._handler = None
