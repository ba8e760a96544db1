"""Tells those whom a changed session concerns, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.replies import Card, Fact
from handlers.sessions.names import session_unit
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, typed
from storage.documents.sessions import Session


async def tell_change(session: Session, title: Message, facts: Sequence[Fact], act: Act) -> None:
    """Tell the principal and who leads the session, but for the one who changed it."""
    collaboration = await act.get(Collaboration, session.collaboration_id)
    concerned = {*session.people, *(collaboration.others(act.person) if collaboration else ())}
    about = [Fact(label=t("Unit"), value=await session_unit(session, act)), *facts]
    if session.topic:
        about.append(Fact(label=t("Topic"), value=typed(session.topic)))
    await act.letters.tell(sorted(concerned), Card(title=title, facts=tuple(about)))
