"""Take back a request that one has sent, while it waits."""

from __future__ import annotations

from handlers.cards.collaborations import collaboration_card
from handlers.cards.names import unit_name
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.fields.collaborations import OwnRequest
from handlers.fields.text import Line
from storage.documents.messages import t, typed
from storage.documents.people import Role


class Withdraw(Form):
    """Which request, and why where one wants to say."""

    request: OwnRequest = ask(t("Request"))
    reason: Line = ask(t("Reason"), hint=t("Those who coordinate will read it."), default="")


@command(
    "withdraw",
    sv="återkalla",
    about=t("Withdraw your request"),
    example=t("withdraw Almby"),
    who={Role.PRINCIPAL},
    strangers=True,
    confirms=True,
    order=85,
    also=("dra tillbaka", "återta", "withdraw request", "återkalla förfrågan", "dra tillbaka förfrågan"),
)
async def withdraw(ctx: Context, form: Withdraw) -> Reply:
    """Withdraw it, and tell those who coordinate."""
    withdrawn = ctx.save(form.request.withdraw(form.reason, now=ctx.now))
    name = await unit_name(withdrawn, ctx)
    facts = (Fact(label=t("Reason"), value=typed(form.reason)),) if form.reason else ()
    told = Card(
        title=t("{name} has withdrawn the request for {unit}", name=ctx.person.name, unit=name), facts=facts
    )
    await ctx.tell([one.id for one in await ctx.who_coordinates()], told)
    return Replace(card=await collaboration_card(withdrawn, ctx))
