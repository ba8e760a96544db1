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
from storage.documents.people import Person, Unit
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Message, t, tn, together
from storage.values.times import Day, Span, instant, instant_text

MOST_CLASHES = 5


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


async def at_own_school(
    spans: Sequence[Span], collaboration: Collaboration | None, people: Iterable[str], view: View
) -> Sequence[Message]:
    """Tell who of those who lead works at the unit at the time of a session."""
    unit = await view.get(Unit, collaboration.unit_id) if collaboration else None
    found = []
    for person_id in people if unit else ():
        person = await view.get(Person, person_id)
        days = [span.start.date() for span in spans]
        first = next((one for one in days if person and unit and unit.id in person.units_on(one)), None)
        if person and unit and first:
            said = t(
                "{name} works at {unit} on {day} and can't lead sessions at their own school. "
                "Ask {names} to appoint somebody else.",
                name=person.name,
                unit=unit.name,
                day=Day(day=first),
                names=view.coordinators,
            )
            found.append(said)
    return found


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
    spans: Sequence[Span], people: Iterable[str], view: View, *, but: Sequence[Session] = ()
) -> Sequence[Notice]:
    """Tell who already has which sessions at the times. `but` are those that are being moved."""
    since = instant_text(instant(min(span.start for span in spans)))
    until = instant_text(instant(max(span.end or span.start for span in spans)))
    moved = {one.id for one in but}
    taken: dict[str, list[str]] = {}
    found: dict[str, Session] = {}
    for person_id in people:
        await asyncio.sleep(0)
        booked = await view.find(
            Session,
            Equal("people", person_id),
            Equal("state", Held.BOOKED.value),
            NotBefore("ends_at", since),
            Before("starts_at", until),
        )
        for one in booked:
            if one.id not in moved and any(_overlap(one, span) for span in spans):
                taken.setdefault(one.id, []).append(await person_name(person_id, view))
                found[one.id] = one
    in_order = sorted(found.values(), key=lambda one: one.starts_at)
    return [_clash(taken[one.id], one, view) for one in in_order[:MOST_CLASHES]] + _more(len(in_order))


def _clash(names: Sequence[str], session: Session, view: View) -> Notice:
    line = session_line(session, view)
    if len(names) == 1:
        return Notice(t("{name} already has {session} then.", name=names[0], session=line))
    return Notice(t("{names} already have {session} then.", names=together(names), session=line))


def _more(count: int) -> list[Notice]:
    left = count - MOST_CLASHES
    return [Notice(tn("And {count} more.", "And {count} more.", left))] if left > 0 else []


def _overlap(session: Session, span: Span) -> bool:
    return instant(span.start) < session.ends_at and instant(span.end or span.start) > session.starts_at
