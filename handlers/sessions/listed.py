"""The sessions of the one who asks: this week and to come, or those of a unit, a topic, a week or a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from handlers.collaborations.lacking import unit_called, what_lacks
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.lists import (
    NARROW,
    choice_of,
    nothing_found,
    page_of,
    paged,
    standpoint_traits,
    titled,
    traits,
)
from handlers.core.replies import Button, Card, Fact, Page, Reply, Say, Table
from handlers.core.sifting import Row, sifted
from handlers.core.view import View
from handlers.fields.period import PERIOD, Period
from handlers.fields.text import Line
from handlers.people.names import person_name
from handlers.sessions.gap import coming_day, nothing_booked_at, nothing_then
from handlers.sessions.mine import midnight, sessions_since
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_table
from storage.documents.sessions import Held, Session
from storage.turns import parts
from storage.values.texts import Message, Value, named, t, tn
from storage.values.times import SchoolYear, Week

SHOWN = 20
MOST_UNITS = 10
AT_ONCE = 100  # sessions of which the names are looked up before others get a turn: about 2 ms


class Sessions(Form):
    """Which sessions; this week's and those to come where nothing is said."""

    period: Period | None = ask(t("Week or day"), hint=PERIOD, default=None)
    wanted: Line = ask(
        t("Which ones"), hint=t("Part of a unit's name or of a topic, a kind or a standpoint."), default=""
    )

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Name the unit of the next session."""
        for session in (await sessions_since(view.today, [Held.BOOKED], view))[:1]:
            unit = await session_unit(session, view)
            return {"wanted": view.words.text(unit, view.language)}
        return {"wanted": ""}


@command(
    "sessions",
    sv="träffar",
    about=t("See your sessions"),
    example=t("sessions {wanted}", wanted="Granliden"),
    reads=True,
    order=50,
)
async def sessions(view: View, form: Sessions) -> Reply:
    """Show this week's sessions and those to come, or those that are asked for."""
    if form.period or form.wanted:
        return await _some(form, view)
    monday = view.today - timedelta(days=view.today.weekday())
    mine = await sessions_since(monday, [Held.BOOKED], view)
    if not mine:
        return Say(text=t("You have no sessions booked."))
    next_monday = midnight(monday + timedelta(weeks=1), view)
    this = [one for one in mine if one.span.start < next_monday]
    coming = mine[len(this) :]
    title = t("This week, {week}", week=Week.of(view.today))
    if len(this) > NARROW:
        title = t("{found}, the first {count}", found=title, count=NARROW)
    now = await session_table(this[:NARROW], view, title=title)
    now = now.model_copy(update={"empty": t("Nothing this week.")})
    left = len(mine) - len(this[:NARROW]) - len(coming[:SHOWN])
    how = t("write “sessions” and a unit, a week or “all” to see them.")
    more = tn("{count} more – {how}", "{count} more – {how}", left, how=how)
    return Page(parts=(now, await _later(coming, view), *((Say(text=more),) if left else ())))


async def _later(coming: Sequence[Session], view: View) -> Table:
    title = t("To come")
    if len(coming) > SHOWN:
        title = t("To come, the first {count} of {all}", count=SHOWN, all=len(coming))
    table = await session_table(coming[:SHOWN], view, title=title)
    return table.model_copy(update={"buttons": _buttons(view), "empty": t("Nothing more is booked.")})


def _buttons(view: View) -> tuple[Button, ...]:
    if not (view.person.develops or view.person.coordinates):
        return ()
    return (
        Button(label=t("Log reflection"), action="reflect", opens=True),
        Button(label=t("Move a session"), action="move", opens=True),
        Button(label=t("Cancel a session"), action="cancel", opens=True),
    )


async def _some(form: Sessions, view: View) -> Reply:
    """Show what is asked for; where a time is named, also what has been held this school year."""
    words = " ".join(word for word in (form.period.words if form.period else "", form.wanted) if word)
    if form.period:
        first = date(SchoolYear.of(view.today).start, 8, 1)
        every = await sessions_since(first, [Held.BOOKED, Held.HELD], view)
        day = coming_day(form.period, view)
        every = [one for one in every if day in {None, one.span.start.date()}]
        every = form.period.among((one, one.span.start, one.span.end or one.span.start) for one in every)
    else:
        every = await sessions_since(view.today - timedelta(days=view.today.weekday()), [Held.BOOKED], view)
    kinds = {one.id: named(one) for one in view.process.session_kinds}
    found = await _fitting(every, form.wanted, view)
    if not found:
        if nothing := await _nothing(form, view):
            return nothing
        choices = await _choices(every, kinds.values(), view)
        times = () if form.period else (Fact(label=t("Week or day"), value=PERIOD),)
        return nothing_found(words, "sessions", (*choices, *times), view)
    title = titled(tn("{count} session", "{count} sessions", len(found)), words)
    table = await session_table(page_of(found, NARROW, view), view, title=title)
    how = t("write “sessions” and a unit or a week to see them.")
    return paged(table.model_copy(update={"buttons": _buttons(view)}), len(found), NARROW, how, view)


async def _fitting(every: Sequence[Session], wanted: str, view: View) -> Sequence[Session]:
    """Return the sessions of the units, topics, people and kinds that are asked for."""
    if not wanted:
        return every
    kinds = {one.id: named(one) for one in view.process.session_kinds}
    rows = [await _row(one, view) async for part in parts(every, AT_ONCE) for one in part]
    return await sifted(wanted, rows, (*traits("kind", kinds, view), *standpoint_traits(view)))


async def _nothing(form: Sessions, view: View) -> Card | None:
    """Return why there is nothing then, or at that unit, and what comes next; None where that isn't known."""
    to_come = [one for one in await sessions_since(view.today, [Held.BOOKED], view) if one.ends_at > view.now]
    coming = await _fitting(to_come, form.wanted, view)
    if form.period and (coming or not form.wanted):
        return await nothing_then(form.period, form.wanted, coming, view)
    unit = await unit_called(form.wanted, view) if form.wanted else None
    if unit is None:
        return None
    return await what_lacks(unit, view) or nothing_booked_at(unit, view)


async def _choices(every: Sequence[Session], kinds: Iterable[Message], view: View) -> tuple[Fact, ...]:
    units = [await session_unit(one, view) for one in every]
    named = {view.words.text(one, view.language): one for one in units}
    if not named:
        return ()
    return choice_of(t("Unit"), list(named.values())[:MOST_UNITS]), choice_of(t("Kind of session"), kinds)


async def _row(session: Session, view: View) -> Row[Session]:
    unit = view.words.text(await session_unit(session, view), view.language)
    leaders = [await person_name(one, view) for one in session.people]
    its = filter(None, (session.session_kind, session.standpoint))
    return Row(session, (unit, session.topic, *leaders), frozenset(its))
