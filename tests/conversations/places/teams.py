"""Teams as a place: activities with signed tokens in, its connector on a port."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.server import FrontEnd
from bot.teams.app import TeamsFrontEnd
from config.settings import Settings
from handlers.core.desk import Desk
from handlers.core.words import Words
from tests.bot.teams.connector import DROP, TENANT, Channel, FakeTeams, Fault
from tests.bot.teams.person import Person as TeamsPerson
from tests.conversations.places.place import CHANNEL, LOCALES, NAMES, Served


class TeamsPlace(Served):
    """A Teams tenant, by activities with signed tokens in and its connector on a port."""

    teams: FakeTeams

    async def prepare(self) -> bool:
        """Open the tenant, once."""
        first = not hasattr(self, "teams")
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
    def platform_settings(self) -> dict[str, Any]:
        """What connects the bot to the tenant."""
        return self.teams.settings

    def platforms(self, settings: Settings, desk: Desk, words: Words) -> dict[str, FrontEnd]:
        """Return Teams alone."""
        return {"teams": TeamsFrontEnd(settings, desk, words, self.teams.endpoints)}

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
