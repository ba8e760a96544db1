"""Go on with a series until a day: as often as before, at the same clock, without days off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Reply
from handlers.core.view import View
from handlers.fields.day import LastDay
from handlers.fields.text import NamedLine
from handlers.series.chosen import ASeries, whole_series
from handlers.series.telling import tell_series, times
from handlers.sessions import undone
from handlers.sessions.names import session_unit
from handlers.sessions.planning import at_own_school, clashes
from handlers.units.names import in_calendar
from handlers.when.days import dropped, flags
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, DEVELOPING, Unit
from storage.documents.sessions import Session
from storage.values.texts import Refusal, listed, t, tn
from storage.values.times import Day, Span

MOST = 60  # sessions that are booked at once
WEEK = timedelta(weeks=1)


class Prolong(Form):
    """Which series, until when, and about what."""

    series: ASeries = ask(t("Series"))
    until: LastDay = ask(t("Last day"), hint=t("For example VT28 or 15 December"))
    topic: NamedLine = ask(t("Topic"), default="")

    async def new(self, view: View) -> tuple[list[Session], list[date]]:
        """Return the sessions to be booked, and the days that are left out. Raises Refusal for none."""
        known = await whole_series(self.series, view)
        last = known[-1]
        spans = tuple(_onwards(known, self.until))
        if not spans:
            raise Refusal("The series goes on until then already. Write a later day.")
        if len(spans) > MOST:
            raise Refusal("At most {most} sessions can be booked at once. Write fewer.", most=MOST)
        collaboration = await view.get(Collaboration, last.collaboration_id)
        unit = await view.get(Unit, collaboration.unit_id) if collaboration else None
        calendar = view.municipality.calendar
        off = flags(
            spans, calendar, unit.school_form if unit else "", in_calendar(unit, calendar) if unit else ""
        )
        people = collaboration.developers if collaboration else last.people
        booked = [
            last.model_copy(
                update={
                    "id": new_id(),
                    "version": 0,
                    "span": span,
                    "topic": self.topic,
                    "people": people,
                    "absent": (),
                }
            )
            for span in dropped(spans, off)
        ]
        return booked, [one.span.start.date() for one in off]

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell which are booked and left out, and of clashes. Raises Refusal where none can be."""
        sessions, left_out = await self.new(view)
        collaboration = await view.get(Collaboration, self.series.collaboration_id)
        if collaboration:
            collaboration.open_for_sessions(view.process)
        if not sessions:
            raise Refusal("All days until then are days off. Write a later day.")
        spans, people = [one.span for one in sessions], sessions[0].people
        for wrong in await at_own_school(spans, collaboration, people, view):
            raise Refusal(wrong.key, **wrong.values)
        count = tn("{count} session is booked:", "{count} sessions are booked:", len(sessions))
        days = listed(*(t("{day}", day=Day(day=one)) for one in left_out))
        return [
            Notice(count),
            Notice(times(spans, view)),
            *([Notice(t("Left out: {days}.", days=days))] if left_out else []),
            *await clashes(spans, people, view),
        ]

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Leave out what was not said."""
        return [fact for name, fact in shown.items() if name != "topic" or self.topic]


@command(
    "prolong series",
    sv="förläng serien",
    about=t("Prolong a series of sessions"),
    example=t("prolong series {series} until VT28", series="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    tells=True,
    order=60,
    also=("förläng hela serien", "prolong the series"),
    back=t("Cancel what was added with “cancel series”."),
    undoing=undone.booked,
)
async def prolong(act: Act, form: Prolong) -> Reply:
    """Book them as part of the series, and tell those concerned once."""
    new, _ = await form.new(act)
    booked = [act.save(one) for one in new]
    facts = [Fact(label=t("Times"), value=times([one.span for one in booked], act))]
    count = len(booked)
    told = tn(
        "{name} has booked {count} session", "{name} has booked {count} sessions", count, name=act.person.name
    )
    await tell_series(booked, told, facts, act)
    title = tn(
        "{count} session is booked: {unit}",
        "{count} sessions are booked: {unit}",
        count,
        unit=await session_unit(booked[0], act),
    )
    return Card(title=title, facts=tuple(facts))


def _onwards(known: Sequence[Session], until: date) -> list[Span]:
    """Return the times after the last one, as often as they mostly were: at least some days apart."""
    days = [one.span.start.date() for one in known]
    gaps = Counter(later - earlier for earlier, later in pairwise(days) if later > earlier)
    gap = min(gaps, key=lambda one: (-gaps[one], one)) if gaps else WEEK
    last = known[-1].span
    found: list[Span] = []
    step = gap
    while last.start.date() + step <= until and len(found) <= MOST:
        found.append(Span(start=last.start + step, end=last.end + step if last.end else None))
        step += gap
    return found
