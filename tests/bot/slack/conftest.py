"""A workspace, the front end on a server, and a desk that answers as a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.slack.app import SlackFrontEnd
from config.settings import Settings
from handlers.core.incoming import Actor, Incoming, Suggest
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Option, Reply, Say
from handlers.core.unposted import Unposted
from handlers.core.words import Words
from storage.documents.people import Language
from storage.values.texts import typed
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import APP_TOKEN, TOKEN, SlackWorkspace

SECRET = "made-up-signing-secret"


@dataclass
class ScriptedDesk:
    """Gives the answers that a test puts in `replies`, one for each act, and keeps the acts."""

    acts: list[Incoming] = field(default_factory=list)
    searches: list[Suggest] = field(default_factory=list)
    replies: list[tuple[Reply, ...]] = field(default_factory=list)
    options: tuple[Option, ...] = ()
    reads: Language = "sv"
    delay: float = 0
    kept: list[Unposted] = field(default_factory=list)
    keeps: bool = True
    shown: list[Shown] = field(default_factory=list)

    async def keep(self, unposted: Unposted) -> bool:
        """Note what was not posted."""
        self.kept += [unposted] if self.keeps else []
        return self.keeps

    async def remember(self, shown: Shown) -> None:
        """Note what was posted to stay."""
        self.shown.append(shown)

    async def handle(self, act: Incoming) -> Answer:
        """Answer with what is next."""
        self.acts.append(act)
        await asyncio.sleep(self.delay)
        told = self.replies.pop(0) if self.replies else (Say(text=typed("Hej!")),)
        return Answer(language=self.reads, replies=told)

    async def language(self, actor: Actor) -> Language:
        """Answer with the language."""
        return self.reads

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Answer with the options."""
        self.searches.append(search)
        await asyncio.sleep(self.delay)
        return self.options


@dataclass
class Running:
    """The front end on a server."""

    front: SlackFrontEnd
    url: str
    slack: SlackWorkspace

    def person(self, user: str) -> SlackPerson:
        """Seat somebody before Slack."""
        return SlackPerson(self.slack, self.url, SECRET, user, settled=self.front.settled)


Run = Callable[..., Awaitable[Running]]


@pytest.fixture
async def slack() -> AsyncIterator[SlackWorkspace]:
    """A workspace with two people, a guest, somebody from elsewhere, and a channel with the bot."""
    async with SlackWorkspace() as workspace:
        workspace.add_person("U1", "Anna Berg")
        workspace.add_person("U2", "Bo Dahl", locale="en-GB")
        workspace.add_person("UGUEST", "Gäst Gästsson", guest=True)
        workspace.add_person("UFAR", "Far Away", team="T9")
        workspace.add_channel("C1", "kollegium", "U1", "U2", "UGUEST", "UFAR", workspace.bot)
        workspace.add_channel("C2", "utan-bot", "U1")
        yield workspace


@pytest.fixture
def desk() -> ScriptedDesk:
    """A desk that answers as told."""
    return ScriptedDesk()


@pytest.fixture
async def run(slack: SlackWorkspace, desk: ScriptedDesk) -> AsyncIterator[Run]:
    """Start the front end with what a test needs otherwise; `known=False` goes on before auth.test."""
    started: list[tuple[SlackFrontEnd, web.AppRunner]] = []

    async def begin(
        *, patience: float = 2.0, socket: bool = False, known: bool = True, secret: str = SECRET
    ) -> Running:
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(TOKEN),
            slack_signing_secret=SecretStr(secret),
            slack_app_token=SecretStr(APP_TOKEN if socket else ""),
            slack_api_url=slack.url,
        )
        front = SlackFrontEnd(settings, desk, Words.load(), patience=patience)
        app = web.Application()
        front.add_to(app)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        started.append((front, runner))
        await front.start()
        if known:
            await front.ready()
        return Running(front, f"http://127.0.0.1:{runner.addresses[0][1]}", slack)

    yield begin
    for front, runner in started:
        await runner.cleanup()
        await front.stop()


@pytest.fixture
async def anna(run: Run, slack: SlackWorkspace) -> AsyncIterator[SlackPerson]:
    """Anna, a Swedish-speaking member; nothing that she is shown may be refused by Slack."""
    yield (await run()).person("U1")
    assert not slack.screens.refused
