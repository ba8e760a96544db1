"""Slack as a place: signed requests in, its Web API on a port."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from bot.server import FrontEnd
from bot.slack.app import SlackFrontEnd
from config.settings import Settings
from handlers.core.desk import Desk
from handlers.core.words import Words
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import TOKEN, SlackWorkspace
from tests.conversations.places.place import CHANNEL, LOCALES, NAMES, Served

SECRET = "made-up-signing-secret"


class SlackPlace(Served):
    """A Slack workspace, by signed requests in and its Web API on a port."""

    workspace: SlackWorkspace

    async def prepare(self) -> bool:
        """Open the workspace, once. After a restart people sit before it anew."""
        self._people: dict[str, SlackPerson] = {}
        first = not hasattr(self, "workspace")
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
    def platform_settings(self) -> dict[str, Any]:
        """What connects the bot to the workspace."""
        return {
            "slack_bot_token": SecretStr(TOKEN),
            "slack_signing_secret": SecretStr(SECRET),
            "slack_api_url": self.workspace.url,
        }

    def platforms(self, settings: Settings, desk: Desk, words: Words) -> dict[str, FrontEnd]:
        """Return Slack alone."""
        self._front = SlackFrontEnd(settings, desk, words)
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
