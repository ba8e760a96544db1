"""Where collaborations stand: what was last and what is next, without reading all that there has been."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from handlers.core.view import View
from handlers.reflections.access import may_read
from handlers.sessions.agenda import SessionEntry
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.times import instant_text

D = TypeVar("D", Session, Reflection)
NEAR = timedelta(weeks=3)
LOOK_BACK = (NEAR, timedelta(days=120), None)
JUST_AFTER = timedelta(microseconds=1)
NEXT_EACH = 2
FEW = 30
AT_ONCE = 20  # collaborations before others get their turn: about 2 ms


@dataclass(frozen=True)
class Standing:
    """Where a collaboration stands: its latest session, its next one and its latest reflection."""

    last: Session | None
    coming: Session | None
    reflection: Reflection | None


async def standing_of(collaboration: Collaboration, view: View) -> Standing:
    """Return where it stands, with the latest reflection that the one who asks may read."""
    return Standing(
        last=await _last_session(collaboration, view),
        coming=await _next_session(collaboration, view),
        reflection=await _last_reflection(collaboration, view),
    )


async def with_sessions_to_come(collaborations: Sequence[Collaboration], view: View) -> set[str]:
    """Return the ids of those that have a session to come; of many, what is near is read in one go."""
    now = instant_text(view.now + JUST_AFTER)
    coming: set[str] = set()
    if len(collaborations) > FEW:
        most = NEXT_EACH * len(collaborations)
        near = await view.find(SessionEntry, NotBefore("ends_at", now), order_by="ends_at", limit=most)
        coming = {one.collaboration_id for one in near if one.collaboration_id and one.state is Held.BOOKED}
    for number, one in enumerate(collaborations, start=1):
        if one.id not in coming and await _next_session(one, view):
            coming.add(one.id)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    return coming


async def _next_session(collaboration: Collaboration, view: View) -> Session | None:
    """Return the next booked session that has not ended."""
    found = await view.find(
        Session,
        Equal("collaboration_id", collaboration.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("ends_at", instant_text(view.now + JUST_AFTER)),
        order_by="ends_at",
        limit=1,
    )
    return found[0] if found else None


async def _last_session(collaboration: Collaboration, view: View) -> Session | None:
    """Return the latest session that has ended and was not cancelled."""
    async for session in _latest(Session, "ends_at", collaboration, view):
        if session.state is not Held.CANCELLED:
            return session
    return None


async def _last_reflection(collaboration: Collaboration, view: View) -> Reflection | None:
    """Return the latest reflection that the one who asks may read."""
    async for reflection in _latest(Reflection, "written_at", collaboration, view):
        if may_read(view.person, reflection, collaboration):
            return reflection
    return None


async def _latest(kind: type[D], field: str, collaboration: Collaboration, view: View) -> AsyncIterator[D]:
    """Yield what a collaboration has up to now, the latest first, reading no further back than is asked."""
    until = instant_text(view.now + JUST_AFTER)
    for back in LOOK_BACK:
        since = instant_text(view.now - back) if back else ""
        found = await view.find(
            kind,
            Equal("collaboration_id", collaboration.id),
            NotBefore(field, since),
            Before(field, until),
            order_by=field,
        )
        for one in reversed(found):
            yield one
        until = since
