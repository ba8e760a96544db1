"""Sending what nobody just asked for: what Slack answers is told as taken, not now, never or unknown."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.slack.quiet import quiet_logger
from bot.slack.sender import SlackSender
from bot.slack.web_api import WebApi
from handlers.core.replies import Ask, FormField, Input, Say
from handlers.core.words import Words
from storage.documents.messages import typed
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

HELLO = Say(text=typed("Hej <!channel> & *alla*"))


@pytest.fixture
async def sender(slack: SlackWorkspace) -> AsyncIterator[SlackSender]:
    """A sender to the workspace."""
    api = WebApi(TOKEN, slack.url, quiet_logger())
    await api.open()
    yield SlackSender(api, Words.load())
    await api.close()


async def test_to_person_and_channel(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A person gets it in their own chat, a channel in the channel; nothing pings, nothing unfurls."""
    await sender.send("slack:T1:U1", None, HELLO, "sv")
    await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert [one.channel for one in slack.screens.all] == ["D1", "C1"]
    sent = slack.called("chat.postMessage")[1]
    assert sent["text"] == "Hej &lt;!channel&gt; &amp; *alla*"
    assert {
        name: sent[name] for name in ("mrkdwn", "link_names", "unfurl_links", "unfurl_media", "parse")
    } == {
        "mrkdwn": False,
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "parse": "none",
    }


async def test_form_is_a_button(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A form sent unasked is a button that opens it."""
    field = FormField(name="note", label=typed("Vad hände?"), input=Input.PARAGRAPH)
    await sender.send(
        "slack:T1:U1", None, Ask(draft="d", revision=1, title=typed("Reflektera"), fields=(field,)), "sv"
    )
    assert slack.screens.all[0].screen == "Reflektera\n[Öppna formuläret]"


@pytest.mark.parametrize(
    "error",
    [
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "account_inactive",
        "user_not_found",
        "invalid_auth",
    ],
)
async def test_never(sender: SlackSender, slack: SlackWorkspace, error: str) -> None:
    """Errors that time does not heal are told as such, by Slack's word, after one attempt."""
    slack.fail("chat.postMessage", error=error)
    with pytest.raises(Undeliverable) as told:
        await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert told.value.reason == error
    assert len(slack.called("chat.postMessage")) == 1


async def test_not_slack(sender: SlackSender) -> None:
    """An address of another platform is refused."""
    with pytest.raises(Undeliverable):
        await sender.send("teams:tenant:user", None, HELLO, "sv")


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        ({"status": 429, "retry_after": 17}, 17),
        ({"status": 503}, 30),
        ({"status": 500, "error": "internal_error"}, 30),
        ({"error": "ratelimited"}, 30),
        ({"error": "service_unavailable"}, 30),
    ],
)
async def test_not_now(
    sender: SlackSender, slack: SlackWorkspace, failure: dict[str, int], seconds: float
) -> None:
    """What Slack may take later is told with when; nothing is tried again here."""
    slack.fail("chat.postMessage", **failure)
    with pytest.raises(NotNow) as told:
        await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert told.value.seconds == seconds
    assert len(slack.called("chat.postMessage")) == 1


async def test_nobody_listens() -> None:
    """Where no connection is made nothing can have arrived: it may be sent later."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/api/"
    api = WebApi(TOKEN, address, quiet_logger())
    await api.open()
    with pytest.raises(NotNow):
        await SlackSender(api, Words.load()).send("slack:T1:C1", None, HELLO, "sv")
    await api.close()


@pytest.mark.parametrize("failure", [{"drop": True}, {"error": "fatal_error"}, {"status": 504}])
async def test_nobody_knows(sender: SlackSender, slack: SlackWorkspace, failure: dict[str, bool]) -> None:
    """Where the answer is lost nobody knows whether the message arrived."""
    slack.fail("chat.postMessage", **failure)
    with pytest.raises(NobodyKnows):
        await sender.send("slack:T1:C1", None, HELLO, "sv")


async def test_time_out(slack: SlackWorkspace) -> None:
    """A time-out after sending leaves it unknown too."""
    api = WebApi(TOKEN, slack.url, quiet_logger(), seconds=0.2)
    await api.open()
    slack.fail("chat.postMessage", delay=0.5)
    with pytest.raises(NobodyKnows):
        await SlackSender(api, Words.load()).send("slack:T1:C1", None, HELLO, "sv")
    await api.close()
    await asyncio.sleep(0.4)


async def test_blocks_refused(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A message whose blocks Slack refuses arrives as plain text."""
    slack.fail("chat.postMessage", error="invalid_blocks")
    await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert slack.screens.all[0].screen == "Hej &lt;!channel&gt; &amp; *alla*"
