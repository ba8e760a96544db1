"""What a desk shows as a session is booked: its card, the form in each of its states, and what came of it."""

from __future__ import annotations

from handlers.core.replies import Ask, Button, Card, Confirm, Fact, FormField, Input, Option, Reply
from storage.values.texts import typed
from tests.bot.teams.desk import ScriptedDesk
from tests.bot.teams.person import Person

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


async def shows(person: Person, desk: ScriptedDesk, reply: Reply) -> None:
    """Let somebody be shown a reply, and forget the act that led to it."""
    desk.replies = (reply,)
    await person.say("visa")
    desk.acts.clear()
