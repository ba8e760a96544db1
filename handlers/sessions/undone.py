"""How booking, moving and cancelling sessions is undone."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.replies import Fact
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.fields.when import label_of
from handlers.sessions.access import may_change
from handlers.sessions.names import session_unit
from handlers.sessions.planning import clashes
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from storage.values.texts import Message, Refusal, lines, t, tn, typed
from storage.values.times import instant

MOST_NAMED = 10


async def _check_booked(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the sessions could not be cancelled."""
    for one in of_kind(Session, changes):
        await _check_right(one.document, view)
        one.document.is_open()
    return ()


async def _check_moved(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the session could not be moved to the time that it had; tell of clashes then."""
    before, after = _both(changes)
    collaboration = await _check_right(after, view)
    if instant(before.span.start) <= view.now:
        raise Refusal("The time that the session had before has passed.")
    if collaboration:
        collaboration.open_for_sessions(view.process)
    after.move(before.span, now=view.now)
    return await clashes([before.span], before.people, view, but=[before])


async def _check_cancelled(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the session could not be booked; tell of clashes with it."""
    before, after = _both(changes)
    collaboration = await _check_right(after, view)
    if collaboration:
        collaboration.open_for_sessions(view.process)
    return await clashes([before.span], before.people, view, but=[before])


async def _check_logged(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the session is not the reader's to change."""
    for one in of_kind(Session, changes):
        await _check_right(one.document, view)
    return ()


async def _said_of_logged(changes: Changes, view: View) -> Undone:
    (one,) = of_kind(Session, changes)
    return Undone(
        own=t("The session is no longer logged"),
        others=t("{name} has undone the logging of a session", name=view.person.name),
        facts=await _facts(one.document, [_time(t("Time"), one.document)], view),
    )


async def _check_changed(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the session could not be changed now; tell of clashes with how it was."""
    before, after = _both(changes)
    await _check_right(after, view)
    after.is_open()
    return await clashes([before.span], before.people, view, but=[before])


async def _check_right(session: Session, view: View) -> Collaboration | None:
    collaboration = await view.get(Collaboration, session.collaboration_id)
    if not may_change(view.person, session, collaboration):
        raise Refusal("That session is not one of yours.")
    return collaboration


async def _said_of_booked(changes: Changes, view: View) -> Undone:
    sessions = [one.document for one in of_kind(Session, changes)]
    count, name = len(sessions), view.person.name
    when = [label_of(tuple(one.span for one in sessions[:MOST_NAMED]))]
    left = count - MOST_NAMED
    when += [tn("and {count} more", "and {count} more", left)] if left > 0 else []
    if count == 1:
        own, others = t("The booking is undone"), t("{name} has undone a booking", name=name)
    else:
        own = t("{count} bookings are undone", count=count)
        others = t("{name} has undone {count} bookings", name=name, count=count)
    return Undone(
        own=own,
        others=others,
        facts=await _facts(sessions[0], [Fact(label=t("When"), value=lines(*when))], view),
    )


async def _said_of_moved(changes: Changes, view: View) -> Undone:
    before, after = _both(changes)
    times = [_time(t("Holds again"), before), _time(t("Holds no longer"), after)]
    return Undone(
        own=t("The move is undone"),
        others=t("{name} has undone the move of a session", name=view.person.name),
        facts=await _facts(before, times, view),
    )


async def _said_of_cancelled(changes: Changes, view: View) -> Undone:
    before, _ = _both(changes)
    return Undone(
        own=t("The cancellation is undone"),
        others=t("{name} has undone a cancellation, so the session takes place", name=view.person.name),
        facts=await _facts(before, [_time(t("Time"), before)], view),
    )


async def _said_of_changed(changes: Changes, view: View) -> Undone:
    before, _ = _both(changes)
    return Undone(
        own=t("The change is undone"),
        others=t("{name} has undone a change of a session", name=view.person.name),
        facts=await _facts(before, [_time(t("Time"), before)], view),
    )


async def _said_of_absent(changes: Changes, view: View) -> Undone:
    before, _ = _both(changes)
    return Undone(
        own=t("You come after all"),
        others=t("{name} comes to the session after all", name=view.person.name),
        facts=await _facts(before, [_time(t("Time"), before)], view),
    )


async def _facts(session: Session, times: Sequence[Fact], view: View) -> tuple[Fact, ...]:
    unit = Fact(label=t("Unit"), value=await session_unit(session, view))
    topic = [Fact(label=t("Topic"), value=typed(session.topic))] if session.topic else []
    return (unit, *times, *topic)


def _time(label: Message, session: Session) -> Fact:
    return Fact(label=label, value=t("{when}", when=session.span))


def _both(changes: Changes) -> tuple[Session, Session]:
    """Return the one session that was changed, before and after. Raises ValueError where it is not one."""
    (one,) = of_kind(Session, changes)
    if one.before is None or one.after is None:
        raise ValueError("the session was made or removed")
    return one.before, one.after


booked = Undoing(_check_booked, _said_of_booked)
moved = Undoing(_check_moved, _said_of_moved)
cancelled = Undoing(_check_cancelled, _said_of_cancelled)
changed = Undoing(_check_changed, _said_of_changed)
absent = Undoing(_check_changed, _said_of_absent)
logged = Undoing(_check_logged, _said_of_logged)
