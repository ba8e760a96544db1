"""Slack's Web API as Samlär uses it: what went wrong is told in the words of `bot.delivery`.

Nothing is retried here; delivery does that, and it must know whether a message may have arrived.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery import NobodyKnows, NotNow, RefusesApp, Undeliverable
from bot.files import below, fetch
from bot.slack.manifest import SCOPES
from bot.slack.refusals import REMEDIES, MissingScope, safe_word
from handlers.core.incoming import FileTrouble, SentFile
from storage.documents.posts import Posted

REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
_LATER = frozenset(
    {
        "accesslimited",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_PERHAPS_DONE = frozenset({"fatal_error", "internal_error"})
_WAIT = 30.0  # seconds, where Slack names none
_LONGEST_WAIT = 3600.0

log = structlog.get_logger()


class WebApi:
    """Calls Slack. `open` before use gives it connections of its own; `close` lets them go."""

    def __init__(self, token: str, url: str, logger: logging.Logger, *, seconds: float = 10) -> None:
        """Take the bot's token, the Web API's address and how long a call may take."""
        self._url = urlsplit(url)
        self._missing: set[str] = set()
        self._seconds = seconds
        self.client = AsyncWebClient(token, url, retry_handlers=[], logger=logger)

    async def open(self) -> None:
        """Keep connections open between calls, but no longer than Slack does."""
        self.client.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(keepalive_timeout=10),
            timeout=aiohttp.ClientTimeout(total=self._seconds, sock_connect=4),
        )

    async def close(self) -> None:
        """Let go of all connections. Safe to call twice."""
        if self.client.session:
            await self.client.session.close()

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method that does something, with JSON arguments, and return its answer.

        Raises:
            Undeliverable, NotNow, RefusesApp, NobodyKnows: as `bot.sending` says; the reason is Slack's code.
            MissingScope: the installation has not granted what this method needs.
        """
        return await self._answer(method, self.client.api_call(method, json=arguments))

    async def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method that only reads: these take no JSON. Raises as `call` does."""
        return await self._answer(method, self.client.api_call(method, http_verb="GET", params=arguments))

    async def post(self, method: str, message: Mapping[str, Any], **arguments: Any) -> Mapping[str, Any]:
        """Post a message, as plain text where Slack refuses its blocks or what they need is not granted.

        Raises as `call` does.
        """
        quiet = {"link_names": False, "parse": "none", **arguments}
        try:
            return await self.call(method, **quiet, **message)
        except Undeliverable as refused:
            return await self.call(method, **quiet, text=_as_text(message, refused))

    async def post_to_stay(self, message: Mapping[str, Any], **arguments: Any) -> Posted:
        """Post a message with chat.postMessage, as `post` does; returns what Slack calls it."""
        answer = await self.post("chat.postMessage", message, **arguments)
        return posted_at(str(answer.get("channel", "")), str(answer.get("ts", "")))

    async def respond(self, response_url: str, message: Mapping[str, Any], **arguments: Any) -> None:
        """Post to the response URL that an interaction brought, good for 30 minutes and five messages.

        Raises as `call` does; Undeliverable too where the URL is not Slack's.
        """
        if not self.is_slacks(response_url):
            raise Undeliverable("not_a_slack_url")
        try:
            await self._respond(response_url, {**message, **arguments})
        except Undeliverable as refused:
            await self._respond(response_url, {"text": _as_text(message, refused), **arguments})

    async def fetch(self, url: str, name: str) -> SentFile:
        """Return a file's text, with the bot's token; `url` must be Slack's, see `is_slacks`."""
        headers = {"Authorization": f"Bearer {self.client.token}"}
        if self.client.session is None or not self.is_slacks(url):
            return SentFile(name=name, trouble=FileTrouble.UNREACHABLE)
        return await fetch(self.client.session, url, name, headers)

    async def _answer(self, method: str, call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
        try:
            answer = await call
        except SlackApiError as error:
            trouble = _trouble(error)
            if isinstance(trouble, MissingScope):
                self._say_missing(trouble.scope)
            raise trouble from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _lost(error) from None
        self._look_at_scopes(answer.headers)
        return answer.data if isinstance(answer.data, dict) else {}

    def _look_at_scopes(self, headers: Mapping[str, str]) -> None:
        """Say which scopes the installation has not granted, as Slack tells with each answer."""
        granted = headers.get("X-OAuth-Scopes")
        for scope in sorted(SCOPES.keys() - {one.strip() for one in granted.split(",")}) if granted else ():
            self._say_missing(scope)

    def _say_missing(self, scope: str) -> None:
        """Say once which permission is lacking, and for what."""
        if scope not in self._missing:
            self._missing.add(scope)
            log.error(
                "a permission is missing",
                scope=scope,
                needed_to=SCOPES.get(scope, "show some messages as they are meant"),
                do="install the app anew in Slack with the manifest of this version; see docs/upgrading.md",
            )

    async def _respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        session = self.client.session or aiohttp.ClientSession()
        try:
            async with session.post(
                response_url, json=body, allow_redirects=False, proxy=self.client.proxy
            ) as answer:
                reason = await answer.text()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _lost(error) from None
        finally:
            if session is not self.client.session:
                await session.close()
        if answer.status != 200:
            raise _refused(answer.status, answer.headers, safe_word(reason))

    def is_slacks(self, url: str) -> bool:
        """Tell whether the URL is on the host of the Web API, or below it: hooks.slack.com of slack.com."""
        home = (self._url.hostname or "").removeprefix("www.")
        return below(url, (f"{self._url.scheme}://{home}",))


def posted_at(channel: str, ts: str) -> Posted:
    """Return what chat.update needs to replace a message: the conversation that it is in, and its timestamp.

    For a person's own chat that is its id (`D…`), which only the answer to chat.postMessage tells.
    """
    return Posted(ids=(json.dumps({"channel": channel, "ts": ts}),)) if channel and ts else Posted()


def _as_text(message: Mapping[str, Any], refused: Undeliverable) -> str:
    """Return the message's plain text where its blocks were refused; any other refusal is raised again."""
    if refused.reason not in REFUSED_BLOCKS and not isinstance(refused, MissingScope):
        raise refused
    log.error("Slack refused a message as it is; sending it as plain text", reason=refused.reason)
    return str(message["text"])


def _lost(error: Exception) -> Exception:
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return NotNow(_WAIT, "no connection")
    return NobodyKnows(type(error).__name__)


def _trouble(error: SlackApiError) -> Exception:
    """Tell what an answer means that was not `ok`: an error code of Slack's, or none at all."""
    answer = error.response
    data = getattr(answer, "data", None)
    told = data if isinstance(data, dict) else {}
    status: Any = getattr(answer, "status_code", None) or getattr(answer, "status", 0)
    if "error" not in told:
        return _without_code(status, answer.headers)
    reason = safe_word(told["error"])
    if reason == "missing_scope":
        return _missing(safe_word(told.get("needed")))
    if reason in REMEDIES:
        return RefusesApp(reason, REMEDIES[reason])
    if status == 200 and reason in _PERHAPS_DONE:
        return NobodyKnows(reason)
    return _refused(503 if status == 200 and reason in _LATER else status, answer.headers, reason)


def _without_code(status: int, headers: Mapping[str, str]) -> Exception:
    """Tell what an answer means that is not Slack's own: lost, or refused by something in between."""
    if status == 200:
        return NobodyKnows("no answer")
    return _refused(status if status in {429, 504} else 503, headers, f"http-{status}")


def _missing(scope: str) -> Exception:
    """Tell what it means that a scope is missing: all needs `chat:write`, other scopes only some messages."""
    if "chat:write" in scope.split(","):
        return RefusesApp("missing_scope", "install the app anew with the scope chat:write (docs/slack.md)")
    return MissingScope(scope)


def _refused(status: int, headers: Mapping[str, str], reason: str) -> Exception:
    if status == 504:
        return NobodyKnows("504")
    if status == 429 or status >= 500:
        return NotNow(_seconds(headers), reason)
    return Undeliverable(reason)


def _seconds(headers: Mapping[str, str]) -> float:
    """Return what Retry-After says, in seconds, an hour at most."""
    named = headers.get("Retry-After", "")
    return min(float(named), _LONGEST_WAIT) if named.isdecimal() else _WAIT
