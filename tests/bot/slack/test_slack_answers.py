"""Answers reach the one who asked though Slack says no to one way of giving them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.delivery import Undeliverable
from bot.slack.quiet import quiet_logger
from bot.slack.web_api import WebApi
from handlers.core.replies import Audience, Say
from storage.values.texts import typed
from tests.bot.slack.conftest import ScriptedDesk
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import TOKEN, SlackWorkspace

TWO = (Say(text=typed("ett")), Say(text=typed("två")))


async def test_response_url_used_up(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Where a response URL is used up or too old the answer comes as a message for the asker alone."""
    desk.replies = [TWO]
    slack.fail("respond", error="expired_url", status=404, times=2)
    assert await anna.command("status", channel="C1") == "ett\ntvå"
    assert {one.kind for one in anna.shown} == {"ephemeral"}


async def test_nowhere_in_the_channel(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Where nothing can be posted in the channel the asker's answer comes to their own chat."""
    desk.replies = [TWO]
    slack.fail("respond", error="expired_url", status=404, times=2)
    await anna.command("status", channel="C2")
    assert anna.inbox == ["ett", "två"]


async def test_everybodys_answer_stays(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """What was meant for a channel where nothing can be posted is not sent anywhere else."""
    desk.replies = [(Say(text=typed("ett"), audience=Audience.CONVERSATION), TWO[1])]
    slack.fail("respond", error="expired_url", status=404)
    assert await anna.command("veckobrev", channel="C2") == "två"
    assert anna.inbox == []


async def test_patient(anna: SlackPerson, slack: SlackWorkspace) -> None:
    """An answer that Slack does not take right now is given when Slack says."""
    slack.fail("chat.postMessage", status=429, retry_after=1)
    assert await anna.say("hej") == "Hej!"
    assert len(slack.called("chat.postMessage")) == 2


@pytest.mark.parametrize("failure", [{"status": 503, "retry_after": 31}, {"error": "token_revoked"}])
async def test_what_slack_does_not_take(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace, failure: dict[str, Any]
) -> None:
    """From the first reply that Slack can't take now all go to the outbox, in order, and none is posted."""
    desk.replies = [(Say(text=typed("noll")), *TWO)]
    slack.fail("chat.postMessage", delay=0.01)
    slack.fail("chat.postMessage", **failure)
    await anna.say("hej")
    assert [one.screen for one in slack.screens.all] == ["noll"]
    (kept,) = desk.kept
    assert (kept.replies, kept.lost, kept.language) == (TWO, (), "sv")
    assert (kept.actor, kept.place, kept.delivery_id) == (
        desk.acts[0].actor,
        desk.acts[0].place,
        desk.acts[0].delivery_id,
    )


async def test_lost_answer_is_not_repeated(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace
) -> None:
    """An answer that may have arrived is not given a second time; the outbox has it as lost, and the rest."""
    desk.replies = [TWO]
    slack.fail("chat.postMessage", drop=True)
    await anna.say("hej")
    assert len(slack.called("chat.postMessage")) == 1
    assert [(one.lost, one.replies) for one in desk.kept] == [(TWO[:1], TWO[1:])]


async def test_what_nobody_can_keep(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the outbox can't take it either, the log says that an answer is lost."""
    desk.keeps = False
    slack.fail("chat.postMessage", status=503, retry_after=31)
    await anna.say("hej")
    assert "an answer is lost" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/respond/1",
        "http://hooks.slack.com/commands/1",
        "https://slack.com.evil.example/",
        "https://notslack.com/",
        "ftp://slack.com/",
        "",
    ],
)
async def test_only_slack_is_answered(address: str) -> None:
    """Nothing is posted to a response URL that is not Slack's own."""
    with pytest.raises(Undeliverable, match="not_a_slack_url"):
        await WebApi(TOKEN, "https://slack.com/api/", quiet_logger()).respond(address, {"text": "hej"})


async def test_hooks_host_is_slacks() -> None:
    """Response URLs stand on a host below that of the Web API."""
    ours = WebApi(TOKEN, "https://slack.com/api/", quiet_logger()).is_slacks
    assert ours("https://hooks.slack.com/commands/T1/2/x")
    assert ours("https://slack.com/x")


async def test_left_to_the_outbox(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """What Slack will not take for long is left to the outbox, with all that came after it."""
    desk.replies = [TWO]
    slack.fail("chat.postMessage", status=429, retry_after=600)
    await anna.say("status")
    [unposted] = desk.kept
    assert (unposted.replies, unposted.lost) == (TWO, ())
    assert (unposted.actor.identity, unposted.delivery_id) == ("slack:T1:U1", desk.acts[0].delivery_id)


async def test_an_answer_that_may_have_arrived(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace
) -> None:
    """Where Slack's own answer is lost the reply does not come again by itself, and what came after does."""
    desk.replies = [TWO]
    slack.fail("chat.postMessage", drop=True)
    await anna.say("status")
    [unposted] = desk.kept
    assert (unposted.lost, unposted.replies) == (TWO[:1], TWO[1:])


async def test_an_answer_that_can_be_kept_nowhere(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the outbox is out of reach too, the log says that an answer is lost."""
    desk.replies, desk.keeps = [TWO], False
    slack.fail("chat.postMessage", error="is_archived", times=3)
    await anna.say("status")
    assert "an answer is lost" in capsys.readouterr().out
