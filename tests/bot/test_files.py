"""Files are fetched from where they may be, within bounds, and read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot import files
from bot.files import MOST_BYTES, as_text, below, fetch
from handlers.core.incoming import FileTrouble

HOMES = ("https://slack.com", "http://127.0.0.1")


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """A server that gives out files, endless ones, and leads elsewhere."""

    async def text(_: web.Request) -> web.Response:
        return web.Response(body="Sol;Åsen".encode(), content_type="text/csv")

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(MOST_BYTES // 1000 + 2):
            await answer.write(b"a" * 1000)
        return answer

    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("/text")

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>", content_type="text/html")

    app = web.Application()
    for handler in (text, endless, away, page):
        app.router.add_get(f"/{handler.__name__}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("text", None),
        ("endless", FileTrouble.TOO_LARGE),
        ("away", FileTrouble.UNREACHABLE),
        ("page", FileTrouble.UNREACHABLE),
        ("gone", FileTrouble.UNREACHABLE),
    ],
)
async def test_within_bounds(url: str, path: str, trouble: FileTrouble | None) -> None:
    """An endless file is given up, and nothing is fetched from where an address leads."""
    async with aiohttp.ClientSession() as session:
        file = await fetch(session, f"{url}/{path}", "a.csv")
    assert (file.name, file.trouble) == ("a.csv", trouble)
    assert file.text == ("" if trouble else "Sol;Åsen")


async def test_nobody_answers(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is gone, or too slow, is told from one that gives the file."""
    async with aiohttp.ClientSession() as session:
        assert (await fetch(session, "http://127.0.0.1:1/", "a")).trouble is FileTrouble.UNREACHABLE
        monkeypatch.setattr(files, "SECONDS", 0.0)
        assert (await fetch(session, f"{url}/text", "a")).trouble is FileTrouble.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://files.slack.com/a", True),
        ("https://slack.com/a", True),
        ("http://files.slack.com/a", False),
        ("https://evilslack.com/a", False),
        ("https://slack.com.example.org/a", False),
        ("https://slack.com@example.org/a", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_below_home(address: str, trusted: bool) -> None:
    """An address is trusted on the platform's hosts alone, with their scheme."""
    assert below(address, HOMES) is trusted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_encodings(encoding: str) -> None:
    """What Excel saves on Windows and on a Mac is read as it was written."""
    assert as_text("Ängen;Åsen;Örn;påse".encode(encoding)) == "Ängen;Åsen;Örn;påse"


@pytest.mark.parametrize("content", [b"PK\x03\x04abc", b"\x89PNG\0\0"])
def test_no_text(content: bytes) -> None:
    """A workbook or a picture is no text."""
    assert as_text(content) is None
