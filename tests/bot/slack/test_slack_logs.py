"""The log tells what went wrong, and neither tokens nor what anybody wrote."""

from __future__ import annotations

import asyncio
import logging

import pytest
from pydantic import TypeAdapter

from bot.slack.quiet import quiet_logger
from handlers.core.incoming import Act
from handlers.core.replies import Answer, Say
from storage.documents.messages import typed
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import APP_TOKEN, TOKEN, SlackWorkspace

SECRET_TEXT = "hemlig-reflektion"


class _Failing(ScriptedDesk):
    async def handle(self, act: Act) -> Answer:
        """Fail with what was written in the error, as pydantic does."""
        TypeAdapter(int).validate_python(SECRET_TEXT)
        raise AssertionError


async def test_nothing_written_is_logged(
    run: Run,
    desk: ScriptedDesk,
    slack: SlackWorkspace,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though all loggers are at DEBUG, and the desk, Slack and the socket fail, no secret is logged."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(desk, "handle", _Failing().handle)
    slack.fail("apps.connections.open", error="invalid_auth")
    running = await run(socket=True, known=False)
    anna = running.person("U1")
    await anna.say(SECRET_TEXT)
    assert anna.status == 500
    await anna.command(SECRET_TEXT)
    monkeypatch.undo()
    for failure in ({"error": "is_archived"}, {"drop": True}, {"error": "invalid_blocks"}):
        slack.fail("chat.postMessage", **failure)
        desk.replies = [(Say(text=typed(SECRET_TEXT)),)]
        await anna.say(SECRET_TEXT)
    await SlackPerson(slack, running.url, "another", "U1", settled=running.front.settled).say(SECRET_TEXT)
    await asyncio.sleep(0.2)
    logged = caplog.text + "".join(capsys.readouterr())
    assert "Slack did not take an answer" in logged
    assert "an answer is lost" in logged
    assert SECRET_TEXT not in logged
    assert TOKEN not in logged
    assert APP_TOKEN not in logged


def test_libraries_tell_no_secrets(caplog: pytest.LogCaptureFixture) -> None:
    """Tokens, tickets in addresses and the texts of exceptions are left out of what the libraries log."""
    try:
        TypeAdapter(int).validate_python(SECRET_TEXT)
    except ValueError:
        quiet_logger().exception("No: %s", f"wss://x/?ticket=abc-1&y=2 {TOKEN} {APP_TOKEN}")
    assert "No: wss://x/?ticket=…&y=2 … …" in caplog.text
    assert SECRET_TEXT not in caplog.text
