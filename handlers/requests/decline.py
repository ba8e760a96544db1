"""Decline a request, with the reason."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.fields.text import Paragraph
from handlers.requests import undone
from handlers.requests.chosen import Waiting
from storage.documents.people import COORDINATING, Person
from storage.documents.steps import StepKind
from storage.values.texts import t, typed


class Decline(Form):
    """Which request, and why not."""

    request: Waiting = ask(t("Request"))
    reason: Paragraph = ask(t("Reason"), hint=t("The principal will read it. Don't name anyone's health."))


@command(
    "requests decline",
    sv="förfrågningar avböj",
    about=t("Decline a request, with the reason"),
    example=t("requests decline {request} No pair is free this term.", request="Björkängen"),
    who=COORDINATING,
    also=("avböj", "decline"),
    tells=True,
    back=t("Ask for the collaboration anew with “request”."),
    undoing=undone.declined,
)
async def decline(act: Act, form: Decline) -> Reply:
    """Decline and tell the principal why."""
    refused = form.request.decline(form.reason, act.process, now=act.now)
    declined = take_step(StepKind.DECLINED, form.request, refused, act, reason=form.reason)
    name = await unit_name(declined, act)
    principal = await act.need(Person, declined.principal_id)
    told = Card(
        title=t("Your request for {unit} was declined", unit=name),
        facts=(Fact(label=t("Reason"), value=typed(form.reason)),),
    )
    await act.letters.tell([principal.id], told)
    return Replace(card=await act.card_of(declined))
