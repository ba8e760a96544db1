"""Forms as cards in the chat: filled in, searched and sent, and what takes their place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from handlers.core.incoming import Press, Submit
from handlers.core.replies import Option, Reply, Say
from storage.values.texts import typed
from tests.bot.teams.booking import BOOKED, FILLED, FORM, READ_BACK, WRONG, shows
from tests.bot.teams.connector import FakeTeams
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.person import NotSent, Person


async def test_a_form_typed_for_is_a_card_that_gives_way(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A form asked for by text is a card in the chat: errors, read-back and result take its place."""
    await shows(vera, desk, FORM)
    steps: tuple[tuple[Reply, Callable[[], Awaitable[None]]], ...] = (
        (WRONG, lambda: vera.fill(FILLED)),
        (READ_BACK, lambda: vera.fill(FILLED)),
        (BOOKED, lambda: vera.press("Bekräfta")),
    )
    for reply, does in steps:
        desk.replies = (reply,)
        await does()
    assert vera.screen == "Bokad\n[Flytta]"
    assert len({posted.id for posted in teams.posted}) == 1
    assert [type(act) for act in desk.acts] == [Submit, Submit, Press]


async def test_a_line_of_text_takes_no_form_away(vera: Person, desk: ScriptedDesk) -> None:
    """A refusal in words stands under the form, which keeps what was written in it."""
    await shows(vera, desk, FORM)
    desk.replies = (Say(text=typed("Just nu går det inte.")),)
    await vera.fill(FILLED)
    assert "Just nu går det inte." in vera.screen
    await vera.fill({"När": "fredag"})
    assert len(desk.acts) == 2


async def test_an_emptied_field_is_sent_empty(vera: Person, desk: ScriptedDesk) -> None:
    """What was taken away from a field is sent as nothing, though Teams leaves empty inputs out."""
    await shows(vera, desk, FORM)
    await vera.fill(FILLED | {"Ämne": ""})
    assert desk.acts[0].values["topic"] == ""


async def test_teams_itself_holds_incomplete_forms_back(vera: Person, desk: ScriptedDesk) -> None:
    """Required fields and lengths are told to Teams, which sends nothing before they are met."""
    await shows(vera, desk, FORM)
    with pytest.raises(NotSent, match="Enhet"):
        await vera.fill({"När": "torsdag"})
    with pytest.raises(NotSent, match="När"):
        await vera.fill({"När": "x" * 41})
    assert desk.acts == []


async def test_searching_a_long_list(vera: Person, desk: ScriptedDesk) -> None:
    """Typing in a list asks the desk for that field of that draft; fifteen options are shown."""
    desk.options = tuple(Option(value=f"u{n}", label=typed(f"Skola *{n}*")) for n in range(30))
    await shows(vera, desk, FORM)
    await vera.fill({"unit": "Skola *7*", "När": "torsdag"})
    [search] = desk.searches
    assert (search.draft, search.field, search.query) == ("d23456789abc", "unit", "Skola *7*")
    assert search.actor.identity == vera.identity
    assert desk.acts[0].values["unit"] == "u7"


async def test_no_more_suggestions_than_teams_shows(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Teams shows fifteen; more are not sent."""
    desk.options = tuple(Option(value=f"u{n}", label=typed("Skola")) for n in range(30))
    await shows(vera, desk, FORM)
    asked = {"queryText": "sko", "dataset": "d23456789abc/many.who"}
    activity = vera.activity("invoke", vera.chat, name="application/search", value=asked)
    _, body = await teams.deliver(vera.url, activity)
    assert len(body["value"]["results"]) == 15
