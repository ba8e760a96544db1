"""A Teams on this machine, a bot in it, and somebody who talks to the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import Bot, ScriptedDesk, running
from tests.bot.teams.person import Person


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """Return the platform."""
    async with FakeTeams() as fake:
        yield fake


@pytest.fixture
def desk() -> ScriptedDesk:
    """Return a desk that answers as the test tells it."""
    return ScriptedDesk()


@pytest.fixture
async def bot(teams: FakeTeams, desk: ScriptedDesk) -> AsyncIterator[Bot]:
    """Return the running bot."""
    async with running(teams, desk) as started:
        yield started


@pytest.fixture
def vera(teams: FakeTeams, bot: Bot) -> Person:
    """Return somebody who has added the bot."""
    return Person(teams, bot.url)
