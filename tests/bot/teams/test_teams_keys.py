"""Microsoft's signing keys: fetched by one, seldom, and used while the key server is away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from bot.teams import signing_keys
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import Bot, ScriptedDesk, running
from tests.bot.teams.keys import signing_key
from tests.bot.teams.person import Person

DAY = 24 * 3600
GARBAGE = [
    {"/openid": (503, b"")},
    {"/openid": (200, b"<html>")},
    {"/openid": (200, b"[]")},
    {"/openid": (200, b'{"jwks_uri": 7}')},
    {"/openid": (200, b'{"jwks_uri": "no address"}')},
    {"/openid": (200, b"[" * 100_000)},
    {"/keys": (404, b"")},
    {"/keys": (200, b"\xff\xfe")},
    {"/keys": (200, b'{"keys": "key-1"}')},
    {"/keys": (200, b'{"keys": []}')},
    {"/keys": (200, b'{"keys": [null, {"kid": "key-1"}, {"kid": "key-1", "kty": "oct", "k": "x"}]}')},
    {"/keys": (200, '{"keys": [{"kid": "key-1", "kty": "RSA", "n": "AQAB", "e": "é"}]}'.encode())},
    {"/keys": (200, b'{"keys": []}' + b" " * signing_keys.MOST_BYTES)},
]

Deliver = Callable[..., Coroutine[Any, Any, int]]


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """Return them."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """Return the clock that says how old keys are."""
    return Clock()


@pytest.fixture
async def bot(teams: FakeTeams, desk: ScriptedDesk, clock: Clock) -> AsyncIterator[Bot]:
    """Return a running bot whose keys grow old by that clock."""
    async with running(teams, desk, clock) as started:
        yield started


@pytest.fixture
def deliver(teams: FakeTeams, vera: Person) -> Deliver:
    """Return what sends a message of its own to the bot and returns the status."""
    count = iter(range(1000))

    async def send(**token: Any) -> int:
        activity = vera.activity("message", vera.chat, text="hej", id=f"f:{next(count)}")
        status, _ = await teams.deliver(vera.url, activity, teams.token(**token))
        return status

    return send


def renew(teams: FakeTeams) -> None:
    """Let Microsoft sign with a new key from now on."""
    teams.key, teams.key_id = signing_key("renewed"), "key-2"


async def test_a_known_key_outlives_the_key_server(teams: FakeTeams, deliver: Deliver, clock: Clock) -> None:
    """Keys older than a day are used while the key server is away, which is asked once in five minutes."""
    assert await deliver() == 200
    teams.key_server = {"/openid": (503, b"")}
    clock.seconds += 3 * DAY
    assert [await deliver() for _ in range(5)] == [200] * 5
    clock.seconds += 299
    assert await deliver() == 200
    await settled(teams, 2)
    clock.seconds += 2
    assert await deliver() == 200
    await settled(teams, 3)


async def settled(teams: FakeTeams, fetches: int) -> None:
    """Return once the key server was asked so many times, and no more than that."""
    async with asyncio.timeout(5):
        while teams.key_fetches < fetches:
            teams.asked_for_keys.clear()
            await teams.asked_for_keys.wait()
    assert teams.key_fetches == fetches


async def test_an_old_key_waits_for_no_key_server(teams: FakeTeams, deliver: Deliver, clock: Clock) -> None:
    """A key server that takes its time with a new set holds up nobody whose key is known."""
    assert await deliver() == 200
    teams.giving_keys.clear()
    clock.seconds += DAY + 1
    assert [await deliver() for _ in range(3)] == [200] * 3
    await settled(teams, 2)
    teams.giving_keys.set()


async def test_a_key_taken_away_is_refused_once_it_is_known(
    teams: FakeTeams, deliver: Deliver, clock: Clock
) -> None:
    """A key that is no longer in a new set lets nobody in any more."""
    key, key_id = teams.key, teams.key_id
    assert await deliver() == 200
    renew(teams)
    clock.seconds += DAY + 1
    assert await deliver() == 200
    assert await deliver(key=key, key_id=key_id) == 401


async def test_a_new_key_is_noticed_within_five_minutes(
    teams: FakeTeams, desk: ScriptedDesk, deliver: Deliver, clock: Clock
) -> None:
    """When Microsoft signs with a new key it is fetched, at most every five minutes."""
    await deliver()
    renew(teams)
    clock.seconds += 299
    assert await deliver() == 401
    clock.seconds += 2
    assert await deliver() == 200
    assert teams.key_fetches == 2


async def test_unknown_keys_cause_few_fetches(teams: FakeTeams, deliver: Deliver, clock: Clock) -> None:
    """Whoever names key after key causes one fetch in five minutes."""
    stranger = signing_key("stranger")
    await deliver()
    clock.seconds += 301
    statuses = await asyncio.gather(*(deliver(key=stranger, key_id=f"k{n}") for n in range(20)))
    assert set(statuses) == {401}
    assert teams.key_fetches == 2


async def test_many_at_once_are_one_fetch(teams: FakeTeams, deliver: Deliver) -> None:
    """The first fifty messages after a start wait for one fetch, and are all let in."""
    teams.giving_keys.clear()
    sending = [asyncio.create_task(deliver()) for _ in range(50)]
    await settled(teams, 1)
    teams.giving_keys.set()
    assert await asyncio.gather(*sending) == [200] * 50
    assert teams.key_fetches == 1


async def test_without_any_key_it_is_tried_each_ten_seconds(
    teams: FakeTeams, deliver: Deliver, clock: Clock
) -> None:
    """While no key is known nobody is let in with 503, which Teams tries again, and a fetch comes soon."""
    teams.key_server = {"/openid": (503, b"")}
    assert [await deliver() for _ in range(3)] == [503] * 3
    assert teams.key_fetches == 1
    teams.key_server = {}
    clock.seconds += 9
    assert await deliver() == 503
    clock.seconds += 2
    assert await deliver() == 200
    assert teams.key_fetches == 2


@pytest.mark.parametrize("answers", GARBAGE)
async def test_a_key_server_gone_mad(
    teams: FakeTeams, deliver: Deliver, clock: Clock, answers: dict[str, tuple[int, bytes]]
) -> None:
    """Whatever it answers, an unknown key gets 503 and a known one goes on being used."""
    teams.key_server = answers
    assert await deliver() == 503
    teams.key_server = {}
    clock.seconds += 11
    assert await deliver() == 200
    teams.key_server = answers
    clock.seconds += DAY + 1
    assert await deliver() == 200
    await settled(teams, 3)
    assert await deliver(key=signing_key("renewed"), key_id="key-2") in (401, 503)
    assert await deliver() == 200


async def test_a_slow_key_server_is_given_up(
    teams: FakeTeams, deliver: Deliver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key server that doesn't answer is given up in time for Teams to get its 503."""
    monkeypatch.setattr(signing_keys, "FETCH_SECONDS", 0.05)
    teams.giving_keys.clear()
    assert await deliver() == 503
    teams.giving_keys.set()
    clock.seconds += 11
    assert await deliver() == 200


async def test_one_bad_key_spoils_no_other(teams: FakeTeams, deliver: Deliver) -> None:
    """Keys of a set that can't be read are left out."""
    async with aiohttp.ClientSession() as client, client.get(f"{teams.service_url}keys") as answer:
        [good] = (await answer.json())["keys"]
    bad = [{"kid": "key-0"}, "key", {"kid": "key-2", "kty": "RSA", "n": "", "e": "AQAB"}]
    teams.key_server = {"/keys": (200, json.dumps({"keys": [*bad, good]}).encode())}
    assert await deliver() == 200


async def test_stopping_waits_for_no_key_server(teams: FakeTeams, desk: ScriptedDesk) -> None:
    """A fetch under way ends with the front end."""
    teams.giving_keys.clear()
    async with running(teams, desk) as started:
        person = Person(teams, started.url)
        activity = person.activity("message", person.chat, text="hej")
        sending = asyncio.create_task(teams.deliver(started.url, activity))
        await settled(teams, 1)
        await started.front.stop()
        sending.cancel()
    teams.giving_keys.set()
    assert desk.acts == []
