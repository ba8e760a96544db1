"""Take back a request that one has sent, while it waits."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.requests import undone
from handlers.requests.chosen import OwnRequest
from storage.documents.people import LEADING_A_UNIT
from storage.documents.steps import StepKind
from storage.values.texts import Message, t, typed


class Withdraw(Form):
    """Which request, and why where one wants to say."""

    request: OwnRequest = ask(t("Request"))
    reason: Line = ask(
        t("Reason"), hint=t("Those who coordinate will read it. Don't name anyone's health."), default=""
    )


async def _who_asked(view: View) -> Message | None:
    return t("the principal who asked")


@command(
    "withdraw",
    sv="återkalla",
    about=t("Withdraw your request"),
    example=t("withdraw {request}", request="Almby"),
    who=LEADING_A_UNIT,
    able=_who_asked,
    strangers=True,
    confirms=True,
    order=85,
    also=("dra tillbaka", "återta", "withdraw request", "återkalla förfrågan", "dra tillbaka förfrågan"),
    back=t("Write “request” to ask again."),
    undoing=undone.withdrawn,
)
async def withdraw(act: Act, form: Withdraw) -> Reply:
    """Withdraw it, and tell those who coordinate."""
    taken_back = form.request.withdraw(form.reason, act.process, now=act.now)
    withdrawn = take_step(StepKind.WITHDRAWN, form.request, taken_back, act, reason=form.reason)
    name = await unit_name(withdrawn, act)
    facts = (Fact(label=t("Reason"), value=typed(form.reason)),) if form.reason else ()
    told = Card(
        title=t("{name} has withdrawn the request for {unit}", name=act.person.name, unit=name), facts=facts
    )
    await act.letters.tell([one.id for one in await act.who_coordinates()], told)
    return Replace(card=await act.card_of(withdrawn))
