"""Move the sessions of a series to another weekday or clock, or so much later; all or from a day on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, Problem, Read, ask
from handlers.core.replies import Card, Fact, Reply
from handlers.core.view import View
from handlers.fields.corrected_time import as_long_as, correct
from handlers.fields.text import bare
from handlers.fields.when import Spans, WhenKind, check_coming
from handlers.series import undone
from handlers.series.chosen import ASeries, FromDay, from_on
from handlers.series.telling import tell_series, times
from handlers.sessions.names import session_unit
from handlers.sessions.planning import at_own_school, clashes, days_off
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t, tn
from storage.values.times import Span

_DAYS = re.compile(r"\b(?P<day>(?:mån|tis|ons|tors|fre|lör|sön)dag)ar(?:na)?\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b", re.IGNORECASE)
_TO = re.compile(r"(?:till|to)\s+", re.IGNORECASE)


class NewTimesKind(WhenKind):
    """The new time of the next session of a series, which says how each of them is moved."""

    def __init__(self, old: Span | None = None) -> None:
        """Say when the next session is at present, once the series is known."""
        super().__init__(most=1)
        self.moved = old

    def beside(self, values: Mapping[str, Any]) -> WhenKind:
        """Return the kind as it is beside the series that is moved."""
        found = values.get("series")
        return NewTimesKind(found.span) if isinstance(found, Session) else self

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the time. Raises Problem where the text says none."""
        text = _ENGLISH.sub(r"\g<day>", _DAYS.sub(r"\g<day>", _TO.sub("", bare(raw), count=1)))
        changed = correct(text, self.moved, view) if self.moved else None
        if changed is None:
            raise Problem(t("Write a weekday, a clock or how much later, such as Wednesdays 13:00."))
        new = changed if isinstance(changed, Span) else self._whole(changed, view)
        check_coming([new], view)
        return Read(Spans((new,)), exact=False)

    def _whole(self, text: str, view: View) -> Span:
        read = self._one(text, view)
        if read.rest or self.moved is None:
            raise Problem(t("Write a weekday, a clock or how much later, such as Wednesdays 13:00."))
        return as_long_as(self.moved, read.value.spans[0])


class MoveSeries(Form):
    """Which series, from when, and to which times."""

    series: ASeries = ask(t("Series"))
    since: FromDay | None = ask(t("From"), hint=t("For example from 3 December"), default=None)
    times: Annotated[Spans, NewTimesKind()] = ask(
        t("New time"), hint=t("For example Wednesdays 13:00, or an hour later")
    )

    @classmethod
    async def complete_field(cls, field: str, raw: Raw, values: Mapping[str, Any], view: View) -> Raw | None:
        """Let the new time wait until it is known which series is moved."""
        return raw if field != "times" or "series" in values else None

    async def moved(self, view: View) -> list[tuple[Session, Session]]:
        """Return each session before and after. Raises Refusal where one can't be moved."""
        old, new = self.series.span, self.times.spans[0]
        days = new.start.date() - old.start.date()
        found = []
        for one in await from_on(self.series, self.since, view):
            span = _at(one.span, new, days)
            found.append((one, one if span == one.span else one.move(span, now=view.now)))
        if all(before is after for before, after in found):
            raise Refusal("That is the time it already has.")
        return found

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell how they lie afterwards, of days off and of clashes. Raises Refusal as `moved` does."""
        sessions = await self.moved(view)
        spans = tuple(after.span for _, after in sessions)
        collaboration = await view.get(Collaboration, self.series.collaboration_id)
        if collaboration:
            collaboration.open_for_sessions(view.process)
        for wrong in await at_own_school(spans, collaboration, self.series.people, view):
            raise Refusal(wrong.key, **wrong.values)
        off = await days_off(Spans(spans, as_they_are=True), collaboration, view)
        changed = [after.span for before, after in sessions if before is not after]
        return [
            Notice(tn("{count} session is moved to:", "{count} sessions are moved to:", len(changed))),
            Notice(times(changed, view)),
            *(Notice(one.message) for one in off),
            *await clashes(spans, self.series.people, view, but=[before for before, _ in sessions]),
        ]

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Leave out what was not said."""
        return [fact for name, fact in shown.items() if name != "since" or self.since]


@command(
    "move series",
    sv="flytta serien",
    about=t("Move a series of sessions, or its rest"),
    example=t("move series {series} an hour later", series="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    tells=True,
    order=59,
    also=("flytta hela serien", "move the series"),
    back=t("Move the series back with “move series”."),
    undoing=undone.moved,
)
async def move(act: Act, form: MoveSeries) -> Reply:
    """Move them, and tell those concerned once."""
    moved = [act.save(after) for before, after in await form.moved(act) if before is not after]
    facts = [Fact(label=t("New times"), value=times([one.span for one in moved], act))]
    count = len(moved)
    told = tn(
        "{name} has moved {count} session", "{name} has moved {count} sessions", count, name=act.person.name
    )
    await tell_series(moved, told, facts, act)
    title = tn(
        "{count} session is moved: {unit}",
        "{count} sessions are moved: {unit}",
        count,
        unit=await session_unit(moved[0], act),
    )
    return Card(title=title, facts=tuple(facts))


def _at(old: Span, new: Span, days: timedelta) -> Span:
    """Return a time so many days on, on the clock and as long as the new one."""
    start = datetime.combine(old.start.date() + days, new.start.time(), new.start.tzinfo)
    return Span(start=start, end=start + (new.end - new.start) if new.end else None)
