"""Sending what nobody just asked for: what Slack answers is told as taken, not now, never or unknown."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.delivery import NobodyKnows, NotNow, RefusesApp, Undeliverable
from bot.slack.quiet import quiet_logger
from bot.slack.refusals import REMEDIES
from bot.slack.sender import SlackSender
from bot.slack.web_api import WebApi
from handlers.core.replies import Ask, FormField, Input, Say
from handlers.core.words import Words
from storage.documents.places import Lost
from storage.values.texts import typed
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


async def test_to_several_together(sender: SlackSender, slack: SlackWorkspace) -> None:
    """Several people get it in a group message that is opened for them."""
    slack.people["U2"] = {"id": "U2"}
    await sender.send("slack:T1:U1,U2", None, HELLO, "sv")
    assert [one["users"] for one in slack.called("conversations.open")] == ["U1,U2"]
    assert [one.channel for one in slack.screens.all] == ["G-U1,U2"]


async def test_several_without_the_permission(sender: SlackSender, slack: SlackWorkspace) -> None:
    """Where no group message may be opened, nothing is posted, and nothing of it tried again."""
    slack.fail("conversations.open", error="missing_scope", needed="mpim:write")
    with pytest.raises(Undeliverable):
        await sender.send("slack:T1:U1,U2", None, HELLO, "sv")
    assert slack.called("chat.postMessage") == []


async def test_form_is_a_button(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A form sent unasked is a button that opens it."""
    field = FormField(name="note", label=typed("Vad hände?"), input=Input.PARAGRAPH)
    await sender.send(
        "slack:T1:U1", None, Ask(draft="d", revision=1, title=typed("Reflektera"), fields=(field,)), "sv"
    )
    assert slack.screens.all[0].screen == "Reflektera\n[Öppna formuläret] [Avbryt]"


@pytest.mark.parametrize(
    "error",
    [
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_found",
        "restricted_action",
    ],
)
async def test_never(sender: SlackSender, slack: SlackWorkspace, error: str) -> None:
    """Errors that time does not heal are told as such, by Slack's word, after one attempt."""
    slack.fail("chat.postMessage", error=error)
    with pytest.raises(Undeliverable) as told:
        await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert told.value.reason == error
    assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        ("channel_not_found", Lost.UNKNOWN),
        ("is_archived", Lost.ARCHIVED),
        ("not_in_channel", Lost.REMOVED),
        ("restricted_action", None),
    ],
)
async def test_what_became_of_the_channel(
    sender: SlackSender, slack: SlackWorkspace, error: str, lost: Lost | None
) -> None:
    """An archived or unknown channel, and one that the bot is not in, is told as that."""
    slack.fail("chat.postMessage", error=error)
    with pytest.raises(Undeliverable) as told:
        await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert told.value.lost is lost


@pytest.mark.parametrize("error", REMEDIES)
async def test_about_the_app(sender: SlackSender, slack: SlackWorkspace, error: str) -> None:
    """What Slack answers about the app is told as that, with what to do; no message is at fault."""
    slack.fail("chat.postMessage", error=error)
    with pytest.raises(RefusesApp) as told:
        await sender.send("slack:T1:U1", None, HELLO, "sv")
    assert (told.value.reason, told.value.remedy) == (error, REMEDIES[error])


async def test_scope_that_all_needs(sender: SlackSender, slack: SlackWorkspace) -> None:
    """Without chat:write nothing can be posted: that is about the app."""
    slack.fail("chat.postMessage", error="missing_scope", needed="chat:write,chat:write:bot")
    with pytest.raises(RefusesApp, match="missing_scope") as told:
        await sender.send("slack:T1:U1", None, HELLO, "sv")
    assert "chat:write" in told.value.remedy


async def test_scope_that_some_need(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A message that needs what is not granted arrives as text, and the log says once what is lacking."""
    slack.fail("chat.postMessage", error="missing_scope", needed="files:write")
    with capture_logs() as logs:
        await sender.send("slack:T1:C1", None, HELLO, "sv")
        slack.fail("chat.postMessage", error="missing_scope", needed="files:write")
        await sender.send("slack:T1:C1", None, HELLO, "sv")
    assert [one.screen for one in slack.screens.all] == ["Hej &lt;!channel&gt; &amp; *alla*"] * 2
    assert [one["scope"] for one in logs if one["event"] == "a permission is missing"] == ["files:write"]


async def test_something_in_between(sender: SlackSender, slack: SlackWorkspace) -> None:
    """A refusal that is no answer of Slack's, as a proxy's, is no word about the message: it waits."""
    async with _refusing(403) as url:
        api = WebApi(TOKEN, url, quiet_logger())
        await api.open()
        with pytest.raises(NotNow, match="http-403"):
            await SlackSender(api, Words.load()).send("slack:T1:C1", None, HELLO, "sv")
        await api.close()


@asynccontextmanager
async def _refusing(status: int) -> AsyncIterator[str]:
    """Answer everything in words, as a proxy does."""

    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<h1>Nej</h1>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


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
    sender: SlackSender, slack: SlackWorkspace, failure: dict[str, Any], seconds: float
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
async def test_nobody_knows(sender: SlackSender, slack: SlackWorkspace, failure: dict[str, Any]) -> None:
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
