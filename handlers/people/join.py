"""Ask to be let in: what somebody does who works with this, and whom nobody knows here."""

from __future__ import annotations

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.newcomers import keep_newcomer
from handlers.core.replies import Reply, Say
from handlers.core.subjects import OTHER
from handlers.core.view import seen_by
from handlers.people.shown import person_card
from storage.values.texts import t

subject = OTHER


class Join(Form):
    """Nothing is asked."""


@command(
    "join",
    sv="släpp in mig",
    about=t("I work with this"),
    example=t("join"),
    who=(),
    strangers=True,
    tells=True,
    order=20,
    also=(
        "let me in",
        "jag jobbar med det här",
        "jag jobbar med detta",
        "jag arbetar med detta",
        "i work here",
    ),
)
async def join(act: Act, form: Join) -> Reply:
    """Keep who asks, and tell those who coordinate, once."""
    if act.known:
        return Say(text=t("I have told {names} already. You will hear from me here.", names=act.coordinators))
    person = keep_newcomer(act.person, act)
    for coordinator in await act.who_coordinates():
        card = await person_card(person, seen_by(coordinator, act))
        asks = card.model_copy(update={"title": t("{name} works with this and asks in", name=person.name)})
        await act.letters.tell([coordinator.id], asks)
    return Say(
        text=t(
            "I have told {names} that you work with this. You will hear from me here.", names=act.coordinators
        )
    )
