"""Invokes as they arrive: repeated, of another making than our cards', or answered with a fault."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.core.replies import Replace
from tests.bot.teams.booking import CANCEL, GONE, SESSION, shows
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.person import Person


async def test_pressed_twice_is_two_acts_and_delivered_twice_is_one(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Two presses both reach the desk, which decides; a repeated delivery gets the same answer."""
    await shows(vera, desk, SESSION)
    desk.replies = (Replace(card=GONE),)
    value = {"action": {"type": "Action.Execute", "verb": CANCEL.value, "data": {}}, "trigger": "manual"}
    activity = vera.activity("invoke", vera.chat, name="adaptiveCard/action", value=value, replyToId="1")
    answers = [await teams.deliver(vera.url, activity) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(desk.acts) == 1
    await teams.deliver(vera.url, activity | {"id": "f:another"})
    assert len(desk.acts) == 2


async def test_an_invoke_without_an_id_is_known_by_its_parts(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Repeated without an id, an invoke is still one act; another press is another."""
    value = {"action": {"verb": CANCEL.value}}
    activity = vera.activity("invoke", vera.chat, name="adaptiveCard/action", value=value, id="")
    for _ in range(3):
        await teams.deliver(vera.url, activity)
    await teams.deliver(vera.url, activity | {"timestamp": "2026-11-22T09:00:05.000Z"})
    assert len(desk.acts) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", None),
        ("adaptiveCard/action", {"action": {"verb": "v2:x:y:z"}}),
        ("adaptiveCard/action", {"action": {"verb": "v1:cancel:s:" + "9" * 5000 + "x"}}),
        ("adaptiveCard/action", {"action": {"verb": "form:d:-"}}),
        ("adaptiveCard/action", {"action": {"verb": "form:d:1", "data": {"text.when": {"a": 1}}}}),
        ("task/fetch", {"data": "text"}),
        ("task/submit", {"data": {"samlar": 7}}),
        ("application/search", {"queryText": "x", "dataset": "people"}),
        ("application/search", []),
    ],
)
async def test_what_no_card_of_ours_sends_is_refused(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, name: str, value: dict[str, Any] | list[str] | None
) -> None:
    """An invoke that our cards can't have sent gets 400 and reaches no desk."""
    status, _ = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name=name, value=value))
    assert (status, desk.acts) == (400, [])


async def test_unknown_invokes_are_not_implemented(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """An invoke of some other feature gets 501, as Bot Framework has it."""
    status, _ = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name="fileConsent/invoke"))
    assert (status, desk.acts) == (501, [])


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
async def test_a_fault_in_an_invoke_is_told_with_its_code(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams, name: str
) -> None:
    """Where showing the answer fails, the invoke's own answer tells the code, and no exception's text."""
    desk.script = lambda act: (_ for _ in ()).throw(RuntimeError("hemlig text"))
    value = {"action": {"verb": CANCEL.value}, "data": {"samlar": CANCEL.value}}
    status, body = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name=name, value=value))
    assert status == 200
    assert "Säg koden" in str(body)
    assert "hemlig" not in str(body)
