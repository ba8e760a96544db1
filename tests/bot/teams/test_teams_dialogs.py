"""Dialogs: forms that a button opens, and what else is shown there."""

from __future__ import annotations

from handlers.core.incoming import Press, Submit
from handlers.core.replies import Audience, Card, Say
from storage.values.texts import typed
from tests.bot.teams.booking import BOOKED, FILLED, FORM, GONE, READ_BACK, SESSION, WRONG, shows
from tests.bot.teams.connector import STAFF, FakeTeams
from tests.bot.teams.desk import Bot, ScriptedDesk
from tests.bot.teams.person import Person


async def test_a_button_that_opens_gives_the_form_in_a_dialog(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """The form is the answer itself; nothing is posted."""
    await shows(vera, desk, SESSION)
    desk.replies = (FORM,)
    await vera.press("Flytta")
    assert isinstance(desk.acts[0], Press)
    assert vera.title == "Boka"
    assert "När:" in vera.screen
    assert len(teams.posted) == 1


async def test_a_form_in_a_dialog_from_error_to_result(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """Sent with an error it comes back filled in, then it is read back, and confirmed it closes."""
    await shows(vera, desk, SESSION)
    desk.replies = (FORM,)
    await vera.press("Flytta")
    desk.replies = (WRONG,)
    await vera.fill({"unit": "Almby skola", "När": "31 feb", "who": ["Vera Exempel", "Olle Prov"]})
    assert "Enhet: Almby skola\nNär: 31 feb\nDen dagen finns inte." in vera.screen
    desk.replies = (READ_BACK,)
    await vera.fill({"when": "torsdag v 42 kl 14"})
    assert vera.buttons == ["Bekräfta", "Ändra"]
    assert "När: torsdag v. 42 kl. 14.00" in vera.screen
    desk.replies = (BOOKED,)
    await vera.press("Bekräfta")
    assert vera.screen == "Bokad\n[Flytta]"
    _, first, second, confirmed = desk.acts
    assert isinstance(first, Submit)
    assert (first.draft, first.revision) == ("d23456789abc", 1)
    assert first.values == {"unit": "u1", "when": "31 feb", "kind": "", "who": ("p1", "p,2"), "topic": "Förr"}
    assert second.revision == 2
    assert (confirmed.action, confirmed.id, confirmed.revision) == ("confirm", "d23456789abc", 3)


async def test_change_in_a_dialog_opens_the_form_again(vera: Person, desk: ScriptedDesk) -> None:
    """In a dialog no further dialog can be fetched, so Change is answered with the form as the next one."""
    await shows(vera, desk, SESSION)
    desk.replies = (READ_BACK,)
    await vera.press("Flytta")
    desk.replies = (FORM,)
    await vera.press("Ändra")
    assert isinstance(desk.acts[-1], Press)
    assert "När:" in vera.screen


async def test_a_form_among_others_opens_in_a_dialog(
    vera: Person, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """A form meant for a whole channel is a button there, and a dialog for the one who presses it."""
    desk.replies = (FORM.model_copy(update={"audience": Audience.CONVERSATION}),)
    await vera.say("boka", where=STAFF)
    assert vera.buttons == ["Öppna formuläret", "Avbryt"]
    desk.replies = (FORM,)
    await vera.press("Öppna formuläret")
    assert "När:" in vera.screen
    desk.replies = (BOOKED,)
    await vera.fill(FILLED)
    assert vera.screen == "Bokad\n[Flytta]\n\nJag svarade dig i vår egen chatt."


async def test_a_dialog_shows_what_has_no_other_private_place(
    bot: Bot, desk: ScriptedDesk, teams: FakeTeams
) -> None:
    """To somebody without an own chat the result is shown in the dialog, which only they see."""
    stranger = Person(teams, bot.url, has_bot=False)
    desk.replies = (Card(**SESSION.model_dump() | {"audience": Audience.CONVERSATION}),)
    await stranger.say("visa", where=STAFF)
    desk.replies = (FORM,)
    await stranger.press("Flytta")
    desk.replies = (BOOKED,)
    await stranger.fill(FILLED)
    assert stranger.screen == "Bokad\n\n[Flytta]"
    assert len(teams.posted) == 1


async def test_a_dialog_shows_what_there_is_to_say_instead_of_a_form(
    vera: Person, desk: ScriptedDesk
) -> None:
    """A stale button's dialog holds all that the desk says, line and card."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Det har ändrats.")), GONE)
    await vera.press("Flytta")
    assert vera.screen == "Samlär\n\nDet har ändrats.\nInställd"
