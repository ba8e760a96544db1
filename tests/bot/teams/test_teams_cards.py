"""Buttons, forms, dialogs and searches: what is pressed and sent, and what takes its place on the screen."""

from __future__ import annotations

import pytest

from handlers.core.incoming import Press, Submit
from handlers.core.replies import (
    Ask,
    Audience,
    Button,
    Card,
    Confirm,
    Fact,
    FormField,
    Input,
    Option,
    Replace,
    Say,
    Table,
)
from storage.documents.messages import typed
from tests.bot.teams.connector import Channel, Fault
from tests.bot.teams.person import NotSent, Person

STAFF = Channel(id="19:staff@thread.tacv2", name="Kvalitetsutvecklare")

CANCEL = Button(label=typed("Ställ in"), action="cancel", id="s23456789abc", revision=4)
MOVE = Button(label=typed("Flytta"), action="move", id="s23456789abc", revision=4, opens=True)
SESSION = Card(title=typed("Lärträff"), buttons=(CANCEL, MOVE))
GONE = Card(title=typed("Inställd"))

ALMBY = Option(value="u1", label=typed("Almby skola"))
VERA, OLLE = Option(value="p1", label=typed("Vera Exempel")), Option(value="p,2", label=typed("Olle Prov"))
FORM = Ask(
    draft="d23456789abc",
    revision=1,
    title=typed("Boka"),
    fields=(
        FormField(name="unit", label=typed("Enhet"), input=Input.SEARCH, options=(ALMBY,), open_ended=True),
        FormField(name="when", label=typed("När"), input=Input.LINE, max_length=40),
        FormField(
            name="kind",
            label=typed("Slag"),
            input=Input.CHOICE,
            options=(Option(value="learning", label=typed("Lärträff")),),
            required=False,
        ),
        FormField(
            name="who", label=typed("Vilka"), input=Input.SEARCH_MANY, options=(VERA, OLLE), required=False
        ),
        FormField(name="topic", label=typed("Ämne"), input=Input.PARAGRAPH, required=False, value="Förr"),
    ),
)
WRONG = FORM.model_copy(
    update={
        "revision": 2,
        "fields": (
            FORM.fields[0].model_copy(update={"value": "u1", "chosen": (ALMBY,)}),
            FORM.fields[1].model_copy(update={"value": "31 feb", "error": typed("Den dagen finns inte.")}),
            *FORM.fields[2:],
        ),
    }
)
READ_BACK = Confirm(
    title=typed("Boka"),
    text=(typed("Stämmer det?"),),
    facts=(Fact(label=typed("När"), value=typed("torsdag v. 42 kl. 14.00")),),
    buttons=(
        Button(label=typed("Bekräfta"), action="confirm", id="d23456789abc", revision=3),
        Button(label=typed("Ändra"), action="edit", id="d23456789abc", revision=3, opens=True),
    ),
)
BOOKED = Card(title=typed("Bokad"), buttons=(MOVE,))
FILLED = {"unit": "Almby skola", "När": "torsdag v 42"}


async def shows(person, desk, reply):
    """Let somebody be shown a reply, and forget the act that led to it."""
    desk.replies = (reply,)
    await person.say("visa")
    desk.acts.clear()


async def test_a_press_reaches_the_desk_as_the_button_carried_it(vera, desk, teams):
    """A button's action, id and revision come back, and the reply is posted with a line for Teams."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Inställd.")),)
    await vera.press("Ställ in")
    [act] = desk.acts
    assert isinstance(act, Press)
    assert (act.action, act.id, act.revision) == ("cancel", "s23456789abc", 4)
    assert vera.screen == "Inställd.\n\nSvaret står här nedanför."


async def test_a_replacement_takes_the_pressed_cards_place(vera, desk, teams):
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


async def test_the_fallback_of_old_clients_is_the_same_press(vera, desk, teams):
    """A client that knows no Action.Execute sends the same button as a message with a value."""
    activity = vera.activity("message", vera.chat, value={"samlar": CANCEL.value}, replyToId="1")
    await teams.deliver(vera.url, activity)
    [act] = desk.acts
    assert (act.action, act.id, act.revision) == ("cancel", "s23456789abc", 4)


async def test_a_press_in_a_channel_is_answered_privately(vera, desk, teams):
    """What a button in a channel answers the asker goes to their own chat; only they see the line."""
    desk.replies = (Card(**SESSION.model_dump() | {"audience": Audience.CONVERSATION}),)
    await vera.say("visa", where=STAFF)
    desk.replies = (Table(title=typed("Privat"), columns=(), rows=(), empty=typed("Tomt")),)
    await vera.press("Ställ in")
    assert vera.screen == "Privat\nTomt\n\nJag svarade dig i vår egen chatt."
    assert [posted.conversation == vera.chat.id for posted in teams.posted] == [False, True]


async def test_a_button_that_opens_gives_the_form_in_a_dialog(vera, desk, teams):
    """The form is the answer itself; nothing is posted."""
    await shows(vera, desk, SESSION)
    desk.replies = (FORM,)
    await vera.press("Flytta")
    assert isinstance(desk.acts[0], Press)
    assert vera.title == "Boka"
    assert "När:" in vera.screen
    assert len(teams.posted) == 1


async def test_a_form_in_a_dialog_from_error_to_result(vera, desk, teams):
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


async def test_change_in_a_dialog_opens_the_form_again(vera, desk):
    """In a dialog no further dialog can be fetched, so Change is answered with the form as the next one."""
    await shows(vera, desk, SESSION)
    desk.replies = (READ_BACK,)
    await vera.press("Flytta")
    desk.replies = (FORM,)
    await vera.press("Ändra")
    assert isinstance(desk.acts[-1], Press)
    assert "När:" in vera.screen


async def test_a_form_typed_for_is_a_card_that_gives_way(vera, desk, teams):
    """A form asked for by text is a card in the chat: errors, read-back and result take its place."""
    await shows(vera, desk, FORM)
    for reply, does in (
        (WRONG, lambda: vera.fill(FILLED)),
        (READ_BACK, lambda: vera.fill(FILLED)),
        (BOOKED, lambda: vera.press("Bekräfta")),
    ):
        desk.replies = (reply,)
        await does()
    assert vera.screen == "Bokad\n[Flytta]"
    assert len({posted.id for posted in teams.posted}) == 1
    assert [type(act) for act in desk.acts] == [Submit, Submit, Press]


async def test_a_line_of_text_takes_no_form_away(vera, desk):
    """A refusal in words stands under the form, which keeps what was written in it."""
    await shows(vera, desk, FORM)
    desk.replies = (Say(text=typed("Just nu går det inte.")),)
    await vera.fill(FILLED)
    assert "Just nu går det inte." in vera.screen
    await vera.fill({"När": "fredag"})
    assert len(desk.acts) == 2


async def test_an_emptied_field_is_sent_empty(vera, desk):
    """What was taken away from a field is sent as nothing, though Teams leaves empty inputs out."""
    await shows(vera, desk, FORM)
    await vera.fill(FILLED | {"Ämne": ""})
    assert desk.acts[0].values["topic"] == ""


async def test_teams_itself_holds_incomplete_forms_back(vera, desk):
    """Required fields and lengths are told to Teams, which sends nothing before they are met."""
    await shows(vera, desk, FORM)
    with pytest.raises(NotSent, match="Enhet"):
        await vera.fill({"När": "torsdag"})
    with pytest.raises(NotSent, match="När"):
        await vera.fill({"När": "x" * 41})
    assert desk.acts == []


async def test_a_form_among_others_opens_in_a_dialog(vera, desk, teams):
    """A form meant for a whole channel is a button there, and a dialog for the one who presses it."""
    desk.replies = (FORM.model_copy(update={"audience": Audience.CONVERSATION}),)
    await vera.say("boka", where=STAFF)
    assert vera.buttons == ["Öppna formuläret"]
    desk.replies = (FORM,)
    await vera.press("Öppna formuläret")
    assert "När:" in vera.screen
    desk.replies = (BOOKED,)
    await vera.fill(FILLED)
    assert vera.screen == "Bokad\n[Flytta]\n\nJag svarade dig i vår egen chatt."


async def test_a_dialog_shows_what_has_no_other_private_place(bot, desk, teams):
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


async def test_a_dialog_shows_what_there_is_to_say_instead_of_a_form(vera, desk):
    """A stale button's dialog holds all that the desk says, line and card."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Det har ändrats.")), GONE)
    await vera.press("Flytta")
    assert vera.screen == "Samlär\n\nDet har ändrats.\nInställd"


async def test_searching_a_long_list(vera, desk):
    """Typing in a list asks the desk for that field of that draft; fifteen options are shown."""
    desk.options = tuple(Option(value=f"u{n}", label=typed(f"Skola *{n}*")) for n in range(30))
    await shows(vera, desk, FORM)
    await vera.fill({"unit": "Skola *7*", "När": "torsdag"})
    [search] = desk.searches
    assert (search.draft, search.field, search.query) == ("d23456789abc", "unit", "Skola *7*")
    assert search.actor.identity == vera.identity
    assert desk.acts[0].values["unit"] == "u7"


async def test_no_more_suggestions_than_teams_shows(vera, desk, teams):
    """Teams shows fifteen; more are not sent."""
    desk.options = tuple(Option(value=f"u{n}", label=typed("Skola")) for n in range(30))
    await shows(vera, desk, FORM)
    asked = {"queryText": "sko", "dataset": "d23456789abc/many.who"}
    activity = vera.activity("invoke", vera.chat, name="application/search", value=asked)
    _, body = await teams.deliver(vera.url, activity)
    assert len(body["value"]["results"]) == 15


async def test_pressed_twice_is_two_acts_and_delivered_twice_is_one(vera, desk, teams):
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


async def test_an_invoke_without_an_id_is_known_by_its_parts(vera, desk, teams):
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
async def test_what_no_card_of_ours_sends_is_refused(vera, desk, teams, name, value):
    """An invoke that our cards can't have sent gets 400 and reaches no desk."""
    status, _ = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name=name, value=value))
    assert (status, desk.acts) == (400, [])


async def test_unknown_invokes_are_not_implemented(vera, desk, teams):
    """An invoke of some other feature gets 501, as Bot Framework has it."""
    status, _ = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name="fileConsent/invoke"))
    assert (status, desk.acts) == (501, [])


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
async def test_a_fault_in_an_invoke_is_told_with_its_code(vera, desk, teams, name):
    """Where showing the answer fails, the invoke's own answer tells the code, and no exception's text."""
    desk.script = lambda act: (_ for _ in ()).throw(RuntimeError("hemlig text"))
    value = {"action": {"verb": CANCEL.value}, "data": {"samlar": CANCEL.value}}
    status, body = await teams.deliver(vera.url, vera.activity("invoke", vera.chat, name=name, value=value))
    assert status == 200
    assert "Säg koden" in str(body)
    assert "hemlig" not in str(body)


async def test_english_is_spoken_where_the_desk_answers_in_english(vera, desk):
    """The front end's own words follow the answer's language."""
    await shows(vera, desk, SESSION)
    desk.language = "en"
    desk.replies = (Say(text=typed("Cancelled.")),)
    await vera.press("Ställ in")
    assert vera.screen == "Cancelled.\n\nI answered below."


async def test_an_invoke_whose_reply_cannot_be_posted_says_so(vera, desk, teams):
    """Where the chat can't be written to just now, the line under the card tells to ask again."""
    await shows(vera, desk, SESSION)
    desk.replies = (Say(text=typed("Inställd.")),)
    teams.faults.append(Fault(503))
    await vera.press("Ställ in")
    assert vera.screen == "Jag nådde inte vår chatt just nu. Fråga mig igen om en liten stund."
