"""The bot's Home: what waits for you, and the buttons you need most."""

from __future__ import annotations

from handlers.cards.sessions import session_table
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form
from handlers.core.replies import Button, Card, Page, Reply, Style
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, tn
from storage.documents.people import Role
from storage.documents.sessions import Held, Session
from storage.documents.times import instant_text
from storage.store import Equal, NotBefore

SHOWN = 5


class Home(Form):
    """Nothing is asked."""


@command(
    "home",
    sv="hem",
    about=t("See what waits for you"),
    example=t("home"),
    strangers=True,
    reads=True,
    order=92,
)
async def home(ctx: Context, form: Home) -> Reply:
    """Greet, and show the next sessions."""
    if ctx.known and not ctx.person.approved:
        waiting = t("Your request is waiting already. {names} will come back to you.", names=ctx.coordinators)
        return _welcome(waiting, ctx)
    if not ctx.known:
        return _welcome(t("Here you ask for a collaboration with the quality developers."), ctx)
    booked = await ctx.find(
        Session,
        Equal("people", ctx.person.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("ends_at", instant_text(ctx.now)),
        order_by="starts_at",
        limit=SHOWN,
    )
    head = _welcome(await _waiting(ctx), ctx)
    if not ctx.person.develops:
        return head
    return Page(parts=(head, await session_table(booked, ctx, title=t("Your next sessions"))))


async def _waiting(ctx: Context) -> Message:
    if ctx.person.coordinates:
        count = len(await ctx.find(Collaboration, Equal("stage", "requested")))
        return tn("{count} request is waiting.", "{count} requests are waiting.", count)
    mine = await ctx.find(Collaboration, Equal("members", ctx.person.id))
    under_way = sum(not ctx.process.stage(one.stage).ended for one in mine)
    if not under_way:
        return t("You take part in no collaboration right now.")
    return tn(
        "You take part in {count} collaboration.", "You take part in {count} collaborations.", under_way
    )


def _welcome(text: Message, ctx: Context) -> Card:
    buttons = []
    if ctx.person.coordinates:
        buttons.append(Button(label=t("See the requests"), action="requests", style=Style.PRIMARY))
        buttons.append(Button(label=t("Preview the digest"), action="digest"))
    if ctx.person.develops:
        buttons.append(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, opens=True))
        buttons.append(Button(label=t("Book a session"), action="book", opens=True))
    if ctx.person.has(Role.PRINCIPAL) or not ctx.known:
        buttons.append(Button(label=t("Ask for a collaboration"), action="request", opens=True))
    if ctx.known and ctx.person.approved:
        buttons.append(Button(label=t("See the status"), action="status"))
    buttons.append(Button(label=t("Help"), action="help"))
    title = t("Hello {name}", name=ctx.person.name) if ctx.person.name else t("Hello")
    return Card(title=title, text=(text,), buttons=tuple(buttons))
