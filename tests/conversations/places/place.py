"""A place where a whole talk is held, with its people and their screens: Slack, Teams or the terminal.

place = SlackPlace(tmp_path, "sv", now); await place.start()
karin = place.person("karin")
await karin.say("läget"); await karin.press("Boka en träff"); await karin.fill({"När": "…"})
karin.screen, karin.inbox, place.channel; await place.stop()
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.server import FrontEnd, Server
from config.settings import Settings
from handlers.core.desk import Desk
from handlers.core.words import Words

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
NAMES = {
    "karin": "Karin Samuelsdotter",
    "rut": "Rut Almquister",
    "maja": "Maja Ekström",
    "olle": "Olle Lindgård",
    "sana": "Sana Haddadi",
    "petter": "Petter Åsberg",
    "ylva": "Ylva Norrby",
    "greta": "Greta Granath",
    "bengt": "Bengt Björkegård",
    "nora": "Nora Nygran",
}
CHANNEL = "kvalitetsutveckling"


class Present:
    """A clock that the talk sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the present."""
        return self.now


class Place(ABC):
    """What all places share: a store in a folder, a language, and a present."""

    def __init__(self, folder: Path, language: str, now: datetime) -> None:
        self.language = language
        self.present = Present(now)
        self._stack = AsyncExitStack()
        self._store = f"tinydb:{folder}"

    def settings(self, **more: Any) -> Settings:
        """Return the settings, with Karin as the first coordinator."""
        return Settings(
            _env_file=None,
            samlar_store=self._store,
            samlar_port=0,
            samlar_language=self.language,
            samlar_coordinators=(self.identity("karin"),),
            **more,
        )

    @abstractmethod
    def identity(self, who: str) -> str:
        """Return a person's account."""

    @abstractmethod
    async def stop(self) -> None:
        """Stop the bot."""

    async def leave(self) -> None:
        """Stop, and close what stood in for the platform."""
        await self.stop()
        await self._stack.aclose()


class Served(Place):
    """A place behind the server."""

    @abstractmethod
    async def prepare(self) -> bool:
        """Open the platform, once; returns whether this was the first time."""

    @abstractmethod
    async def everybody_installs(self) -> None:
        """Let everybody have the bot."""

    @property
    @abstractmethod
    def platform_settings(self) -> dict[str, Any]:
        """What connects the bot to the platform."""

    @abstractmethod
    def platforms(self, settings: Settings, desk: Desk, words: Words) -> dict[str, FrontEnd]:
        """Return the platform alone."""

    async def start(self) -> None:
        """Start the server, once the platform is there."""
        first = await self.prepare()
        self.server = Server(self.settings(**self.platform_settings), self.present, self.platforms)
        await self.server.start()
        if first:
            await self.everybody_installs()

    async def stop(self) -> None:
        """Stop it as SIGTERM does."""
        await self.server.stop()

    async def tick(self) -> None:
        """Let the clock look."""
        await self.server.clock.tick()

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self.server.port}"
