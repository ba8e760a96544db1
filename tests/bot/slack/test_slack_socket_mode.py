"""Socket Mode: heard and answered over the connection that the bot opened."""

from __future__ import annotations

import asyncio
from typing import Any

from handlers.core.incoming import Command, Said
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.envelopes import event
from tests.bot.slack.web_api import SlackWorkspace


def command(slack: SlackWorkspace, channel: str) -> dict[str, Any]:
    """Return a slash command of Anna's as Socket Mode brings it."""
    return {
        "command": "/samlar",
        "text": "hjälp",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": channel,
        "channel_name": "kollegium",
        "response_url": slack.response_url(channel, "U1"),
        "trigger_id": slack.trigger("U1"),
    }


async def test_heard_and_answered(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A command is answered in its acknowledgement, a message by posting; no address is needed."""
    running = await run(socket=True, secret="")
    await running.front.ready()
    await slack.push("slash_commands", command(slack, "C1"))
    message = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hej"}
    await slack.push("events_api", event("T1", "UBOT", message))
    await slack.acknowledges(2)
    await running.front.settled()
    assert {type(act) for act in desk.acts} == {Command, Said}
    assert [one.screen for one in slack.screens.all] == ["Hej!"]
    (answered,) = [one for one in slack.acknowledged if "payload" in one]
    assert answered["payload"]["text"] == "Hej!"
    assert answered["payload"]["response_type"] == "ephemeral"


async def test_stops_while_connecting(run: Run, slack: SlackWorkspace) -> None:
    """Stopping is possible though Socket Mode can't be reached."""
    slack.fail("apps.connections.open", status=503, times=100)
    running = await run(socket=True, known=False)
    await asyncio.sleep(0.1)
    await asyncio.wait_for(running.front.stop(), 3)
