"""Half-sent requests end: headers and body come within their time, at each door, or the connection closes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot import patience
from bot.patience import PatientRunner
from bot.server import FrontEnd, Server
from bot.slack.app import SlackFrontEnd
from bot.teams import TeamsFrontEnd
from config.settings import Settings
from handlers.core.words import Words
from tests.bot.slack.web_api import TOKEN, SlackWorkspace
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk

SHORT = 0.3
DOORS = ["/slack/events", "/api/messages"]
HEAD = "POST {} HTTP/1.1\r\nHost: samlar.example.se\r\nAuthorization: Bearer x\r\n"
JSON = "Content-Type: application/json\r\n"


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """Return the port of a server with both doors, which waits for a fraction of a second."""
    async with FakeTeams() as teams, SlackWorkspace() as slack:
        settings = Settings(
            _env_file=None,
            slack_bot_token=TOKEN,
            slack_signing_secret="made-up",
            slack_api_url=slack.url,
            **teams.settings,
        )
        words = Words.load()
        fronts: list[FrontEnd] = [
            SlackFrontEnd(settings, ScriptedDesk(), words),
            TeamsFrontEnd(settings, ScriptedDesk(), words),
        ]
        app = web.Application()
        app.router.add_get("/slow", _slow)
        for front in fronts:
            front.add_to(app)
            await front.start()
        async with listening(PatientRunner(app, seconds=SHORT, shutdown_timeout=1)) as found:
            yield found
        for front in fronts:
            await front.stop()


async def _slow(request: web.Request) -> web.Response:
    await asyncio.sleep(SHORT * 2)
    return web.Response(text="done")


@asynccontextmanager
async def listening(runner: PatientRunner) -> AsyncIterator[int]:
    """Listen on a free port."""
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


RESET = "(reset)"
"""What is received where the connection is closed while bytes are under way that nobody reads any more."""


async def received(reader: asyncio.StreamReader) -> str:
    """Return all that comes until the other end closes; RESET alone where that took the rest with it."""
    answer = b""
    try:
        while part := await reader.read(65536):
            answer += part
    except ConnectionResetError:
        return answer.decode() or RESET
    return answer.decode()


async def ends(port: int, *parts: str, every: float = 0.0) -> str:
    """Send parts, with a pause after each, and return all that comes until the other end closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def send() -> None:
        for part in parts:
            writer.write(part.encode())
            await writer.drain()
            await asyncio.sleep(every)

    sending = asyncio.create_task(send())
    try:
        async with asyncio.timeout(20):
            return await received(reader)
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        writer.close()


@pytest.mark.parametrize("door", DOORS)
async def test_half_the_headers(port: int, door: str) -> None:
    """A request whose headers do not end is answered with 408, and its connection closed."""
    assert (await ends(port, HEAD.format(door))).startswith("HTTP/1.1 408 ")


@pytest.mark.parametrize("door", DOORS)
async def test_a_trickle_of_headers(port: int, door: str) -> None:
    """A header each fraction of a second does not stretch the time."""
    answer = await ends(port, HEAD.format(door), *(f"X-{n}: 1\r\n" for n in range(2000)), every=SHORT / 10)
    assert answer.startswith(("HTTP/1.1 408 ", RESET))


@pytest.mark.parametrize("door", DOORS)
async def test_half_a_body(port: int, door: str) -> None:
    """A body that does not come to its end is answered with 408, and its connection closed."""
    answer = await ends(port, f'{HEAD.format(door)}{JSON}Content-Length: 100\r\n\r\n{{"type"')
    assert answer.startswith("HTTP/1.1 408 ")


@pytest.mark.parametrize("door", DOORS)
async def test_a_trickle_of_body(port: int, door: str) -> None:
    """A body that comes a byte at a time, in chunks too, does not stretch the time."""
    head = f"{HEAD.format(door)}{JSON}"
    whole = await ends(port, f"{head}Content-Length: 5000\r\n\r\n", *(["x"] * 2000), every=SHORT / 10)
    chunked = await ends(
        port, f"{head}Transfer-Encoding: chunked\r\n\r\n", *(["1\r\nx\r\n"] * 2000), every=SHORT / 10
    )
    assert whole.startswith(("HTTP/1.1 408 ", RESET))
    assert chunked.startswith(("HTTP/1.1 408 ", RESET))


async def test_a_second_request_that_does_not_end(port: int) -> None:
    """On a connection that was answered before, a second request has its own time."""
    first = "GET /slow HTTP/1.1\r\nHost: samlar.example.se\r\n\r\n"
    answer = await ends(port, first, HEAD.format(DOORS[0]), every=SHORT * 3)
    assert answer.startswith("HTTP/1.1 200 ")
    assert "HTTP/1.1 408 " in answer


async def test_a_long_answer_is_waited_for(port: int) -> None:
    """The time is for the request; however long its answer takes, it is given."""
    answer = await ends(port, "GET /slow HTTP/1.1\r\nHost: samlar.example.se\r\nConnection: close\r\n\r\n")
    assert answer.endswith("done")


async def test_a_refused_body_is_not_read_on(port: int) -> None:
    """Where the door refuses before it reads the body, the connection ends too."""
    head = HEAD.format(DOORS[1]).replace("Authorization", "X-Other")
    answer = await ends(port, f"{head}{JSON}Content-Length: 100\r\n\r\n{{")
    assert answer.startswith("HTTP/1.1 401 ")


@pytest.mark.parametrize("door", DOORS)
async def test_a_body_that_is_too_large(port: int, door: str) -> None:
    """A body beyond the door's limit gets 413."""
    body = "x" * (1024 * 1024)
    head = f"{HEAD.format(door)}{JSON}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    assert (await ends(port, head + body)).startswith("HTTP/1.1 413 ")


async def test_the_server_is_patient_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own server closes half-sent requests too."""
    monkeypatch.setattr(patience, "SECONDS", SHORT)
    settings = Settings(_env_file=None, samlar_store=f"tinydb:{tmp_path}", samlar_port=0)
    server = Server(settings, platforms=lambda *_: {})
    await server.start()
    try:
        assert (await ends(server.port, HEAD.format("/healthz"))).startswith("HTTP/1.1 408 ")
    finally:
        await server.stop()
