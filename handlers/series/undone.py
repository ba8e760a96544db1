"""How cancelling and moving a series is undone."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.replies import Fact
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.series.telling import times
from handlers.sessions.access import may_change
from handlers.sessions.names import session_unit
from handlers.sessions.planning import clashes
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t, tn
from storage.values.times import instant


def _before(changes: Changes) -> list[Session]:
    return [one.before for one in of_kind(Session, changes) if one.before]


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where they could not be booked as they were; tell of clashes."""
    before = _before(changes)
    collaboration = await view.get(Collaboration, before[0].collaboration_id)
    if not all(may_change(view.person, one, collaboration) for one in before):
        raise Refusal("That session is not one of yours.")
    if collaboration:
        collaboration.open_for_sessions(view.process)
    return await clashes([one.span for one in before], before[0].people, view, but=before)


async def _check_moved(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where one of the old times has passed, or as `_check`."""
    if any(instant(one.span.start) <= view.now for one in _before(changes)):
        raise Refusal("The time that the session had before has passed.")
    return await _check(changes, view)


async def _said_of_cancelled(changes: Changes, view: View) -> Undone:
    before = _before(changes)
    return Undone(
        own=tn("{count} session takes place again", "{count} sessions take place again", len(before)),
        others=tn(
            "{name} has undone a cancellation, so {count} session takes place",
            "{name} has undone a cancellation, so {count} sessions take place",
            len(before),
            name=view.person.name,
        ),
        facts=await _facts(before, view),
    )


async def _said_of_moved(changes: Changes, view: View) -> Undone:
    before = _before(changes)
    return Undone(
        own=tn(
            "The move of {count} session is undone", "The move of {count} sessions is undone", len(before)
        ),
        others=tn(
            "{name} has undone the move of {count} session",
            "{name} has undone the move of {count} sessions",
            len(before),
            name=view.person.name,
        ),
        facts=await _facts(before, view),
    )


async def _facts(before: Sequence[Session], view: View) -> tuple[Fact, ...]:
    when = Fact(label=t("Holds again"), value=times([one.span for one in before], view))
    return (Fact(label=t("Unit"), value=await session_unit(before[0], view)), when)


cancelled = Undoing(_check, _said_of_cancelled)
moved = Undoing(_check_moved, _said_of_moved)
"""How each is undone."""
