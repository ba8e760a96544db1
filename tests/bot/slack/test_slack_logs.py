"""The log tells what went wrong, and neither tokens nor what anybody wrote."""

from __future__ import annotations

import asyncio
import logging

import pytest
from pydantic import TypeAdapter
from slack_sdk.errors import SlackApiError

from bot.slack.quiet import quiet_logger
from bot.slack.web_api import WebApi
from handlers.core.incoming import Incoming
from handlers.core.replies import Answer, Say
from storage.values.texts import typed
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import APP_TOKEN, TOKEN, SlackWorkspace

SECRET_TEXT = "hemlig-reflektion"


class _Failing(ScriptedDesk):
    async def handle(self, act: Incoming) -> Answer:
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
    assert "left to the outbox" in logged
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


@pytest.mark.parametrize(
    "error", [f"{SECRET_TEXT} skrev Maja", "<!channel>", "x" * 200, 7, {"a": SECRET_TEXT}]
)
async def test_words_of_slacks_own_alone(
    run: Run, slack: SlackWorkspace, desk: ScriptedDesk, capsys: pytest.CaptureFixture[str], error: object
) -> None:
    """What Slack, or what answers in its place, gives as its error is logged only where it is a code."""
    running = await run()
    anna = running.person("U1")
    for method in ("users.info", "chat.postMessage"):
        slack.fail(method, error=error)  # type: ignore[arg-type]  # no text, where Slack gives one
    await anna.say("hej")
    logged = capsys.readouterr().out
    assert logged.count("unreadable") == 2
    assert SECRET_TEXT not in logged
    assert "<!channel>" not in logged
    assert "x" * 200 not in logged


async def test_library_tells_no_answers(slack: SlackWorkspace, caplog: pytest.LogCaptureFixture) -> None:
    """What Slack answers to the library's own calls is left out of what the library logs."""
    api = WebApi(TOKEN, slack.url, quiet_logger())
    await api.open()
    slack.fail("apps.connections.open", error=SECRET_TEXT)
    try:
        await api.client.apps_connections_open(app_token=APP_TOKEN)
    except SlackApiError as error:
        quiet_logger().error("Failed to connect (error: %s); Retrying...", error)
    await api.close()
    assert "Failed to connect" in caplog.text
    assert SECRET_TEXT not in caplog.text
