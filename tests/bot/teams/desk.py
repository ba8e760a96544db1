"""A desk that answers as a test tells it, and notes the acts that it was given."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiohttp import web

from bot.patience import PatientRunner
from bot.teams import TeamsFrontEnd
from config.settings import Settings
from handlers.core.desk import Desk
from handlers.core.incoming import Actor, Incoming, Suggest
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Option, Reply
from handlers.core.unposted import Unposted
from handlers.core.words import Words
from storage.documents.people import Language
from tests.bot.teams.connector import FakeTeams


@cache
def words() -> Words:
    """Return the program's own words."""
    return Words.load()


@dataclass
class ScriptedDesk:
    """Answers each act with `replies`, or with what `script` makes of it.

    Attributes:
        shown: what was posted to stay.
        kept: what was left to the outbox; nothing is while `keeps` is False.
    """

    replies: tuple[Reply, ...] = ()
    reads: Language = "sv"
    options: tuple[Option, ...] = ()
    script: Callable[[Incoming], tuple[Reply, ...]] | None = None
    acts: list[Any] = field(default_factory=list)
    searches: list[Suggest] = field(default_factory=list)
    kept: list[Unposted] = field(default_factory=list)
    keeps: bool = True
    shown: list[Shown] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, act: Incoming) -> Answer:
        """Note the act and answer it."""
        self.acts.append(act)
        self.asked.set()
        replies = self.script(act) if self.script else self.replies
        return Answer(language=self.reads, replies=replies)

    async def remember(self, shown: Shown) -> None:
        """Note what was posted to stay."""
        self.shown.append(shown)

    async def language(self, actor: Actor) -> Language:
        """Answer with the language."""
        return self.reads

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Note the search and answer it."""
        self.searches.append(search)
        return self.options

    async def keep(self, unposted: Unposted) -> bool:
        """Note what was not posted."""
        self.kept += [unposted] if self.keeps else []
        return self.keeps


@dataclass
class Bot:
    """A running bot: its front end, and the address that Teams reaches it at."""

    front: TeamsFrontEnd
    url: str


@asynccontextmanager
async def running(
    teams: FakeTeams, desk: Desk, clock: Callable[[], float] = time.monotonic, **settings: Any
) -> AsyncIterator[Bot]:
    """Run the Teams front end on a port; `clock` says when keys are old."""
    chosen = Settings(_env_file=None, **(teams.settings | settings))
    front = TeamsFrontEnd(chosen, desk, words(), teams.endpoints, clock)
    app = web.Application()
    front.add_to(app)
    await front.start()
    runner = PatientRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Bot(front, f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()
        await front.stop()
