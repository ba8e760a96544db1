"""What people do in Slack reaches the desk, and its answers reach them, over signed HTTP."""

from __future__ import annotations

from handlers.core.incoming import Command, Opened, PlaceKind, Press, Said, Submit
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
    Page,
    Replace,
    Say,
    Style,
)
from storage.values.texts import t, typed
from tests.bot.slack.conftest import Run, ScriptedDesk
from tests.bot.slack.person import SlackPerson
from tests.bot.slack.web_api import SlackWorkspace

EVERYONE = Audience.CONVERSATION
CARD = Card(
    title=typed("Almby skola"),
    text=(typed("En rad <!channel> *b*"),),
    facts=(Fact(label=typed("När"), value=typed("tisdag")),),
    buttons=(Button(label=typed("Flytta"), action="move", id="abc", revision=3, opens=True),),
)
FORM = Ask(
    draft="d1",
    revision=4,
    title=typed("Boka en lärträff"),
    fields=(
        FormField(name="when", label=typed("När"), input=Input.LINE, value="torsdag"),
        FormField(name="unit", label=typed("Enhet"), input=Input.SEARCH, required=False),
        FormField(
            name="kind",
            label=typed("Slag"),
            input=Input.CHOICE,
            options=(Option(value="a", label=typed("Lärträff")), Option(value="b", label=typed("Möte"))),
            value="a",
        ),
    ),
)
READ_BACK = Confirm(
    title=typed("Boka en lärträff på Almby"),
    facts=(Fact(label=typed("När"), value=typed("torsdag 15 oktober 14.00")),),
    buttons=(
        Button(label=t("Confirm"), action="confirm", id="d1", revision=5, style=Style.PRIMARY),
        Button(label=typed("Ändra"), action="edit", id="d1", revision=5, opens=True),
    ),
)


async def test_direct_message(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A direct message is said as it was typed and answered by an ordinary message there."""
    assert await anna.say("boka R&D <b> https://almby.example.se/x") == "Hej!"
    (act,) = desk.acts
    assert isinstance(act, Said)
    assert act.text == "boka R&D <b> https://almby.example.se/x"
    assert act.actor.identity == "slack:T1:U1"
    assert (act.actor.name, act.actor.guest, act.actor.locale) == ("Anna Berg", False, "sv-SE")
    assert (act.place.id, act.place.kind) == ("slack:T1:D1", PlaceKind.PERSONAL)
    assert anna.shown[0].kind == "message"


async def test_mention_in_channel(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A mention is answered to the asker alone, without the mention in its text."""
    await anna.say("status", channel="C1")
    assert isinstance(desk.acts[0], Said)
    assert desk.acts[0].text == "status"
    assert (desk.acts[0].place.id, desk.acts[0].place.kind) == ("slack:T1:C1", PlaceKind.CHANNEL)
    assert (anna.shown[0].kind, anna.shown[0].to, anna.shown[0].channel) == ("ephemeral", "U1", "C1")


async def test_everybody_sees_it(run: Run, desk: ScriptedDesk) -> None:
    """A reply to the conversation is seen by the others there, one to the asker is not."""
    running = await run()
    anna, bo = running.person("U1"), running.person("U2")
    await bo.say("hej")
    desk.replies = [(Say(text=typed("för alla"), audience=EVERYONE), Say(text=typed("för dig")))]
    assert await anna.say("veckobrev", channel="C1") == "för alla\nför dig"
    assert "för alla" in bo.screen
    assert "för dig" not in bo.screen


async def test_slash_command(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A slash command in a channel is answered in the response, for the asker alone."""
    desk.replies = [(CARD,)]
    assert await anna.command("träffar", channel="C1") == (
        "Almby skola\nEn rad <!channel> *b*\n\nNär: tisdag\n[Flytta]"
    )
    assert isinstance(desk.acts[0], Command)
    assert anna.shown[0].kind == "ephemeral"
    assert not slack.called("respond")
    assert not slack.called("chat.postEphemeral")


async def test_command_where_the_bot_is_not(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A slash command works in channels that the bot is no member of, for everybody there too."""
    desk.replies = [(Say(text=typed("ett"), audience=EVERYONE), Say(text=typed("två")))]
    assert await anna.command("hjälp", channel="C2") == "ett\ntvå"
    assert [one.kind for one in anna.shown] == ["message", "ephemeral"]


async def test_command_between_two_others(
    anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace
) -> None:
    """In the chat of two people a slash command's answer is the asker's alone: the other doesn't see it."""
    slack.members["D777"] = {"U1", "U2"}
    await anna.command("status", channel="D777")
    assert anna.shown[0].kind == "ephemeral"
    assert desk.acts[0].place.kind is PlaceKind.GROUP


async def test_slow_command(run: Run, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A slow desk does not keep Slack waiting: the answer comes by the response URL."""
    anna = (await run(patience=0.05)).person("U1")
    desk.delay = 0.3
    assert await anna.command("status", channel="C1") == "Hej!"
    assert anna.body == ""
    assert len(slack.called("respond")) == 1


async def test_command_opens_form(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A slash command that asks for something opens the form at once."""
    desk.replies = [(FORM,)]
    assert await anna.command("boka", channel="C1") == (
        "Boka en lärträff\nNär: torsdag\nEnhet:\nSlag: Lärträff\n( ) Lärträff\n( ) Möte\n[Skicka] [Avbryt]"
    )


async def test_message_asks_with_button(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A message has no trigger: it gets a button, and the button opens the form."""
    desk.replies = [(FORM,), (FORM,)]
    await anna.say("boka")
    assert anna.buttons == ["Öppna formuläret", "Avbryt"]
    await anna.press("Öppna formuläret")
    assert anna.form == {"När": "torsdag", "Enhet": "", "Slag": "Lärträff"}
    assert isinstance(desk.acts[1], Press)
    assert (desk.acts[1].action, desk.acts[1].id, desk.acts[1].revision) == ("edit", "d1", 4)


async def test_missed_trigger(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """Where Slack no longer opens the form, a button that does is posted."""
    slack.fail("views.open", error="expired_trigger_id")
    desk.replies = [(FORM,), (FORM,)]
    await anna.command("boka", channel="C1")
    assert anna.buttons == ["Öppna formuläret", "Avbryt"]
    await anna.press("Öppna formuläret")
    assert anna.form


async def test_form_from_start_to_end(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A form shows what is wrong in place, then reads back; Change goes back and Confirm presses."""
    wrong = FORM.model_copy(
        update={
            "revision": 5,
            "fields": (FORM.fields[0].model_copy(update={"error": typed("Vilken dag?")}), *FORM.fields[1:]),
        }
    )
    desk.options = (Option(value="u1", label=typed("Almby skola")), Option(value="u2", label=typed("Vasa")))
    desk.replies = [(FORM,), (wrong,), (READ_BACK,), (FORM,), (READ_BACK,), (CARD,)]
    await anna.command("boka", channel="C1")
    assert await anna.fill({"När": "nån gång"}) == "När: Vilken dag?"
    read = await anna.fill({"När": "torsdag 14", "unit": "Almby skola", "Slag": "Möte"})
    assert read.splitlines()[:3] == ["Boka en lärträff på Alm…", "Boka en lärträff på Almby",
                                     "När: torsdag 15 oktober 14.00"]  # fmt: skip
    assert isinstance(desk.acts[2], Submit)
    assert desk.acts[2].values == {"when": "torsdag 14", "unit": "u1", "kind": "b"}
    assert (desk.acts[2].draft, desk.acts[2].revision) == ("d1", 4)
    assert desk.searches[0].query == "Almby skola"
    assert (desk.searches[0].draft, desk.searches[0].field) == ("d1", "unit")
    assert "När: torsdag" in await anna.press("Ändra")
    await anna.fill({})
    assert "Almby skola\nEn rad" in await anna.press("Bekräfta")
    assert isinstance(desk.acts[-1], Press)
    assert (desk.acts[-1].action, desk.acts[-1].revision) == ("confirm", 5)
    assert anna.form is None
    assert (anna.shown[0].kind, anna.shown[0].channel) == ("ephemeral", "C1")


async def test_form_with_new_revision(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A form that has moved on is shown anew with what is wrong in it: the old one could not be sent."""
    field = FORM.fields[0].model_copy(update={"error": typed("Vilken dag?"), "value": "nån gång"})
    later = FORM.model_copy(update={"revision": 6, "fields": (field,), "intro": typed("Nu gäller detta.")})
    desk.replies = [(FORM,), (later,), (CARD,)]
    await anna.command("boka", channel="C1")
    read = await anna.fill({})
    assert read.splitlines()[1:4] == ["Nu gäller detta.", "När: nån gång", "⚠ Vilken dag?"]
    await anna.fill({"När": "torsdag"})
    assert isinstance(desk.acts[-1], Submit)
    assert desk.acts[-1].revision == 6


async def test_refused_form_is_told_where_it_was_asked_for(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A form answered with a plain no closes, and the no is read in the conversation."""
    desk.replies = [(FORM,), (Say(text=typed("Det är redan gjort.")),)]
    await anna.command("boka", channel="C2")
    assert await anna.fill({}) == "Det är redan gjort."
    assert anna.form is None
    assert anna.shown[0].channel == "C2"


async def test_slow_form(run: Run, desk: ScriptedDesk) -> None:
    """A form whose answer takes long closes in time, and what is wrong is told with a way back to it."""
    anna = (await run(patience=0.05)).person("U1")
    field = FORM.fields[0].model_copy(update={"error": typed("Vilken dag?")})
    desk.replies = [(FORM,), (FORM.model_copy(update={"fields": (field,)}),)]
    await anna.command("boka", channel="C1")
    desk.delay = 0.3
    read = await anna.fill({})
    assert anna.form is None
    assert "Vilken dag?" in read
    assert anna.buttons == ["Öppna formuläret", "Avbryt"]


async def test_replaced_card(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """A card whose button was pressed gives way to the new one, in channels and in the own chat."""
    for channel in ("C1", ""):
        desk.replies = [(CARD,), (Replace(card=Card(title=typed("Flyttad"))),)]
        await anna.say("träffar", channel=channel)
        assert await anna.press("Flytta") == "Flyttad"
        assert "Almby skola" not in [one.screen.split("\n")[0] for one in slack.screens.all]


async def test_bad_buttons(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """A button whose value nobody here made is answered clearly and reaches no desk."""
    await anna.say("hej")
    for value in ("", "v9:x:y:1", "v1:move:abc", "v1:move:abc:many", "<!channel>", "x" * 2000):
        told = await anna.press_value(value, anna.shown[0])
        assert told == "Knappen fungerar inte längre. Skriv ”hjälp” så ser du vad du kan göra."
    assert len(desk.acts) == 1


async def test_home(anna: SlackPerson, desk: ScriptedDesk) -> None:
    """Home shows a page; its buttons open forms and answer in the person's own chat."""
    page = Page(parts=(Say(text=typed("Hej Anna")), CARD))
    desk.replies = [(page,), (FORM,), (Say(text=typed("Flyttad")),)]
    assert await anna.open_home() == "Hej Anna\nAlmby skola\nEn rad <!channel> *b*\n\nNär: tisdag\n[Flytta]"
    assert isinstance(desk.acts[0], Opened)
    assert anna.shown[0].kind == "home"
    await anna.press("Flytta")
    assert anna.form
    assert await anna.fill({}) == "Flyttad"
    assert anna.shown[0].channel == "D1"
    assert desk.acts[1].place.kind is PlaceKind.PERSONAL


async def test_thread(anna: SlackPerson) -> None:
    """A mention in a thread is answered in it."""
    await anna.say("status", channel="C1", thread="7.7")
    assert anna.shown[0].thread == "7.7"


async def test_people_mentioned(anna: SlackPerson, desk: ScriptedDesk, slack: SlackWorkspace) -> None:
    """People mentioned are called by their names, channels by theirs; nobody needs to know Slack's ids."""
    text = "<@UBOT> utse <@U2> och <@U404|okänd> i <#C1|kollegium> &lt;!channel&gt; <!here>"
    await anna.happens({"type": "app_mention", "user": "U1", "channel": "C1", "text": text, "team": "T1"})
    assert isinstance(desk.acts[0], Said)
    assert desk.acts[0].text == "utse Bo Dahl och okänd i #kollegium <!channel> @here"


async def test_unasked(run: Run, desk: ScriptedDesk) -> None:
    """What is sent to a person unasked arrives in their own chat and their inbox."""
    running = await run()
    anna = running.person("U1")
    await running.front.sender.send("slack:T1:U1", None, CARD, "sv")
    assert anna.inbox == ["Almby skola\nEn rad <!channel> *b*\n\nNär: tisdag\n[Flytta]"]
    await anna.say("hej")
    assert anna.screen == "Hej!"
