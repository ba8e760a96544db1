"""Tells those whom a change of a series concerns, once."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.replies import Card, Fact
from handlers.core.view import View
from handlers.sessions.names import session_unit
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from storage.values.texts import Message, lines, t, tn
from storage.values.times import Brief, Span

MOST_NAMED = 12


async def tell_series(sessions: Sequence[Session], title: Message, facts: Sequence[Fact], act: Act) -> None:
    """Tell the principals, who leads them and partners, but for the one who acts."""
    first = sessions[0]
    collaboration = await act.get(Collaboration, first.collaboration_id)
    concerned = {person for one in sessions for person in one.people}
    if collaboration:
        days = {one.span.start.date() for one in sessions}
        invited = (one for day in days for one in collaboration.invited_on(day))
        concerned |= {*collaboration.others(act.person), *invited}
    unit = Fact(label=t("Unit"), value=await session_unit(first, act))
    await act.letters.tell(sorted(concerned), Card(title=title, facts=(unit, *facts)))


def times(spans: Sequence[Span], view: View) -> Message:
    """Return times under each other, as many as can be read."""
    shown = [t("{when}", when=Brief.of(one, view.today)) for one in spans[:MOST_NAMED]]
    left = len(spans) - MOST_NAMED
    return lines(*shown, *([tn("and {count} more", "and {count} more", left)] if left > 0 else []))
