"""Buttons: what is pressed reaches the desk, and the answer stands where who pressed it looks."""

from __future__ import annotations

import pytest

from handlers.core.incoming import Press
from handlers.core.replies import Audience, Card, Replace, Say, Table
from storage.values.texts import typed
from tests.bot.teams.booking import CANCEL, GONE, SESSION, shows
from tests.bot.teams.connector import STAFF, FakeTeams, Fault
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.person import Person


async def test_a_press_reaches_the_desk_as_the_button_carried_it(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A button's action, id and revision come back, and the reply is posted with a line for Teams."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Inställd.")),)
    await vera.press("Ställ in")
    [act] = desk.acts
    assert isinstance(act, Press)
    assert (act.action, act.id, act.revision) == ("cancel", "s23456789abc", 4)
    assert vera.screen == "Inställd.\n\nSvaret står här nedanför."


async def test_a_replacement_takes_the_pressed_cards_place(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Replace is returned to the one who pressed and changes the posted card for good; nothing is posted."""
    await shows(vera, desk, SESSION)
    desk.replies = (Replace(card=GONE),)
    await vera.press("Ställ in")
    assert vera.screen == "Inställd"
    first, update = teams.posted
    assert update.update
    assert update.id == first.id
    with pytest.raises(AssertionError, match="no button"):
        await vera.press("Ställ in")


async def test_the_fallback_of_old_clients_is_the_same_press(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A client that knows no Action.Execute sends the same button as a message with a value."""
    activity = vera.activity("message", vera.chat, value={"samlar": CANCEL.value}, replyToId="1")
    await teams.deliver(vera.url, activity)
    [act] = desk.acts
    assert (act.action, act.id, act.revision) == ("cancel", "s23456789abc", 4)


async def test_a_press_in_a_channel_is_answered_privately(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """What a button in a channel answers the asker goes to their own chat; only they see the line."""
    desk.replies = (Card(**SESSION.model_dump() | {"audience": Audience.CONVERSATION}),)
    await vera.say("visa", where=STAFF)
    desk.replies = (Table(title=typed("Privat"), columns=(), rows=(), empty=typed("Tomt")),)
    await vera.press("Ställ in")
    assert vera.screen == "Privat\nTomt\n\nJag svarade dig i vår egen chatt."
    assert [posted.conversation == vera.chat.id for posted in teams.posted] == [False, True]


async def test_english_is_spoken_where_the_desk_answers_in_english(vera: Person, desk: ScriptedDesk) -> None:
    """The front end's own words follow the answer's language."""
    await shows(vera, desk, SESSION)
    desk.reads = "en"
    desk.replies = (Say(text=typed("Cancelled.")),)
    await vera.press("Ställ in")
    assert vera.screen == "Cancelled.\n\nI answered below."


async def test_an_invoke_whose_reply_cannot_be_posted_says_so(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Where the chat can't be written to just now, the line under the card says that the answer comes."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Inställd.")),)
    teams.faults.append(Fault(503))
    await vera.press("Ställ in")
    assert vera.screen == "Jag nådde inte vår chatt just nu. Svaret kommer dit så snart jag når den."
    assert [one.replies for one in desk.kept] == [desk.replies]


async def test_an_answer_that_can_be_kept_nowhere(vera: Person, desk: ScriptedDesk, teams: FakeTeams) -> None:
    """Where the outbox is out of reach too, the line under the card tells to look before asking again."""
    await shows(vera, desk, SESSION)
    desk.replies, desk.keeps = (Say(text=typed("Inställd.")),), False
    teams.faults.append(Fault(503))
    await vera.press("Ställ in")
    assert "Se efter om det redan är gjort" in vera.screen
