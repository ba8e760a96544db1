"""`/readyz` names what is down and is red where the bot can be of no use; `/healthz` is about the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.server import Server
from config.settings import Settings
from tests.bot.frontends import FrontEnd, server_of
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

Asked = tuple[int, dict[str, Any]]
Ask = Callable[[str], Awaitable[Asked]]
SLACK, TEAMS = FrontEnd([], "slack"), FrontEnd([], "teams")


async def ask(server: Server, path: str) -> Asked:
    """Ask the server how it is."""
    url = f"http://127.0.0.1:{server.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.json()


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Server]:
    """A server with two platforms over a store in the folder `store`."""
    SLACK.trouble = TEAMS.trouble = ""
    server = server_of(tmp_path / "store", slack=SLACK, teams=TEAMS)
    await server.start()
    yield server
    await server.stop()


@pytest.mark.parametrize(
    ("slack", "teams", "status"),
    [("", "", 200), ("no connection", "", 200), ("", "http-503", 200), ("token_revoked", "http-503", 503)],
)
async def test_platforms(served: Server, slack: str, teams: str, status: int) -> None:
    """Each is named; while one works the bot is of use, without any it is not. The store stays well."""
    SLACK.trouble, TEAMS.trouble = slack, teams
    states = {"store": "ok", "slack": slack or "ok", "teams": teams or "ok"}
    assert await ask(served, "/readyz") == (status, states)
    assert await ask(served, "/healthz") == (200, {"store": "ok"})


async def test_store(served: Server, tmp_path: Path) -> None:
    """Without its store the bot is of no use, whatever works besides."""
    (tmp_path / "store").rename(tmp_path / "away")
    states = {"store": "out of reach", "slack": "ok", "teams": "ok"}
    assert await ask(served, "/readyz") == (503, states)
    assert await ask(served, "/healthz") == (503, {"store": "out of reach"})
    (tmp_path / "away").rename(tmp_path / "store")
    assert (await ask(served, "/readyz"))[0] == 200


@pytest.fixture
async def slack() -> AsyncIterator[SlackWorkspace]:
    """A workspace."""
    async with SlackWorkspace() as workspace:
        yield workspace


@pytest.fixture
async def in_slack(tmp_path: Path, slack: SlackWorkspace) -> AsyncIterator[Server]:
    """A server for Slack alone, just started; Slack refuses its first question."""
    slack.fail("auth.test", error="invalid_auth")
    settings = Settings(
        _env_file=None,
        samlar_store=f"tinydb:{tmp_path}",
        samlar_port=0,
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr("made-up"),
        slack_api_url=slack.url,
    )
    server = Server(settings)
    await server.start()
    yield server
    await server.stop()


async def test_slack_as_it_comes_and_goes(
    in_slack: Server, slack: SlackWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Slack alone it is red before Slack has told who the bot is, while it refuses, and green else."""
    monkeypatch.setattr("bot.slack.workspace._CHECK_KEPT", 0)
    status, states = await ask(in_slack, "/readyz")
    assert (status, states["slack"] in {"starting", "invalid_auth"}) == (503, True)
    await in_slack._front_ends["slack"].ready()
    assert await ask(in_slack, "/readyz") == (200, {"store": "ok", "slack": "ok"})
    slack.fail("auth.test", error="account_inactive")
    assert await ask(in_slack, "/readyz") == (503, {"store": "ok", "slack": "account_inactive"})
    assert await ask(in_slack, "/readyz") == (200, {"store": "ok", "slack": "ok"})


async def test_slack_is_not_asked_for_each(in_slack: Server, slack: SlackWorkspace) -> None:
    """However often one asks how it is, Slack is asked every ten seconds at most."""
    await in_slack._front_ends["slack"].ready()
    before = len(slack.called("auth.test"))
    asked = await asyncio.gather(*(ask(in_slack, "/readyz") for _ in range(5)))
    assert {status for status, _ in asked} == {200}
    assert len(slack.called("auth.test")) == before + 1
