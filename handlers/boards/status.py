"""How things stand: all collaborations for who coordinates, one in detail by name, else one's own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.boards.collaboration import collaboration_card, next_step, reflection_line
from handlers.boards.posts import ending_table
from handlers.boards.standing import AT_ONCE, standing_of, with_sessions_to_come
from handlers.boards.turns import Turn, button_of, turn_of, whose
from handlers.boards.wanted import STATES, wanted
from handlers.collaborations.chosen import Seen
from handlers.collaborations.lacking import none_under_way
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import stage_of
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.left_over import named as not_used
from handlers.core.lists import WIDE, choice_of, nothing_found, page_of, paged, titled
from handlers.core.replies import Bar, Chart, Page, Reply, Say, Table
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.names import people_names
from handlers.sessions.shown import session_line
from storage.documents.collaborations import Collaboration
from storage.store import Equal
from storage.values.texts import Message, named, t, tn, typed

MOST_BUTTONS = 5
MOST_LATE = 10


class Status(Form):
    """Which collaborations; an overview of those under way where nothing is said."""

    collaboration: Seen | None = ask(t("Collaboration"), default=None)
    wanted: Line = ask(
        t("Which ones"), hint=t("For example late, paused, preschools, a name or HT26."), default=""
    )


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
        "my collaborations",
        "alla samarbeten",
        "collaborations",
    ),
)
async def status(view: View, form: Status) -> Reply | tuple[Reply, ...]:
    """Show one in detail, or an overview: what is late and waits for somebody first."""
    if form.collaboration:
        card = await collaboration_card(form.collaboration, view)
        return (card, Say(text=not_used(form.wanted))) if form.wanted else card
    own = () if view.person.coordinates else (Equal("members", view.person.id),)
    found = await view.find(Collaboration, *own)
    under_way = [one for one in found if not one.has_ended(view.process)]
    if not under_way and not form.wanted:
        return none_under_way(view)
    board = await _Board.of(under_way, view)
    if form.wanted:
        return await _sifted(form.wanted, found, board, view)
    if not view.person.coordinates and len(under_way) == 1:
        return await collaboration_card(under_way[0], view)
    listed = await board.listed(t("Collaborations under way"), view)
    parts, left = (listed.parts, listed.left) if isinstance(listed, Page) else ((listed,), 0)
    if view.page:
        return listed
    attention = (*await board.attention(view), *await ending_table(view))
    return Page(parts=(*attention, *parts, _stages(under_way, view)), left=left)


@dataclass(frozen=True)
class _Board:
    """Collaborations with where each stands and whose turn it is, what is late first, then what waits."""

    shown: Sequence[Collaboration]
    turns: dict[str, Turn]

    @classmethod
    async def of(cls, shown: Sequence[Collaboration], view: View) -> _Board:
        order = {stage.id: place for place, stage in enumerate(view.process.stages)}
        booked = await with_sessions_to_come(shown, view)
        turns = {}
        for number, one in enumerate(shown, start=1):
            turns[one.id] = await turn_of(one, view, booked=one.id in booked)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
        ordered = sorted(shown, key=lambda one: (-turns[one.id].weeks, order[one.stage]))
        return cls(ordered, turns)

    async def attention(self, view: View) -> tuple[Table, ...]:
        """Return what is late most, with whose turn it is and the button that does it; nothing for none."""
        late = [one for one in self.shown if self.turns[one.id].weeks]
        if not late:
            return ()
        most = late[:MOST_LATE]
        buttons = [await button_of(one, self.turns[one.id], view) for one in most[:MOST_BUTTONS]]
        table = Table(
            title=tn("{count} collaboration is late", "{count} collaborations are late", len(late)),
            columns=(t("Unit"), t("Stage"), t("Late"), t("Whose turn"), t("What")),
            rows=tuple([await self._late(one, view) for one in most]),
            empty=t("Nothing is late."),
            buttons=tuple(one for one in buttons if one),
        )
        return (table,)

    async def listed(self, title: Message, view: View) -> Page | Table:
        """Return a row for each on the page that is looked at."""
        shown = page_of(self.shown, WIDE, view)
        rows = []
        for one in shown:
            rows.append(await _row(one, self.turns[one.id], view))
            await asyncio.sleep(0)
        table = Table(
            title=title,
            columns=(t("Unit"), t("Stage"), t("Pair"), t("Last"), t("Next"), t("Reflection"), t("Next step")),
            rows=tuple(rows),
            empty=t("No collaborations are under way."),
        )
        return paged(
            table, len(self.shown), WIDE, t("write “status” and a name or a state to see fewer."), view
        )

    async def _late(self, one: Collaboration, view: View) -> tuple[Message, ...]:
        turn = self.turns[one.id]
        none = typed("–")
        return (
            typed(await unit_name(one, view)),
            stage_of(one, view),
            turn.late or none,
            await whose(turn, view) or none,
            turn.what,
        )


async def _sifted(text: str, found: Sequence[Collaboration], board: _Board, view: View) -> Reply:
    """Show those that are asked for: one in detail, several as a table."""
    sought = await wanted(text, found, board.turns, view)
    if not sought:
        choices = (
            choice_of(
                t("How it stands"), [typed(one.names[0 if view.language == "sv" else -1]) for one in STATES]
            ),
            choice_of(t("School form"), [named(one) for one in view.process.school_forms]),
        )
        return nothing_found(text, "status", choices, view, things=t("collaborations"))
    if len(sought) == 1:
        return await collaboration_card(sought[0], view)
    title = titled(tn("{count} collaboration", "{count} collaborations", len(sought)), text)
    return await (await _Board.of(sought, view)).listed(title, view)


async def _row(one: Collaboration, turn: Turn, view: View) -> tuple[Message, ...]:
    standing = await standing_of(one, view)
    last, coming, reflection = standing.last, standing.coming, standing.reflection
    none = typed("–")
    return (
        typed(await unit_name(one, view)),
        stage_of(one, view),
        await people_names(one.developers, view),
        session_line(last, view) if last else none,
        session_line(coming, view) if coming else none,
        reflection_line(reflection) if reflection else none,
        next_step(one, standing, turn, view),
    )


def _stages(under_way: Sequence[Collaboration], view: View) -> Chart:
    counts = Counter(one.stage for one in under_way)
    bars = [Bar(label=named(s), value=counts[s.id]) for s in view.process.stages if counts[s.id]]
    return Chart(title=t("Collaborations by stage"), bars=tuple(bars))
