"""Closes connections whose request does not arrive in time: its headers and its body within ten seconds.

aiohttp waits for a request that has begun for as long as its connection may be idle, and for a body for
ever. Ten seconds from a request's first byte is far more than a platform takes, and what connections that
say nothing can hold stays small.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

SECONDS = 10.0
IDLE_SECONDS = 75.0
"""How long a connection is kept between requests: longer than nginx keeps its own (60)."""
LINGERING_SECONDS = 2.0
"""How long what is still sent after a refusal is read and thrown away, so that the refusal is read."""

_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PatientRunner(web.AppRunner):
    """Runs an app, and waits `seconds` for each request and no longer."""

    def __init__(self, app: web.Application, *, seconds: float | None = None, **options: Any) -> None:
        """Take the app, which must not run yet, and what `AppRunner` takes; `seconds`: SECONDS if None."""
        app.middlewares.insert(0, _body_in_time)
        options = {"keepalive_timeout": IDLE_SECONDS, "lingering_time": LINGERING_SECONDS} | options
        super().__init__(app, **options)
        self._seconds = SECONDS if seconds is None else seconds

    @property
    def server(self) -> Callable[[], asyncio.Protocol] | None:  # type: ignore[override]
        """What makes the protocol of each connection."""
        server = super().server
        return None if server is None else lambda: _Connection(server(), self._seconds)


class _Connection(asyncio.Protocol):
    """Hands what comes on to aiohttp's protocol, and watches that each request's head comes to its end."""

    def __init__(self, inner: asyncio.Protocol, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._until = 0.0
        self._waiting: asyncio.TimerHandle | None = None
        self._answering = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._wait_no_more()
        self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hand bytes on; the first of a request begin its time."""
        if self._waiting is None and not self._answering:
            self._until = self._loop.time() + self._seconds
            self._waiting = self._loop.call_at(self._until, self._give_up)
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand on that nothing more comes."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Hand on that the other end reads slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Hand on that it reads again."""
        self._inner.resume_writing()

    def head_came(self) -> float:
        """Note that a request's head is there; returns until when its body may come, in the loop's time."""
        self._wait_no_more()
        self._answering = True
        return self._until

    def answered(self) -> None:
        """Note that the request was answered: what comes now is the next one's."""
        self._answering = False

    def _wait_no_more(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(_TIMED_OUT)
        self._transport.close()


class _Late(TimeoutError):  # noqa: N818 - an answer, not a fault
    """A body did not come in time."""


@web.middleware
async def _body_in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer; whoever reads the body beyond its time is interrupted, and 408 is answered."""
    connection = request.transport.get_protocol() if request.transport else None
    if not isinstance(connection, _Connection):
        return await handler(request)
    late = asyncio.get_running_loop().call_at(connection.head_came(), request.content.set_exception, _Late())
    request.content.on_eof(late.cancel)
    try:
        return await handler(request)
    except _Late:
        refusal = web.HTTPRequestTimeout()
        refusal.force_close()
        raise refusal from None
    finally:
        late.cancel()
        connection.answered()
