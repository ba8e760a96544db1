"""Slack, Teams and the terminal as places where a whole talk is held, each with its people and screens.

place = SlackPlace(tmp_path, "sv"); await place.start()
karin = place.person("karin")
await karin.say("läget"); await karin.press("Boka en träff"); await karin.fill({"När": "…"})
karin.screen, karin.inbox, place.channel; await place.stop()
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pydantic import SecretStr
from rich.console import Console

from bot.app import make_dispatch
from bot.clock import Clock
from bot.delivery import Courier, NobodyKnows
from bot.server import FrontEnd, Server
from bot.slack.app import SlackFrontEnd
from bot.teams.app import TeamsFrontEnd
from bot.terminal.render import Renderer
from bot.terminal.script import choice_of
from bot.terminal.talk import Talk
from config.settings import Settings
from handlers.core.dispatch import Dispatch
from handlers.core.incoming import Actor
from handlers.core.replies import Answer, Ask, Reply
from handlers.core.words import Words
from storage.documents.people import Channel as KnownChannel
from storage.open import open_store
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import TOKEN, SlackWorkspace
from tests.bot.teams.connector import DROP, TENANT, Channel, FakeTeams, Fault
from tests.bot.teams.person import Person as TeamsPerson

SECRET = "made-up-signing-secret"
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
NAMES = {
    "karin": "Karin Samuelsdotter",
    "rut": "Rut Almquister",
    "maja": "Maja Ekström",
    "olle": "Olle Lindgård",
}
CHANNEL = "kvalitetsutveckling"


class Present:
    """A clock that the talk sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the present."""
        return self.now


class _Place:
    """What all places share: a store in a folder, a language, and a present."""

    def __init__(self, folder: Path, language: str, now: datetime) -> None:
        self.language = language
        self.present = Present(now)
        self._stack = AsyncExitStack()
        self._store = f"tinydb:{folder}"

    def settings(self, **more: object) -> Settings:
        """Return the settings, with Karin as the first coordinator."""
        return Settings(
            _env_file=None,
            samlar_store=self._store,
            samlar_port=0,
            samlar_language=self.language,
            samlar_coordinators=(self.identity("karin"),),
            **more,
        )

    async def leave(self) -> None:
        """Stop, and close what stood in for the platform."""
        await self.stop()
        await self._stack.aclose()


class _Served(_Place):
    """A place behind the server."""

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


class SlackPlace(_Served):
    """A Slack workspace, by signed requests in and its Web API on a port."""

    workspace: SlackWorkspace | None = None

    async def prepare(self) -> bool:
        """Open the workspace, once. After a restart people sit before it anew."""
        self._people: dict[str, SlackPerson] = {}
        first = self.workspace is None
        if first:
            self.workspace = await self._stack.enter_async_context(SlackWorkspace())
            for number, (who, name) in enumerate(NAMES.items(), start=1):
                self.workspace.add_person(f"U{number}", name, locale=LOCALES[self.language])
                assert self.identity(who) == f"slack:{self.workspace.team}:U{number}"
            self.workspace.add_channel("C1", CHANNEL, "U1", self.workspace.bot)
        return first

    async def everybody_installs(self) -> None:
        """In Slack an app is there for everybody."""

    @property
    def platform_settings(self) -> dict[str, object]:
        """What connects the bot to the workspace."""
        return {
            "slack_bot_token": SecretStr(TOKEN),
            "slack_signing_secret": SecretStr(SECRET),
            "slack_api_url": self.workspace.url,
        }

    def platforms(self, settings: Settings, dispatch: Dispatch, words: Words) -> dict[str, FrontEnd]:
        """Return Slack alone."""
        self._front = SlackFrontEnd(settings, dispatch, words)
        return {"slack": self._front}

    def identity(self, who: str) -> str:
        """Return a person's account."""
        return f"slack:T1:U{list(NAMES).index(who) + 1}"

    def person(self, who: str) -> SlackPerson:
        """Seat a person before Slack."""
        user = self.identity(who).rpartition(":")[2]
        if who not in self._people:
            self._people[who] = SlackPerson(
                self.workspace, self.url, SECRET, user, settled=self._front.settled
            )
        return self._people[who]

    async def add_to_channel(self) -> None:
        """Add the bot to the channel."""
        joined = {
            "type": "member_joined_channel",
            "user": self.workspace.bot,
            "channel": "C1",
            "team": "T1",
            "inviter": "U1",
        }
        await self.person("karin").happens(joined)

    @property
    def channel(self) -> str:
        """What everybody reads in the channel."""
        return "\n".join(
            one.screen for one in self.workspace.screens.all if one.channel == "C1" and not one.to
        )

    def lose_an_answer(self) -> None:
        """Let the connection break before Slack answers the next post."""
        self.workspace.fail("chat.postMessage", drop=True)

    @property
    def refused(self) -> list[list[str]]:
        """What Slack would not take."""
        return self.workspace.screens.refused


class TeamsPlace(_Served):
    """A Teams tenant, by activities with signed tokens in and its connector on a port."""

    teams: FakeTeams | None = None

    async def prepare(self) -> bool:
        """Open the tenant, once."""
        first = self.teams is None
        if first:
            self.teams = await self._stack.enter_async_context(FakeTeams())
            self.room = Channel(id="19:kvalitet@thread.tacv2", name=CHANNEL)
            self._people: dict[str, TeamsPerson] = {}
        return first

    async def everybody_installs(self) -> None:
        """Let everybody have the bot, as an administrator's policy does."""
        for who in NAMES:
            await self.person(who).install()

    @property
    def platform_settings(self) -> dict[str, object]:
        """What connects the bot to the tenant."""
        return self.teams.settings

    def platforms(self, settings: Settings, dispatch: Dispatch, words: Words) -> dict[str, FrontEnd]:
        """Return Teams alone."""
        return {"teams": TeamsFrontEnd(settings, dispatch, words, self.teams.endpoints)}

    def identity(self, who: str) -> str:
        """Return a person's account."""
        return f"teams:{TENANT}:{uuid5(NAMESPACE_URL, who)}"

    def person(self, who: str) -> TeamsPerson:
        """Seat a person before Teams."""
        if who not in self._people:
            object_id = self.identity(who).rpartition(":")[2]
            locale = LOCALES[self.language]
            person = TeamsPerson(self.teams, self.url, NAMES[who], locale=locale, object_id=object_id)
            self._people[who] = person
        self._people[who].url = self.url
        return self._people[who]

    async def add_to_channel(self) -> None:
        """Add the bot to the channel."""
        await self.person("karin").install(self.room)

    @property
    def channel(self) -> str:
        """What everybody reads in the channel."""
        posted = [one for one in self.teams.posted if one.conversation.startswith(self.room.id)]
        return "\n".join(self.person("karin")._shown(one).read() for one in posted)

    def lose_an_answer(self) -> None:
        """Let the connection break before Teams answers the next post."""
        self.teams.faults.append(Fault(DROP))

    @property
    def refused(self) -> list[list[str]]:
        """Cards are checked as they arrive."""
        return []


class TerminalPlace(_Place):
    """The terminal, by what rich prints."""

    losing = False

    async def start(self) -> None:
        """Open the store."""
        settings = self.settings()
        self.words = Words.load()
        self.store = open_store(settings.samlar_store)
        await self.store.open()
        self.dispatch = make_dispatch(settings, self.store, self.words, self.present)
        self.courier = Courier(self.store, {"terminal": self}, self.present)
        self.clock = Clock(self.store, self.dispatch, self.courier, self.present)
        self.posted: dict[str, list[Reply]] = getattr(self, "posted", {})
        self._people: dict[str, TerminalPerson] = {}

    async def stop(self) -> None:
        """Close the store."""
        await self.store.close()

    async def tick(self) -> None:
        """Let the clock look, and carry what it says."""
        await self.clock.tick()
        await self.courier.carry()

    def identity(self, who: str) -> str:
        """Return a person's account."""
        return f"terminal:{who}"

    def person(self, who: str) -> TerminalPerson:
        """Seat a person before the terminal; a new one after each start."""
        return self._people.setdefault(who, TerminalPerson(self, who))

    async def add_to_channel(self) -> None:
        """A terminal has no channels of its own, so one is put into the store."""
        async with self.store.transaction() as tx:
            tx.save(KnownChannel(id="terminal:sample:room", name=CHANNEL))

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> None:
        """Show what was sent to somebody else, or posted."""
        if self.losing:
            self.losing = False
            raise NobodyKnows
        self.posted.setdefault(address, []).append(reply)

    def printed(self, reply: Reply, language: str, talk: Talk) -> str:
        """Return what the terminal prints."""
        output = io.StringIO()
        console = Console(file=output, width=200, highlight=False, markup=False)
        console.print(Renderer(self.words, language, talk.number).render(reply))
        return output.getvalue()

    @property
    def channel(self) -> str:
        """What is posted in the channel."""
        talk = self.person("karin").talk
        posted = self.posted.get("terminal:sample:room", [])
        return "\n".join(self.printed(one, self.language, talk) for one in posted)

    def lose_an_answer(self) -> None:
        """Let nobody know whether the next message arrived."""
        self.losing = True

    @property
    def refused(self) -> list[list[str]]:
        """A terminal takes everything."""
        return []


class TerminalPerson:
    """Somebody at the terminal."""

    def __init__(self, place: TerminalPlace, who: str) -> None:
        actor = Actor(identity=f"terminal:{who}", name=NAMES[who], locale=LOCALES[place.language])
        self.identity = actor.identity
        self.talk = Talk(place.dispatch, actor)
        self.screen = ""
        self._place = place

    @property
    def inbox(self) -> list[str]:
        """What was sent to them unasked."""
        place = self._place
        return [place.printed(one, place.language, self.talk) for one in place.posted.get(self.identity, [])]

    async def say(self, text: str) -> None:
        """Write a line."""
        await self._show(await self.talk.say(text))

    async def press(self, label: str) -> None:
        """Press the button of that label among those shown, or sent."""
        _ = self.inbox if not self.talk.buttons else None
        words, language = self._place.words, self._place.language
        buttons = [one for one in self.talk.buttons if words.text(one.label, language) == label]
        await (self._show(await self.talk.press(buttons[-1])) if buttons else self.say(label))

    async def fill(self, values: Mapping[str, str | tuple[str, ...]]) -> None:
        """Fill in the form now shown, by label, and send it."""
        form = self.talk.form
        assert isinstance(form, Ask), f"no form in: {self.screen}"
        words, language = self._place.words, self._place.language
        fields = {words.text(one.label, language): one for one in form.fields}
        sent = {
            fields[label].name: choice_of(fields[label], value, words) if isinstance(value, str) else value
            for label, value in values.items()
        }
        standing = {one.name: one.value for one in form.fields if one.value}
        await self._show(await self.talk.send(form, standing | sent))

    async def _show(self, answer: Answer) -> None:
        printed = [self._place.printed(reply, answer.language, self.talk) for reply in answer.replies]
        self.screen = "\n".join(printed)
        await self._place.clock.tick()
        while await self._place.courier.carry():
            pass
