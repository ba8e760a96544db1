"""How things stand: all collaborations for who coordinates, one in detail by name, else one's own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from handlers.boards.collaboration import collaboration_card, next_step, reflection_line
from handlers.boards.standing import Standing, standings
from handlers.collaborations.chosen import Seen
from handlers.collaborations.lacking import none_under_way
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import stage_of
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Bar, Chart, Page, Reply, Table
from handlers.core.view import View
from handlers.people.names import people_names
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.store import Equal
from storage.values.texts import Message, named, t, typed

ROWS_AT_ONCE = 20  # about 2 ms


class Status(Form):
    """Which collaboration; an overview where none is named."""

    collaboration: Seen | None = ask(t("Collaboration"), default=None)


@command(
    "status",
    sv="läget",
    about=t("See how things stand"),
    example=t("status {collaboration}", collaboration="Granliden"),
    reads=True,
    order=45,
    also=(
        "vad är läget",
        "what is the status",
        "läget alla",
        "status all",
        "samarbeten",
        "mina samarbeten",
        "alla samarbeten",
        "collaborations",
    ),
)
async def status(view: View, form: Status) -> Reply:
    """Show one in detail, or an overview."""
    if form.collaboration:
        return await collaboration_card(form.collaboration, view)
    own = () if view.person.coordinates else (Equal("members", view.person.id),)
    found = await view.find(Collaboration, *own)
    under_way = [one for one in found if not one.has_ended(view.process)]
    if not under_way:
        return none_under_way(view)
    if not view.person.coordinates and len(under_way) == 1:
        return await collaboration_card(under_way[0], view)
    return Page(parts=(await _overview(under_way, view), _stages(under_way, view)))


async def _overview(under_way: Sequence[Collaboration], view: View) -> Table:
    order = [stage.id for stage in view.process.stages]
    stand = await standings(under_way, view)
    rows = []
    for number, one in enumerate(sorted(under_way, key=lambda one: order.index(one.stage)), start=1):
        rows.append(await _row(one, stand[one.id], view))
        if number % ROWS_AT_ONCE == 0:
            await asyncio.sleep(0)
    return Table(
        title=t("Collaborations under way"),
        columns=(t("Unit"), t("Stage"), t("Pair"), t("Last"), t("Next"), t("Reflection"), t("Next step")),
        rows=tuple(rows),
        empty=t("No collaborations are under way."),
    )


async def _row(one: Collaboration, standing: Standing, view: View) -> tuple[Message, ...]:
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    none = typed("–")
    return (
        typed(await unit_name(one, view)),
        stage_of(one, view),
        await people_names(one.developers, view),
        session_line(last, view) if last else none,
        session_line(coming, view) if coming else none,
        reflection_line(reflection) if reflection else none,
        await next_step(one, standing, view),
    )


def _stages(under_way: Sequence[Collaboration], view: View) -> Chart:
    counts = Counter(one.stage for one in under_way)
    bars = [Bar(label=named(s), value=counts[s.id]) for s in view.process.stages if counts[s.id]]
    return Chart(title=t("Collaborations by stage"), bars=tuple(bars))
