"""How things stand: all collaborations for who coordinates, one in detail by name, else one's own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from handlers.cards.collaborations import (
    collaboration_card,
    next_step,
    reflection_line,
    stage_of,
)
from handlers.cards.names import people_names, unit_name
from handlers.cards.sessions import session_line
from handlers.cards.standing import Standing, standings
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, ask
from handlers.core.replies import Bar, Chart, Page, Reply, Say, Table
from handlers.fields.collaborations import Seen
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, named, t, typed
from storage.store import Equal

ROWS_AT_ONCE = 20  # about 2 ms


class Status(Form):
    """Which collaboration; an overview where none is named."""

    collaboration: Seen | None = ask(t("Collaboration"), default=None)


@command(
    "status",
    sv="läget",
    about=t("See how things stand"),
    example=t("status Granliden"),
    reads=True,
    order=45,
    also=("läget alla", "status all", "samarbeten", "mina samarbeten", "alla samarbeten", "collaborations"),
)
async def status(ctx: Context, form: Status) -> Reply:
    """Show one in detail, or an overview."""
    if form.collaboration:
        return await collaboration_card(form.collaboration, ctx)
    own = () if ctx.person.coordinates else (Equal("members", ctx.person.id),)
    found = await ctx.find(Collaboration, *own)
    under_way = [one for one in found if not ctx.process.stage(one.stage).ended]
    if not under_way:
        return Say(text=t("No collaborations are under way."))
    if not ctx.person.coordinates and len(under_way) == 1:
        return await collaboration_card(under_way[0], ctx)
    return Page(parts=(await _overview(under_way, ctx), _stages(under_way, ctx)))


async def _overview(under_way: Sequence[Collaboration], ctx: Context) -> Table:
    order = [stage.id for stage in ctx.process.stages]
    stand = await standings(under_way, ctx)
    rows = []
    for number, one in enumerate(sorted(under_way, key=lambda one: order.index(one.stage)), start=1):
        rows.append(await _row(one, stand[one.id], ctx))
        if number % ROWS_AT_ONCE == 0:
            await asyncio.sleep(0)
    return Table(
        title=t("Collaborations under way"),
        columns=(t("Unit"), t("Stage"), t("Pair"), t("Last"), t("Next"), t("Reflection"), t("Next step")),
        rows=tuple(rows),
        empty=t("No collaborations are under way."),
    )


async def _row(one: Collaboration, standing: Standing, ctx: Context) -> tuple[Message, ...]:
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    none = typed("–")
    return (
        typed(await unit_name(one, ctx)),
        stage_of(one, ctx),
        await people_names(one.developers, ctx),
        session_line(last, ctx) if last else none,
        session_line(coming, ctx) if coming else none,
        reflection_line(reflection) if reflection else none,
        await next_step(one, standing, ctx),
    )


def _stages(under_way: Sequence[Collaboration], ctx: Context) -> Chart:
    counts = Counter(one.stage for one in under_way)
    bars = [Bar(label=named(s), value=counts[s.id]) for s in ctx.process.stages if counts[s.id]]
    return Chart(title=t("Collaborations by stage"), bars=tuple(bars))
