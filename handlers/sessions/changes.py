"""Tells those whom a changed session concerns, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.replies import Card, Fact
from handlers.sessions.names import session_unit
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from storage.values.texts import Message, t, typed


async def tell_change(session: Session, title: Message, facts: Sequence[Fact], act: Act) -> None:
    """Tell the principals, who leads the session and partners, but for the one who changed it."""
    collaboration = await act.get(Collaboration, session.collaboration_id)
    concerned = {*session.people}
    if collaboration:
        concerned |= {*collaboration.others(act.person), *collaboration.invited_on(session.span.start.date())}
    about = [Fact(label=t("Unit"), value=await session_unit(session, act)), *facts]
    if session.topic:
        about.append(Fact(label=t("Topic"), value=typed(session.topic)))
    await act.letters.tell(sorted(concerned), Card(title=title, facts=tuple(about)))
