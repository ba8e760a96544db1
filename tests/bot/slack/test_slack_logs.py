"""The log tells what went wrong, and neither tokens nor what anybody wrote."""

from __future__ import annotations

import asyncio
import logging

import pytest
from pydantic import BaseModel

from handlers.core.incoming import Act
from handlers.core.replies import Answer
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.web_api import APP_TOKEN, TOKEN, SlackWorkspace

SECRET_TEXT = "hemlig-reflektion"


class _Failing(ScriptedDesk):
    async def handle(self, act: Act) -> Answer:
        """Fail with what was written in the error, as pydantic does."""
        BaseModel.model_validate_json(SECRET_TEXT)
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
        await anna.say(SECRET_TEXT)
    await asyncio.sleep(0.2)
    logged = caplog.text + "".join(capsys.readouterr())
    assert "Slack did not take an answer" in logged
    assert "an answer is lost" in logged
    assert SECRET_TEXT not in logged
    assert TOKEN not in logged
    assert APP_TOKEN not in logged
