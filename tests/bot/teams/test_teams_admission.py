"""Only what Teams itself sends to this bot, from the tenant that it serves, is let in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.teams import TeamsFrontEnd
from bot.teams.app import MOST_BYTES
from config.settings import Settings, SettingsError
from handlers.core.incoming import Said
from handlers.core.replies import Button, Card
from storage.values.texts import typed
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk, running, words
from tests.bot.teams.person import Person

OPENS = Button(label=typed("Boka"), action="book", opens=True)
PLAYGROUND: dict[str, Any] = {
    "microsoft_app_id": "",
    "microsoft_app_tenant_id": "",
    "samlar_teams_anonymous": True,
}
OTHER = "00000000-0000-4000-8000-00000000dead"


@pytest.fixture
def message(vera: Person) -> dict[str, Any]:
    """Return an activity that would be let in with the right token."""
    return vera.activity("message", vera.chat, text="hej")


async def test_a_right_token_is_let_in(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """The same activity with Microsoft's own token reaches the desk."""
    status, _ = await teams.deliver(vera.url, message)
    assert (status, type(desk.acts[0])) == (200, Said)


@pytest.mark.parametrize("authorization", ["", "Basic abc", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer é"])
async def test_without_a_token_nobody_is_let_in(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], authorization: str
) -> None:
    """No token, or something that is none, gets 401."""
    status, _ = await teams.deliver(vera.url, message, Authorization=authorization)
    assert (status, desk.acts) == (401, [])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"channelId": "webchat"}, 401),
        ({"channelId": "emulator"}, 401),
        ({"serviceUrl": ""}, 401),
        ({"serviceUrl": "http://127.0.0.1:1/"}, 401),
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"conversation": {"id": "a:1", "conversationType": "personal", "tenantId": OTHER}}, 403),
        (
            {"channelData": {"tenant": {"id": OTHER}}, "conversation": {"id": "a:1", "tenantId": OTHER}},
            403,
        ),
        ({"channelData": None, "conversation": {"id": "a:1"}}, 403),
    ],
)
async def test_other_channels_and_tenants_are_refused(
    vera: Person,
    desk: ScriptedDesk,
    teams: FakeTeams,
    message: dict[str, Any],
    change: dict[str, Any],
    expected: int,
) -> None:
    """A right token does not let in an activity of another channel, service or tenant, or of two tenants."""
    status, _ = await teams.deliver(vera.url, message | change)
    assert (status, desk.acts) == (expected, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"type": 5}',
        b'{"text": "no type"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
async def test_malformed_bodies_get_400(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, body: bytes
) -> None:
    """What is no activity gets 400."""
    status, _ = await teams.deliver(vera.url, body)
    assert (status, desk.acts) == (400, [])


async def test_bodies_that_are_too_large_get_413(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """More than the limit is not read."""
    status, _ = await teams.deliver(vera.url, message | {"text": "x" * MOST_BYTES})
    assert (status, desk.acts) == (413, [])


async def test_other_content_types_get_415(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """A form or plain text, which any web page could post, is not read."""
    status, _ = await teams.deliver(vera.url, message, **{"Content-Type": "text/plain"})
    assert (status, desk.acts) == (415, [])


async def test_the_playground_needs_no_token(teams: FakeTeams, desk: ScriptedDesk) -> None:
    """On loopback, when asked for, the local playground is answered without a token, and without dialogs."""
    teams.wanted_header = None
    async with running(teams, desk, **PLAYGROUND) as started:
        person = Person(teams, started.url)
        message = person.activity("message", person.chat, text="hej")
        status, _ = await teams.deliver(started.url, message, Authorization="")
        assert (status, len(desk.acts)) == (200, 1)
        desk.replies = (Card(title=typed("Kort"), buttons=(OPENS,)),)
        await person.say("visa")
        [action] = teams.posted[-1].activity["attachments"][0]["content"]["actions"]
        assert action["type"] == "Action.Execute"
        away = message | {"serviceUrl": "https://example.org/", "id": "2"}
        status, _ = await teams.deliver(started.url, away, Authorization="")
        assert (status, len(desk.acts)) == (403, 2)


@pytest.fixture
async def open_door(teams: FakeTeams, desk: ScriptedDesk) -> AsyncIterator[str]:
    """Return the URL of a bot that lets the playground in without a token."""
    teams.wanted_header = None
    async with running(teams, desk, **PLAYGROUND) as started:
        yield started.url


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "samlar.example.se"},
        {"Host": "127.0.0.1.example.se:3978"},
        {"Host": "localhost.example.se"},
        {"Host": "[::1"},
        {"Host": ""},
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Forwarded-Host": "samlar.example.se"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "for=203.0.113.7"},
        {"X-Real-IP": "203.0.113.7"},
        {"Via": "1.1 proxy"},
        {"CF-Connecting-IP": "203.0.113.7"},
        {"x-original-host": "samlar.example.se"},
    ],
)
async def test_the_open_door_is_for_this_machine(
    teams: FakeTeams, desk: ScriptedDesk, open_door: str, headers: dict[str, str]
) -> None:
    """Without a token, another host than this machine or a forwarding header gets 403, whatever it says."""
    person = Person(teams, open_door)
    message = person.activity("message", person.chat, text="hej")
    status, _ = await teams.deliver(open_door, message, Authorization="", **headers)
    assert (status, desk.acts) == (403, [])


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:3978", "127.0.0.1:3978", "[::1]:3978"])
async def test_this_machine_has_several_names(
    teams: FakeTeams, desk: ScriptedDesk, open_door: str, host: str
) -> None:
    """The playground may call this machine by any of its names."""
    person = Person(teams, open_door)
    message = person.activity("message", person.chat, text="hej")
    status, _ = await teams.deliver(open_door, message, Authorization="", Host=host)
    assert (status, len(desk.acts)) == (200, 1)


@pytest.mark.parametrize("url", ["http://[", "https://smba.trafficmanager.net/", "//", "http://localhost@x"])
async def test_the_open_door_answers_to_this_machine(
    teams: FakeTeams, desk: ScriptedDesk, open_door: str, url: str
) -> None:
    """Without a token nothing is posted to an address elsewhere, or to what is none."""
    person = Person(teams, open_door)
    message = person.activity("message", person.chat, text="hej", serviceUrl=url)
    status, _ = await teams.deliver(open_door, message, Authorization="")
    assert (status, desk.acts) == (403, [])


async def test_an_app_may_stand_behind_a_proxy(teams: FakeTeams, desk: ScriptedDesk, vera: Person) -> None:
    """With tokens, what a web server in front adds changes nothing."""
    message = vera.activity("message", vera.chat, text="hej")
    forwarded = {"Host": "samlar.example.se", "X-Forwarded-For": "203.0.113.7"}
    status, _ = await teams.deliver(vera.url, message, **forwarded)
    assert (status, len(desk.acts)) == (200, 1)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "MICROSOFT_APP_ID"),
        ({"samlar_teams_anonymous": True, "samlar_host": "0.0.0.0"}, "SAMLAR_TEAMS_ANONYMOUS"),
    ],
)
def test_start_up_says_what_is_missing(settings: dict[str, Any], named: str) -> None:
    """Without an app the front end is not made, and one line names the setting."""
    with pytest.raises(SettingsError, match=named):
        TeamsFrontEnd(Settings(_env_file=None, **settings), ScriptedDesk(), words())


def test_the_endpoint_is_where_the_azure_bot_points() -> None:
    """`/api/messages` answers POST alone."""
    app = web.Application()
    settings = Settings(_env_file=None, samlar_teams_anonymous=True)
    TeamsFrontEnd(settings, ScriptedDesk(), words()).add_to(app)
    [route] = app.router.routes()
    assert route.resource
    assert (route.method, route.resource.canonical) == ("POST", "/api/messages")
