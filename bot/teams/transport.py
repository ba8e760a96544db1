"""Carries the SDK's calls to the connector over aiohttp, once each, and says plainly how they ended.

The SDK's own transport runs in threads, retries by itself and fetches a token for every turn. Retrying is
delivery's business, so here a call is made once and its end is one of `bot.delivery`'s answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPPolicy, AsyncHTTPSender
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse

from bot.delivery import NobodyKnows, NotNow, RefusesApp, Undeliverable
from bot.teams.refusals import by_connector, by_entra
from bot.teams.tokens import NoToken, Tokens

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
PAUSE_SECONDS = 5.0
NO_TOKEN_PAUSE_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 3600.0
PASSING = frozenset({408, 412, 429})
"""With the 5xx, what Teams wants sent again (learn.microsoft.com/…/bots/how-to/rate-limit)."""

_CODE_WORD = re.compile(r'\b(?:subCode|code)\\*"\s*:\s*\\*"([A-Za-z]{3,60})\b')

log = structlog.get_logger()


class Transport(AsyncHTTPSender):  # type: ignore[type-arg]
    """Sends one HTTP request of the SDK.

    Raises:
        Undeliverable, NotNow, RefusesApp, NobodyKnows: in place of every answer but a 2xx.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aexit__(self, *exc_details: object) -> None:
        """Leave the session open; it is the door's."""

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:
        """Send `request` and return the 2xx answer with its body read."""
        http = request.http_request
        try:
            async with self._session.request(
                http.method,
                http.url,
                headers=dict(http.headers),
                data=http.data,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotNow(PAUSE_SECONDS, "unreachable") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NobodyKnows from error
        _judge(answer.status, answer.headers, body)
        return Response(request, _Answered(http, answer, body))


class _Answered(AsyncClientResponse):
    """A 2xx answer whose body was read; a body that is no JSON counts as none."""

    def __init__(self, request: ClientRequest, answer: aiohttp.ClientResponse, body: bytes) -> None:
        super().__init__(request, answer)
        self.status_code = answer.status
        self.headers = {name.lower(): value for name, value in answer.headers.items()}
        self.reason = answer.reason
        self._body = body if answer.content_type == "application/json" else b""

    def body(self) -> bytes:
        return self._body


class Bearer(AsyncHTTPPolicy):  # type: ignore[type-arg]
    """Adds the bot's token, if it has tokens. Raises NotNow or RefusesApp where none is to be had."""

    def __init__(self, tokens: Tokens | None) -> None:
        super().__init__()
        self._tokens = tokens

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:
        """Send `request` on with an Authorization header."""
        if self._tokens:
            try:
                token = await self._tokens.get()
            except NoToken as error:
                log.warning("no token for teams", reason=error.reason, code=error.code)
                refusal = by_entra(error.reason) if error.answered else None
                raise refusal or NotNow(NO_TOKEN_PAUSE_SECONDS, "no-token") from error
            request.http_request.headers["Authorization"] = f"Bearer {token}"
        try:
            return await self.next.send(request, **config)  # type: ignore[union-attr]
        except RefusesApp:
            if self._tokens:
                self._tokens.forget()
            raise


def _judge(status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Raise what an answer other than 2xx means. Nothing of it but a code word is kept."""
    if 200 <= status < 300:
        return
    reason = code_word(body) or f"http-{status}"
    if refusal := by_connector(status, reason):
        raise refusal
    if status in PASSING or status >= 500:
        raise NotNow(_retry_after(headers), reason)
    raise Undeliverable(reason)


def code_word(body: bytes) -> str:
    """Return the connector's own word for an error, such as `MessageWritesBlocked`, or nothing."""
    found = _CODE_WORD.search(body.decode("utf-8", "replace"))
    return found[1] if found else ""


def _retry_after(headers: Mapping[str, str]) -> float:
    text = headers.get("Retry-After", "")
    return min(float(text), LONGEST_PAUSE_SECONDS) if text.isdecimal() else PAUSE_SECONDS
