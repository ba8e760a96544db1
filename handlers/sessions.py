"""The sessions of the one who asks: this week and to come."""

from __future__ import annotations

from datetime import timedelta

from handlers.cards.sessions import session_table
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form
from handlers.core.replies import Button, Page, Reply, Say, Table
from storage.documents.collaborations import Collaboration
from storage.documents.messages import t
from storage.documents.sessions import Held, Session
from storage.documents.times import Week, instant_text
from storage.store import Equal, NotBefore

SHOWN = 20


class Sessions(Form):
    """Nothing is asked."""


@command(
    "sessions",
    sv="träffar",
    about=t("See your sessions"),
    example=t("sessions"),
    reads=True,
    order=50,
)
async def sessions(ctx: Context, form: Sessions) -> Reply:
    """Show this week's sessions and those to come."""
    week = Week.of(ctx.today)
    mine = await _from(ctx)
    this = [one for one in mine if Week.of(one.span.start.date()) == week]
    coming = [one for one in mine if Week.of(one.span.start.date()) != week]
    if not mine:
        return Say(text=t("You have no sessions booked."))
    now = await session_table(this, ctx, title=t("This week, {week}", week=week))
    later = await session_table(coming[:SHOWN], ctx, title=t("To come"))
    return Page(
        parts=(now.model_copy(update={"empty": t("Nothing this week.")}), *_later(later, coming, ctx))
    )


def _later(table: Table, coming: list[Session], ctx: Context) -> tuple[Table, ...]:
    buttons: tuple[Button, ...] = ()
    if ctx.person.develops or ctx.person.coordinates:
        buttons = (
            Button(label=t("Log reflection"), action="reflect", opens=True),
            Button(label=t("Move a session"), action="move", opens=True),
            Button(label=t("Cancel a session"), action="cancel", opens=True),
        )
    if len(coming) > SHOWN:
        title = t("To come, the first {count} of {all}", count=SHOWN, all=len(coming))
        table = table.model_copy(update={"title": title})
    return (table.model_copy(update={"buttons": buttons, "empty": t("Nothing more is booked.")}),)


async def _from(ctx: Context) -> list[Session]:
    monday = ctx.local_now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
        days=ctx.today.weekday()
    )
    since = NotBefore("ends_at", instant_text(monday))
    booked = Equal("state", Held.BOOKED.value)
    if ctx.person.coordinates:
        return await ctx.find(Session, booked, since, order_by="starts_at")
    found = {one.id: one for one in await ctx.find(Session, Equal("people", ctx.person.id), booked, since)}
    for collaboration in await ctx.find(Collaboration, Equal("members", ctx.person.id)):
        own = await ctx.find(Session, Equal("collaboration_id", collaboration.id), booked, since)
        found |= {one.id: one for one in own}
    return sorted(found.values(), key=lambda one: one.starts_at)
