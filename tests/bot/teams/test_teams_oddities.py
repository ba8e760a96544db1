"""Whatever is sent with a right token, the door answers or refuses it, and never with a fault of its own."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.person import Person

NEST = 900


def nested(depth: int) -> Any:
    """Return an object in an object, and so on."""
    value: Any = "x"
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.fixture
def message(vera: Person) -> dict[str, Any]:
    """Return an activity that is right."""
    return vera.activity("message", vera.chat, text="hej")


@pytest.mark.parametrize(
    "change",
    [
        {"type": None},
        {"type": ["message"]},
        {"id": 7},
        {"text": {"a": 1}},
        {"text": 5},
        {"from": "Vera"},
        {"from": {"id": 5}},
        {"from": {"id": "29:x", "aadObjectId": ["a"]}},
        {"from": {"id": "29:x", "aadObjectId": "\ud800"}},
        {"recipient": []},
        {"conversation": None},
        {"conversation": {"id": {"a": 1}}},
        {"conversation": {"id": "a:\ud800", "conversationType": "personal"}},
        {"conversation": {"id": "a:\u0000", "conversationType": "personal"}},
        {"id": "f:\udfff"},
        {"channelData": "text"},
        {"channelData": {"tenant": "text"}},
        {"entities": {"type": "mention"}},
        {"entities": [None]},
        {"attachments": "none"},
        {"membersAdded": [5]},
        {"locale": 1},
        {"timestamp": 1},
        {"id": "", "value": nested(NEST), "type": "invoke", "name": "task/fetch"},
    ],
)
async def test_wrong_types_get_400(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], change: Any
) -> None:
    """A field of another type than Bot Framework's, or an id that no text can hold, gets 400."""
    status, _ = await teams.deliver(vera.url, message | change)
    assert (status, desk.acts) == (400, [])


@pytest.mark.parametrize("gone", ["from", "recipient", "id", "text", "channelData", "locale", "entities"])
@pytest.mark.parametrize("kind", ["message", "invoke", "conversationUpdate", "installationUpdate", "typing"])
async def test_missing_fields_are_no_fault(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], gone: str, kind: str
) -> None:
    """Whatever an activity lacks, it is answered as what is left of it says, or refused."""
    left = {name: value for name, value in message.items() if name != gone}
    status, _ = await teams.deliver(vera.url, left | {"type": kind})
    assert status in {200, 400, 403, 501}


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit", "application/search"])
@pytest.mark.parametrize(
    "value",
    [
        nested(NEST),
        {"data": nested(NEST)},
        {"action": {"verb": "form:d:1", "data": nested(NEST)}},
        {"action": {"verb": ["v1"]}},
        {"data": {"samlar": "v1:cancel:" + "x" * 100_000 + ":1"}},
        {"data": {"samlar": "v1:\ud800:x:1"}},
        {"dataset": "a/b", "queryText": {"a": 1}},
        {"dataset": 5},
        5,
        "text",
        [[]],
    ],
)
async def test_odd_values_are_no_fault(vera: Person, teams: FakeTeams, name: str, value: Any) -> None:
    """An invoke with whatever value is answered or refused."""
    activity = vera.activity("invoke", vera.chat, name=name, value=value)
    status, _ = await teams.deliver(vera.url, activity)
    assert status in {200, 400}


async def test_an_install_without_a_recipient_adds_nobody(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Members without an id are not the bot."""
    activity = vera.activity("conversationUpdate", vera.chat, membersAdded=[{}], recipient={})
    activity["conversation"]["conversationType"] = "groupChat"
    await teams.deliver(vera.url, activity)
    assert desk.acts == []


async def raw(url: str, token: str, head: str, body: bytes) -> int:
    """Send a request byte for byte and return its status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    writer.write(
        f"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n{head}\r\n\r\n".encode()
        + body
    )
    async with asyncio.timeout(15):
        answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


async def test_broken_encodings_get_400(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """A body that says that it is compressed and isn't, or whose chunks are none, gets 400."""
    plain = b'{"type": "message"}'
    token = teams.token()
    for coding in ("gzip", "deflate"):
        head = f"Content-Encoding: {coding}\r\nContent-Length: {len(plain)}"
        assert await raw(vera.url, token, head, plain) == 400
    assert await raw(vera.url, token, "Transfer-Encoding: chunked", b"zz\r\nx\r\n0\r\n\r\n") == 400
    assert desk.acts == []


async def test_a_compressed_flood_gets_413(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """What is small only while it is compressed is as large as it is."""
    body = zlib.compress(json.dumps(message | {"text": "x" * 50_000_000}).encode())
    head = f"Content-Encoding: deflate\r\nContent-Length: {len(body)}"
    assert await raw(vera.url, teams.token(), head, body) == 413
    assert desk.acts == []
