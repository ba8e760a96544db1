"""What comes to the address that Slack calls: who is believed, what is heard, and how often."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from copy import copy
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.slack.forms import Carried, Origin
from bot.slack.refusals import REMEDIES
from handlers.core.incoming import Installed, PlaceKind, Removed
from handlers.core.replies import Audience, Say
from storage.values.texts import typed
from tests.bot.slack.conftest import SECRET, Run, Running, ScriptedDesk
from tests.bot.slack.envelopes import FORM, as_form, event, interaction, signed
from tests.bot.slack.person import PATH, SlackPerson
from tests.bot.slack.web_api import SlackWorkspace

JSON = "application/json"
WRONG: tuple[Any, ...] = (
    None,
    7,
    True,
    "",
    "\x00å",
    [],
    {},
    [[]],
    {"id": {}},
    json.loads("[" * 300 + "]" * 300),
)
MODAL: dict[str, Any] = {
    "id": "V1",
    "type": "modal",
    "callback_id": "form",
    "hash": "h",
    "private_metadata": Carried(origin=Origin(user="U1", channel="C1"), language="sv", draft="d").write(),
    "blocks": [{"type": "input", "block_id": "note@1"}],
    "state": {"values": {"note@1": {"field": {"type": "plain_text_input", "value": "a"}}}},
}


async def post(running: Running, body: str | bytes, headers: dict[str, str]) -> tuple[int, str]:
    """Send a request and return its status and body."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(running.url + PATH, data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def said(text: str = "hej", **content: Any) -> str:
    """Return the body of a direct message of Anna's."""
    message = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": text}
    return json.dumps(event("T1", "UBOT", message | content))


async def test_signed_is_heard(run: Run, desk: ScriptedDesk) -> None:
    """A request that Slack signed just now is heard."""
    body = said()
    assert await post(await run(), body, signed(body, SECRET, content_type=JSON)) == (200, "")
    assert len(desk.acts) == 1


@pytest.mark.parametrize("age", [-400, 301, 360, 86_400])
async def test_old_timestamp(run: Run, desk: ScriptedDesk, age: float) -> None:
    """A request signed more than five minutes ago, or ahead, is refused."""
    body = said()
    status, _ = await post(await run(), body, signed(body, SECRET, content_type=JSON, age=age))
    assert status == 401
    assert not desk.acts


@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=åäö"},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "9" * 5_000},
    ],
)
async def test_wrong_signature(run: Run, desk: ScriptedDesk, wrong: dict[str, str]) -> None:
    """A request with a wrong, empty or unreadable signature or timestamp is refused."""
    body = said()
    status, _ = await post(await run(), body, signed(body, SECRET, content_type=JSON) | wrong)
    assert status == 401
    assert not desk.acts


async def test_unsigned(run: Run, desk: ScriptedDesk) -> None:
    """A request without any signature is refused, and so is one signed with another secret."""
    running = await run()
    body = said()
    assert (await post(running, body, {"Content-Type": JSON}))[0] == 401
    assert (await post(running, body, signed(body, "another", content_type=JSON)))[0] == 401
    assert not desk.acts


async def test_no_secret_no_address(run: Run) -> None:
    """Without a signing secret nothing is heard over HTTP, since nothing could be believed."""
    body = said()
    status, _ = await post(await run(secret=""), body, signed(body, "", content_type=JSON))
    assert status == 404


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ('{"type": "event_callback", ', JSON),
        ("[]", JSON),
        ('"text"', JSON),
        ("null", JSON),
        ("[" * 100_000, JSON),
        ("payload=%7Bnot+json", FORM),
        ("payload=[]", FORM),
        ("payload=" + "[" * 100_000, FORM),
        (b"\xff\xfe{}", JSON),
        ('{"type": "event_callback", "event": {"type": "message"}}', JSON),
        ('{"type": "event_callback", "event_id": "E1", "event": {"type": "message", "user": "U1"}}', JSON),
        ("command=%2Fsamlar&text=hej", FORM),
    ],
)
async def test_malformed(run: Run, desk: ScriptedDesk, body: str | bytes, content_type: str) -> None:
    """What is no payload of Slack's is answered with 400, or ignored, however it is signed."""
    readable = body if isinstance(body, str) else body.decode("latin-1")
    status, text = await post(await run(), body, signed(readable, SECRET, content_type=content_type))
    assert status == 400 or (status == 200 and not text)
    assert not desk.acts


SHAPES: list[dict[str, Any]] = [
    event(
        "T1", "UBOT", {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hej"}
    ),
    event(
        "T1",
        "UBOT",
        {"type": "app_mention", "channel": "C1", "user": "U1", "text": "hej", "thread_ts": "1.1"},
    ),
    event("T1", "UBOT", {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}),
    event("T1", "UBOT", {"type": "member_joined_channel", "user": "UBOT", "channel": "C1", "inviter": "U1"}),
    event("T1", "UBOT", {"type": "channel_rename", "channel": {"id": "C1", "name": "nytt"}}),
    event("T1", "UBOT", {"type": "user_change", "user": {"id": "U2", "team_id": "T1", "deleted": True}}),
    event("T1", "UBOT", {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}),
    interaction(
        "block_actions",
        "T1",
        "U1",
        trigger_id="1.t",
        response_url="https://example.se/none",
        channel={"id": "C1", "name": "kollegium"},
        container={"type": "message", "message_ts": "1.1", "channel_id": "C1"},
        message={"ts": "1.1", "thread_ts": "1.0"},
        actions=[{"action_id": "press-0", "block_id": "b", "type": "button", "value": "v1:help:-:0"}],
    ),
    interaction("view_submission", "T1", "U1", trigger_id="1.t", view=MODAL),
    interaction("block_suggestion", "T1", "U1", view=MODAL, block_id="note@1", action_id="field", value="a"),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.get("event", shape)["type"])
async def test_whatever_is_signed(run: Run, desk: ScriptedDesk, shape: dict[str, Any]) -> None:
    """Whatever part of a payload is missing or of another type, it is heard, ignored or answered with 400."""
    running = await run()
    for broken in bent(shape):
        in_form = "event" not in shape
        body = as_form(broken) if in_form else json.dumps(broken)
        headers = signed(body, SECRET, content_type=FORM if in_form else JSON)
        status, _ = await post(running, body, headers)
        assert status in {200, 400, 404}, broken
    await running.front.settled()


def bent(shape: Any) -> Iterator[Any]:
    """Yield the payload with each of its parts left out, and with each replaced by what it can't be."""
    if not isinstance(shape, dict | list):
        return
    keys = list(shape) if isinstance(shape, dict) else list(range(len(shape)))
    for key in keys:
        rest = dict(shape) if isinstance(shape, dict) else list(shape)
        del rest[key]
        yield rest
        for wrong in (*WRONG, *bent(shape[key])):
            other = copy(shape)
            other[key] = wrong
            yield other


async def test_too_large(run: Run, desk: ScriptedDesk) -> None:
    """A body larger than Slack ever sends is not read."""
    body = said("x" * 600_000)
    assert (await post(await run(), body, signed(body, SECRET, content_type=JSON)))[0] == 413
    assert not desk.acts


async def test_url_verification(run: Run) -> None:
    """Slack's question whether the address is ours is answered."""
    body = json.dumps({"type": "url_verification", "challenge": "made-up", "token": "unused"})
    status, text = await post(await run(), body, signed(body, SECRET, content_type=JSON))
    assert (status, json.loads(text)) == (200, {"challenge": "made-up"})


async def test_three_deliveries(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A message, command or press that comes three times is one act, shown once."""
    anna = (await run()).person("U1")
    for first in (anna.say("hej"), anna.command("hej"), anna.command("hej", channel="C1")):
        acts = len(desk.acts)
        shown = await first
        answered = anna.body
        for _ in range(2):
            before = len(slack.screens.all)
            await anna.again()
            assert anna.body == answered
            assert len(slack.screens.all) == before + bool(answered)
        assert shown == "Hej!"
        assert len(desk.acts) == acts + 1


async def test_deliveries_at_once(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Deliveries of one request that overlap are one act too."""
    running = await run()
    desk.delay = 0.1
    body = said()
    headers = signed(body, SECRET, content_type=JSON)
    await asyncio.gather(*(post(running, body, headers) for _ in range(3)))
    await running.front.settled()
    assert len(desk.acts) == 1
    assert len(slack.screens.all) == 1


async def test_two_messages_alike(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """The same words said twice are two acts."""
    await anna.say("ja")
    await anna.say("ja")
    await anna.command("ja")
    await anna.command("ja")
    assert len({act.delivery_id for act in desk.acts}) == 4


@pytest.mark.parametrize(
    "content",
    [
        {"subtype": "message_changed", "message": {"text": "hej", "user": "U1"}},
        {"subtype": "message_deleted", "deleted_ts": "1.1"},
        {"subtype": "bot_message", "bot_id": "B2", "username": "annan"},
        {"subtype": "channel_join"},
        {"bot_id": "B1", "user": "UBOT"},
        {"hidden": True},
        {"channel": "C1", "channel_type": "channel"},
        {"type": "app_mention"},
        {"type": "reaction_added", "reaction": "+1"},
        {"type": "app_home_opened", "tab": "messages"},
    ],
)
async def test_not_said(run: Run, desk: ScriptedDesk, content: dict[str, Any]) -> None:
    """Edits, what bots and Slack itself write, and events that nobody asked for are not heard."""
    body = said(**content)
    assert await post(await run(), body, signed(body, SECRET, content_type=JSON)) == (200, "")
    assert not desk.acts


async def test_added_to_and_taken_from_a_channel(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """The bot's own coming and going is told, with the channel's name; other people's is not."""
    hello = Say(text=typed("Hej allihop"), audience=Audience.CONVERSATION)
    desk.replies = [(hello,), ()]
    joined = {"type": "member_joined_channel", "channel": "C1", "channel_type": "C", "team": "T1"}
    assert await anna.happens(joined | {"user": "UBOT", "inviter": "U1"}) == "Hej allihop"
    await anna.happens(joined | {"user": "U2"})
    await anna.happens({"type": "member_left_channel", "channel": "C1", "user": "U2", "team": "T1"})
    await anna.happens({"type": "channel_left", "channel": "C1", "actor_id": "U1"})
    came, left = desk.acts
    assert isinstance(came, Installed)
    assert (came.place.name, came.place.kind) == ("kollegium", PlaceKind.CHANNEL)
    assert came.actor.identity == "slack:T1:U1"
    assert isinstance(left, Removed)
    assert left.place.id == "slack:T1:C1"


async def test_guest_and_stranger(run: Run, desk: ScriptedDesk) -> None:
    """Guests are told as guests, and people of another workspace as theirs, however they come."""
    running = await run()
    guest, far = running.person("UGUEST"), running.person("UFAR")
    await guest.say("hej")
    await far.say("hej", channel="C1")
    await far.command("hej", channel="C1")
    await far.press_value("v1:help:-:0", far.shown[0])
    assert desk.acts[0].actor.guest
    assert {act.actor.identity for act in desk.acts[1:]} == {"slack:T9:UFAR"}
    assert {act.place.id for act in desk.acts[1:]} == {"slack:T1:C1"}


async def test_slow_directory(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Where Slack does not tell in time who somebody is, they are heard as a guest, within the second."""
    anna = (await run()).person("U1")
    slack.fail("users.info", delay=1.5)
    started = time.monotonic()
    await anna.say("hej")
    assert time.monotonic() - started < 1.4
    assert desk.acts[0].actor.guest
    assert desk.acts[0].actor.identity == "slack:T1:U1"
    await asyncio.sleep(0.7)
    await anna.say("hej")
    assert not desk.acts[1].actor.guest


async def test_directory_is_asked_once(anna: SlackPerson, slack: SlackWorkspace) -> None:
    """Slack is asked once who somebody is, not with every act."""
    for _ in range(3):
        await anna.say("hej")
    assert len(slack.called("users.info")) == 1


async def test_slack_down_at_start(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """The bot starts though Slack is down; nothing is heard until Slack has told who it is, then all is."""
    slack.fail("auth.test", status=503, times=3)
    running = await run(known=False)
    anna = running.person("U1")
    assert await anna.command("hej") == "Jag når inte Slack just nu. Försök igen om en stund."
    desk.reads = "en"
    assert await anna.command("hej") == "I can't reach Slack right now. Try again in a while."
    await anna.say("hej")
    assert (anna.status, desk.acts) == (503, [])
    await running.front.ready()
    assert await anna.again() == "Hej!"


async def test_starting(run: Run, slack: SlackWorkspace) -> None:
    """Who writes before Slack has had the time to answer reads that the bot is starting."""
    slack.fail("auth.test", delay=1.5)
    running = await run(known=False)
    told = await running.person("U1").command("hej")
    assert told == "Jag håller på att starta. Försök igen om en minut."


async def test_why_is_said_once(run: Run, slack: SlackWorkspace) -> None:
    """While Slack refuses the bot's token at start, the log says once why and what to do."""
    slack.fail("auth.test", error="token_revoked", times=2)
    with capture_logs() as logs:
        await run()
    (said,) = [one for one in logs if one["log_level"] == "error"]
    assert (said["reason"], said["do"]) == ("token_revoked", REMEDIES["token_revoked"])


async def test_stop_finishes_what_is_under_way(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Stopping waits for answers under way."""
    running = await run(patience=0.01)
    desk.delay = 0.3
    body = said()
    await post(running, body, signed(body, SECRET, content_type=JSON))
    assert not slack.screens.all
    await running.front.stop()
    assert [one.screen for one in slack.screens.all] == ["Hej!"]
    await running.front.stop()
