"""A token is Microsoft's own, for this bot, of now and for this activity, or it lets nobody in."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.keys import signing_key
from tests.bot.teams.person import Person

OTHER = "00000000-0000-4000-8000-00000000dead"
NOW = int(time.time())
WRONG = [
    {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
    {"iss": "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", "ver": "2.0"},
    {"iss": None},
    {"aud": OTHER},
    {"aud": None},
    {"aud": [OTHER, "0b07c0de-0000-4000-8000-000000000001"]},
    {"exp": NOW - 3600},
    {"exp": None},
    {"exp": "soon"},
    {"exp": [1]},
    {"exp": {"at": 1}},
    {"nbf": NOW + 3600},
]


def unsigned(header: dict[str, Any], claims: dict[str, Any] | bytes) -> str:
    """Return a token with an empty signature; `claims` as bytes go in as they are."""
    parts = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in (header, claims)]
    coded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]
    return ".".join([*coded, ""])


@pytest.fixture
def right(teams: FakeTeams) -> dict[str, Any]:
    """Return the claims that would let somebody in, were they signed."""
    return {
        "iss": "https://api.botframework.com",
        "aud": teams.settings["microsoft_app_id"],
        "serviceurl": teams.service_url,
        "exp": NOW + 600,
    }


@pytest.fixture
def message(vera: Person) -> dict[str, Any]:
    """Return an activity that would be let in with the right token."""
    return vera.activity("message", vera.chat, text="hej")


@pytest.mark.parametrize("claims", WRONG)
async def test_wrong_claims_cause_no_fetch(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], claims: dict[str, Any]
) -> None:
    """Another issuer or audience, no expiry or another time gets 401, and nothing is fetched for it."""
    status, _ = await teams.deliver(vera.url, message, teams.token(**claims))
    assert (status, desk.acts, teams.key_fetches) == (401, [], 0)


@pytest.mark.parametrize("url", ["https://smba.trafficmanager.net/other/", None])
async def test_the_service_url_is_signed(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], url: str | None
) -> None:
    """A token for another service URL than the activity's, or for none, gets 401."""
    status, _ = await teams.deliver(vera.url, message, teams.token(serviceurl=url))
    assert (status, desk.acts) == (401, [])


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -200), ("nbf", 200)])
async def test_clocks_may_differ(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], claim: str, seconds: int
) -> None:
    """Up to five minutes' difference between Microsoft's clock and ours is let through."""
    late: dict[str, Any] = {claim: int(time.time()) + seconds}
    status, _ = await teams.deliver(vera.url, message, teams.token(**late))
    assert (status, len(desk.acts)) == (200, 1)


async def test_wrong_signatures_are_refused(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """A token signed with another key, or by a key that Microsoft doesn't have, gets 401."""
    for token in (
        teams.token(key=signing_key("stranger")),
        teams.token(key=signing_key("stranger"), key_id="stranger"),
    ):
        status, _ = await teams.deliver(vera.url, message, token)
        assert (status, desk.acts) == (401, [])


async def test_other_algorithms_are_refused(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], right: dict[str, Any]
) -> None:
    """No algorithm, or Microsoft's public key as the secret of a symmetric one, gets 401 without a fetch."""
    public = teams.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    symmetric = unsigned({"alg": "HS256", "kid": "key-1"}, right)
    body = symmetric.rpartition(".")[0].encode()
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(body, public)
    for token in (
        unsigned({"alg": "none", "kid": "key-1"}, right),
        unsigned({"alg": "None", "kid": "key-1"}, right),
        unsigned({"alg": "RS256", "kid": "key-1"}, right) + "AAAA",
        symmetric + base64.urlsafe_b64encode(signature).rstrip(b"=").decode(),
    ):
        status, _ = await teams.deliver(vera.url, message, token)
        assert (status, desk.acts) == (401, [])
    assert teams.key_fetches <= 1


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        ({"alg": "RS256"}, {}),
        ({"alg": "RS256", "kid": 7}, {}),
        ({"alg": "RS256", "kid": ["key-1"]}, {}),
        ({"alg": ["RS256"], "kid": "key-1"}, {}),
        ({"alg": "RS256", "kid": "key-1", "crit": ["x"]}, {}),
        ({"alg": "RS256", "kid": "key-1", "b64": False}, {}),
        ({"alg": "RS256", "kid": "key-1"}, b"[]"),
        ({"alg": "RS256", "kid": "key-1"}, b"\xff"),
        ({"alg": "RS256", "kid": "key-1"}, b'{"exp": 1e999}'),
        ({"alg": "RS256", "kid": "key-1"}, b'{"exp": NaN}'),
        ({"alg": "RS256", "kid": "key-1"}, b'{"exp": ' + b"9" * 5000 + b"}"),
        ({"alg": "RS256", "kid": "key-1"}, b'{"a":' * 700 + b"1" + b"}" * 700),
        ({"alg": "RS256", "kid": "key-1"}, b"[" * 5000),
    ],
)
async def test_odd_tokens_get_401(
    vera: Person,
    desk: ScriptedDesk,
    teams: FakeTeams,
    message: dict[str, Any],
    header: dict[str, Any],
    claims: dict[str, Any] | bytes,
) -> None:
    """A token of whatever making gets 401, never a fault of ours, and causes no fetch."""
    status, _ = await teams.deliver(vera.url, message, unsigned(header, claims))
    assert (status, desk.acts, teams.key_fetches) == (401, [], 0)


async def test_a_token_with_deep_brackets_in_its_header_gets_401(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """The token's own header is read with the same care."""
    header = base64.urlsafe_b64encode(b"[" * 5000).decode()
    status, _ = await teams.deliver(vera.url, message, f"{header}.e30.x")
    assert (status, desk.acts, teams.key_fetches) == (401, [], 0)


async def test_a_huge_token_gets_400(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any]
) -> None:
    """A token of a megabyte is no header that HTTP takes."""
    status, _ = await teams.deliver(vera.url, message, "x" * 1_000_000)
    assert (status, desk.acts) == (400, [])


@pytest.mark.parametrize("endorsed", [["webchat"], []])
async def test_a_key_signs_only_for_its_channels(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, message: dict[str, Any], endorsed: list[str]
) -> None:
    """A key that Microsoft doesn't endorse for Teams lets nobody in."""
    teams.endorsed = endorsed
    status, _ = await teams.deliver(vera.url, message)
    assert (status, desk.acts) == (401, [])
