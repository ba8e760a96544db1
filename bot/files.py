"""Fetches a file that somebody has sent, as text. It is read once, within bounds, and kept nowhere."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp
import structlog

from handlers.core.incoming import FileTrouble, SentFile

MOST_BYTES = 1_000_000
SECONDS = 10.0
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SWEDISH = frozenset("åäöÅÄÖé")

log = structlog.get_logger()


class _NotFetchedError(Exception):
    def __init__(self, trouble: FileTrouble, reason: str) -> None:
        super().__init__(reason)
        self.trouble = trouble


async def fetch(
    session: aiohttp.ClientSession, url: str, name: str, headers: Mapping[str, str] | None = None
) -> SentFile:
    """Return the file at an address that the caller trusts, with what was in the way, if anything was.

    No other address is followed, and no more than MOST_BYTES are read, in SECONDS at most.
    """
    try:
        content = await asyncio.wait_for(_read(session, url, headers or {}), SECONDS)
    except _NotFetchedError as error:
        log.warning("a file was not fetched", reason=str(error))
        return SentFile(name=name, trouble=error.trouble)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        log.warning("a file was not fetched", reason=type(error).__name__)
        return SentFile(name=name, trouble=FileTrouble.UNREACHABLE)
    text = as_text(content)
    if text is None:
        return SentFile(name=name, trouble=FileTrouble.NO_TEXT)
    return SentFile(name=name, text=text)


def below(url: str, homes: tuple[str, ...]) -> bool:
    """Tell whether an address is on one of these hosts, or below it, with its scheme: `https://example.org`."""
    try:
        parts = urlsplit(url)
        host = f".{parts.hostname or ''}"
    except ValueError:
        return False
    trusted = map(urlsplit, homes)
    return any(one.scheme == parts.scheme and host.endswith(f".{one.hostname}") for one in trusted)


def as_text(content: bytes) -> str | None:
    """Return the text of a file, in whichever encoding Excel saves it; None for what is no text."""
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\0" in content or content.startswith(b"PK\x03\x04"):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        found = (content.decode(encoding, errors="replace") for encoding in ("cp1252", "mac_roman"))
        return max(found, key=lambda text: sum(letter in _SWEDISH for letter in text))


async def _read(session: aiohttp.ClientSession, url: str, headers: Mapping[str, str]) -> bytes:
    async with session.get(url, headers=headers, allow_redirects=False) as answer:
        if answer.status != 200:
            raise _NotFetchedError(FileTrouble.UNREACHABLE, f"http-{answer.status}")
        if answer.content_type == "text/html":
            raise _NotFetchedError(FileTrouble.UNREACHABLE, "a page in its place")
        content = bytearray()
        async for chunk in answer.content.iter_chunked(65_536):
            content += chunk
            if len(content) > MOST_BYTES:
                raise _NotFetchedError(FileTrouble.TOO_LARGE, "too large")
        return bytes(content)
