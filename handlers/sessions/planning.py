"""What to know of times before they count: days off, and what people already have then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from handlers.core.forms import Notice, Suggestion
from handlers.core.view import View
from handlers.fields.when import spans_to_json
from handlers.people.names import person_name
from handlers.sessions.shown import session_line
from handlers.units.names import in_calendar
from handlers.when.days import dropped, flags, moved
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Understood
from storage.documents.people import Unit
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import t
from storage.values.times import Span, instant, instant_text


async def days_off(
    spans: tuple[Span, ...], collaboration: Collaboration | None, view: View
) -> Sequence[Notice]:
    """Tell which fall on red days or in breaks; the last notice offers to move them, or leave them out."""
    unit = await view.get(Unit, collaboration.unit_id) if collaboration else None
    calendar = view.municipality.calendar
    where = (calendar, unit.school_form if unit else "", in_calendar(unit, calendar) if unit else "")
    found = flags(spans, *where)
    if not found:
        return ()
    offers = [
        (t("Move what falls on free days"), moved(spans, found, *where)),
        (t("Leave the free days out"), dropped(spans, found)),
    ]
    suggestions = tuple(
        Suggestion(label, "when", Understood(value=spans_to_json(left))) for label, left in offers if left
    )
    return [*(Notice(flag.text) for flag in found[:-1]), Notice(found[-1].text, suggestions)]


async def clashes(
    spans: Sequence[Span], people: Iterable[str], view: View, *, but: Session | None = None
) -> Sequence[Notice]:
    """Tell who already has a session at one of the times. `but` is the one that is being moved."""
    notices = []
    since = instant_text(instant(min(span.start for span in spans)))
    until = instant_text(instant(max(span.end or span.start for span in spans)))
    for person_id in people:
        await asyncio.sleep(0)
        booked = await view.find(
            Session,
            Equal("people", person_id),
            Equal("state", Held.BOOKED.value),
            NotBefore("ends_at", since),
            Before("starts_at", until),
        )
        others = [one for one in booked if but is None or one.id != but.id]
        clash = next((one for one in others if any(_overlap(one, span) for span in spans)), None)
        if clash:
            name = await person_name(person_id, view)
            notices.append(
                Notice(t("{name} already has {session} then.", name=name, session=session_line(clash, view)))
            )
    return notices


def _overlap(session: Session, span: Span) -> bool:
    return instant(span.start) < session.ends_at and instant(span.end or span.start) > session.starts_at
