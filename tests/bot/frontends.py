"""Platforms that do as a test says, behind the real server."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.sending import Sender
from bot.server import Server
from config.settings import Settings
from handlers.core.replies import Reply
from storage.documents.posts import Posted


class NothingToSend:
    """A sender that nothing is to be sent through."""

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Fail the test."""
        raise AssertionError(f"{address} was to get {reply}")


class FrontEnd:
    """A platform that does as a test says.

    Attributes:
        done: what was called.
    """

    sender: Sender = NothingToSend()

    def __init__(self, done: list[str], name: str, start: Exception | None = None) -> None:
        self.done, self._name, self._start = done, name, start
        self.trouble = ""

    def add_to(self, app: web.Application) -> None:
        """Listen on nothing."""

    async def start(self) -> None:
        """Start, or fail."""
        self.done.append(f"{self._name} starts")
        if self._start:
            raise self._start

    async def ready(self) -> None:
        """Be ready."""

    async def check(self) -> str:
        """Say how it is."""
        return self.trouble

    async def stop(self) -> None:
        """Stop."""
        self.done.append(f"{self._name} stops")


def server_of(folder: Path, port: int = 0, **platforms: FrontEnd) -> Server:
    """Return a server over a store in a folder, with these platforms."""
    settings = Settings(_env_file=None, samlar_store=f"tinydb:{folder}", samlar_port=port)
    return Server(settings, platforms=lambda *_: dict(platforms))
