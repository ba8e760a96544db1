"""Ask the principal a question about a request."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Button, Card, Fact, Reply, Say, Style
from handlers.fields.text import Paragraph
from handlers.requests.chosen import Waiting
from storage.documents.people import COORDINATING
from storage.values.texts import t, typed


class AskPrincipal(Form):
    """What the principal is asked about a request."""

    request: Waiting = ask(t("Request"))
    question: Paragraph = ask(t("Question"))


@command(
    "requests ask",
    sv="förfrågningar fråga",
    about=t("Ask the principal about a request"),
    example=t("requests ask {request} Which teams will take part?", request="Björkängen"),
    who=COORDINATING,
    tells=True,
)
async def ask_principal(act: Act, form: AskPrincipal) -> Reply:
    """Send the question to the principal."""
    asked = act.save(form.request.enquire(form.question, act.person, act.process, now=act.now))
    name = await unit_name(asked, act)
    answer = Button(
        label=t("Answer the question"),
        action="requests.answer",
        id=asked.id,
        revision=asked.version,
        style=Style.PRIMARY,
        opens=True,
    )
    card = Card(
        title=t("A question about your request for {unit}", unit=name),
        text=(typed(form.question),),
        facts=(Fact(label=t("From"), value=typed(act.person.name)),),
        buttons=(answer,),
    )
    if await act.letters.tell([asked.principal_id], card):
        return Say(text=t("The question about {unit} is kept. Ask it in another way.", unit=name))
    return Say(text=t("The question about {unit} is sent. The answer comes to you here.", unit=name))
