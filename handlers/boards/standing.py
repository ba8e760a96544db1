"""Where collaborations stand: what was last and what is next, without reading all that there has been."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from handlers.core.view import View
from handlers.reflections.access import may_read
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.documents.times import instant_text
from storage.store import Before, Equal, NotBefore

D = TypeVar("D", Session, Reflection)
NEAR = timedelta(weeks=3)
LOOK_BACK = (NEAR, timedelta(days=120), None)
JUST_AFTER = timedelta(microseconds=1)
NEXT_EACH = 2
FEW = 30


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


async def standings(collaborations: Iterable[Collaboration], view: View) -> dict[str, Standing]:
    """Return where each one stands, by its id; of many, what is near is read in one go."""
    by_id = {one.id: one for one in collaborations}
    if len(by_id) <= FEW:
        return {key: await standing_of(one, view) for key, one in by_id.items()}
    since, now, long_since = (instant_text(view.now + days) for days in (-NEAR, JUST_AFTER, -2 * NEAR))
    ended = await view.find(Session, NotBefore("ends_at", since), Before("ends_at", now), order_by="ends_at")
    next_ones = await view.find(
        Session, NotBefore("ends_at", now), order_by="ends_at", limit=NEXT_EACH * len(by_id)
    )
    written = await view.find(Reflection, NotBefore("written_at", long_since), order_by="written_at")
    last = {one.collaboration_id: one for one in ended if one.state is not Held.CANCELLED}
    coming = {one.collaboration_id: one for one in reversed(next_ones) if one.state is Held.BOOKED}
    read = {
        one.collaboration_id: one
        for one in written
        if (about := by_id.get(one.collaboration_id or "")) and may_read(view.person, one, about)
    }
    return {
        key: Standing(
            last=last.get(key) or await _last_session(one, view),
            coming=coming.get(key) or await _next_session(one, view),
            reflection=read.get(key) or await _last_reflection(one, view),
        )
        for key, one in by_id.items()
    }


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
