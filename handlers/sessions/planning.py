"""What to know of times before they count: days off, and what people already have then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.core.forms import Notice, Suggestion
from handlers.core.view import View
from handlers.fields.when import Spans
from handlers.people.names import person_name
from handlers.sessions.shown import session_line
from handlers.units.names import in_calendar
from handlers.when.days import Flag, dropped, flags, moved, weekend_days
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Understood
from storage.documents.people import Unit
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Message, t
from storage.values.times import Day, Span, instant, instant_text


async def days_off(times: Spans, collaboration: Collaboration | None, view: View) -> Sequence[Notice]:
    """Tell which fall on red days, in breaks or at weekends.

    What else can be done about days off is offered. Of a series they are left out, if nothing else is chosen.
    """
    spans = times.spans
    unit = await view.get(Unit, collaboration.unit_id) if collaboration else None
    calendar = view.municipality.calendar
    where = (calendar, unit.school_form if unit else "", in_calendar(unit, calendar) if unit else "")
    found = flags(spans, *where)
    notices = [*_weekend(spans, found)]
    if not found:
        return notices
    later = moved(spans, found, *where, until=times.until)
    notices += [Notice(flag.text) for flag in found]
    notices[-1] = Notice(found[-1].text, tuple(_suggestions(times, found, later)))
    if later is None and not times.as_they_are:
        notices.append(Notice(_why_not(times.until)))
    return notices


def _weekend(spans: tuple[Span, ...], found: Sequence[Flag]) -> Iterator[Notice]:
    days = weekend_days(spans, found)
    if len(days) == 1:
        yield Notice(t("{day} is at a weekend.", day=Day(day=days[0])))
    elif days:
        yield Notice(t("{count} of the days are at weekends.", count=len(days)))


def _suggestions(times: Spans, found: Sequence[Flag], later: tuple[Span, ...] | None) -> Iterator[Suggestion]:
    """Yield what can be done about days off; of a series, leaving them out is what is meant."""
    left = dropped(times.spans, found)
    off = tuple(flag.span.start.date() for flag in found)
    if left:
        without = replace(times, spans=left, left_out=tuple(sorted({*times.left_out, *off})))
        label = t("Leave the free days out")
        yield Suggestion(label, "when", Understood(value=without.kept()), meant=not times.as_they_are)
    if later:
        elsewhere = replace(times, spans=later)
        yield Suggestion(t("Move what falls on free days"), "when", Understood(value=elsewhere.kept()))
    if left and not times.as_they_are:
        as_they_are = replace(times, as_they_are=True)
        yield Suggestion(t("Keep the free days"), "when", Understood(value=as_they_are.kept()))


def _why_not(until: date | None) -> Message:
    if until:
        return t("They can't be moved: no other week until {day} is free.", day=Day(day=until))
    return t("They can't be moved: no week near them is free.")


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
