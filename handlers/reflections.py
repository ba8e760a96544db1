"""Read reflections, as far as their authors let you."""

from __future__ import annotations

from handlers.cards.names import unit_name
from handlers.cards.reflections import reflection_card
from handlers.core.access import may_read
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, ask
from handlers.core.replies import Page, Reply, Say
from handlers.fields.collaborations import Seen
from storage.documents.collaborations import Collaboration
from storage.documents.messages import t, tn
from storage.documents.reflections import Reflection
from storage.store import Equal

SHOWN = 8


class Reflections(Form):
    """Of which collaboration; all where none is named."""

    collaboration: Seen | None = ask(t("Collaboration"), default=None)


@command(
    "reflections",
    sv="reflektioner",
    about=t("Read reflections"),
    example=t("reflections Granliden"),
    reads=True,
    order=60,
)
async def reflections(ctx: Context, form: Reflections) -> Reply:
    """Show the latest reflections that the person may read."""
    found = await _readable(form.collaboration, ctx)
    if not found:
        return Say(text=t("There are no reflections that you can read yet."))
    head = tn("{count} reflection, the latest first", "{count} reflections, the latest first", len(found))
    where = (
        t("{unit}: {head}", unit=await unit_name(form.collaboration, ctx), head=head)
        if form.collaboration
        else head
    )
    return Page(parts=(Say(text=where), *[await reflection_card(one, ctx) for one in found[:SHOWN]]))


async def _readable(only: Collaboration | None, ctx: Context) -> list[Reflection]:
    if only:
        found = await ctx.find(Reflection, Equal("collaboration_id", only.id), order_by="written_at")
    elif ctx.person.coordinates:
        found = await ctx.find(Reflection, order_by="written_at")
    else:
        found = await _of_member(ctx)
    return [
        one
        for one in reversed(found)
        if may_read(ctx.person, one, await ctx.get(Collaboration, one.collaboration_id))
    ]


async def _of_member(ctx: Context) -> list[Reflection]:
    ids = [one.id for one in await ctx.find(Collaboration, Equal("members", ctx.person.id))]
    found = {one.id: one for one in await ctx.find(Reflection, Equal("author_id", ctx.person.id))}
    found |= {one.id: one for one in await ctx.find(Reflection, Equal("readers", ctx.person.id))}
    for collaboration_id in ids:
        own = await ctx.find(Reflection, Equal("collaboration_id", collaboration_id))
        found |= {one.id: one for one in own}
    return sorted(found.values(), key=lambda one: one.written_at)
