"""Read reflections, as far as their authors let you."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from handlers.collaborations.chosen import Seen
from handlers.collaborations.lacking import what_lacks
from handlers.collaborations.names import unit_name
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.lists import page_of
from handlers.core.matching import plain_letters
from handlers.core.replies import Card, Page, Reply, Say
from handlers.core.view import View
from handlers.fields.period import PERIOD, PastPeriod
from handlers.fields.text import Line
from handlers.people.names import person_name
from handlers.reflections.access import may_read
from handlers.reflections.shown import reflection_card
from handlers.sessions.names import session_unit
from handlers.when.reaches import Reach
from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.store import Equal, NotBefore
from storage.turns import parts
from storage.values.texts import t, tn
from storage.values.times import instant_text

SHOWN = 8
AT_ONCE = 50  # reflections of which the session is read before others get a turn: about 2 ms
AROUND = frozenset({"om", "av", "fran", "med", "i", "pa", "about", "by", "from", "with", "in", "the"})
LOOK_BACK = (timedelta(days=30), timedelta(days=120), timedelta(days=400))


class Reflections(Form):
    """Of which collaboration and time, and with which words; the latest of all where nothing is said."""

    collaboration: Seen | None = ask(t("Collaboration"), default=None)
    period: PastPeriod | None = ask(t("Week or day"), hint=PERIOD, default=None)
    wanted: Line = ask(
        t("Which ones"), hint=t("Words of the reflection, a topic or who wrote it."), default=""
    )


@command(
    "reflections",
    sv="reflektioner",
    about=t("Read reflections"),
    example=t("reflections {collaboration}", collaboration="Granliden"),
    reads=True,
    order=60,
)
async def reflections(view: View, form: Reflections) -> Reply:
    """Show the latest reflections that the person may read."""
    found = await _readable(form, view)
    if not found:
        if form.wanted:
            return Say(text=t("There are no reflections with “{text}” to read.", text=form.wanted[:60]))
        if isinstance(form.period, Reach):
            return Say(text=t("There are no reflections {period} to read.", period=form.period.words))
        if form.period:
            return Say(text=t("There are no reflections from {period} to read.", period=form.period.words))
        if form.collaboration:
            return await _none_there(form.collaboration, view)
        return Say(text=t("There are no reflections that you can read yet."))
    shown = len(page_of(found, SHOWN, view))
    head = tn("{count} reflection, the latest first", "{count} reflections, the latest first", shown)
    if form.wanted:
        head = t("“{text}”: {head}", text=form.wanted[:60], head=head)
    if form.collaboration:
        head = t("{unit}: {head}", unit=await unit_name(form.collaboration, view), head=head)
    cards = [await reflection_card(one, view) for one in page_of(found, SHOWN, view)]
    left = len(found) - view.page * SHOWN - len(cards)
    if left <= 0:
        return Page(parts=(Say(text=head), *cards))
    how = t("There are more: write “reflections” and a unit, a week or a month.")
    return Page(parts=(Card(title=head, text=(how,)), *cards), left=left)


async def _none_there(collaboration: Collaboration, view: View) -> Reply:
    unit = await view.get(Unit, collaboration.unit_id)
    lacks = await what_lacks(unit, view) if unit else None
    name = await unit_name(collaboration, view)
    return lacks or Say(text=t("There are no reflections from {period} to read.", period=name))


async def _readable(form: Reflections, view: View) -> list[Reflection]:
    """Return what the person may read, the latest first."""
    if form.collaboration:
        whose = Equal("collaboration_id", form.collaboration.id)
        found = await _allowed(await view.find(Reflection, whose, order_by="written_at"), view)
    elif not view.person.coordinates:
        found = await _allowed(await _of_member(view), view)
    elif form.period or form.wanted:
        found = await _allowed(await view.find(Reflection, order_by="written_at"), view)
    else:
        found = await _latest(view)
    if form.period:
        timed = [(one, *await _when(one, view)) async for part in parts(found, AT_ONCE) for one in part]
        found = form.period.among(timed)
    words = [word for word in plain_letters(form.wanted).split() if word not in AROUND]
    if words:
        texts = [(one, await _text(one, view)) async for part in parts(found, AT_ONCE) for one in part]
        found = [one for one, text in texts if all(word in text for word in words)]
    return found


async def _text(reflection: Reflection, view: View) -> str:
    """Return what can be searched in, in plain letters: what was written, by whom, and of which session."""
    session = await view.get(Session, reflection.session_id)
    unit = (await session_unit(session, view)).values.get("text", "") if session else ""
    topic = session.topic if session else ""
    private = reflection.private if reflection.author_id == view.person.id else ""
    written = (reflection.happened, reflection.learnt, reflection.next_step, private)
    tied_to = [
        one.names for one in view.municipality.programme.standpoints if one.id == reflection.standpoint
    ]
    return plain_letters(
        " ".join(
            (str(unit), topic, await person_name(reflection.author_id, view), *written, *chain(*tied_to))
        )
    )


async def _latest(view: View) -> list[Reflection]:
    """Return more than can be shown if there are so many, from no further back than needed."""
    for back in LOOK_BACK:
        since = NotBefore("written_at", instant_text(view.now - back))
        found = await _allowed(await view.find(Reflection, since, order_by="written_at"), view)
        if len(found) > (view.page + 1) * SHOWN:
            return found
    return await _allowed(await view.find(Reflection, order_by="written_at"), view)


async def _allowed(found: Sequence[Reflection], view: View) -> list[Reflection]:
    return [
        one
        for one in reversed(found)
        if may_read(view.person, one, await view.get(Collaboration, one.collaboration_id))
    ]


async def _when(reflection: Reflection, view: View) -> tuple[datetime, datetime]:
    """Return when its session was, or when it was written where that is no longer kept."""
    session = await view.get(Session, reflection.session_id)
    written = reflection.written_at.astimezone(view.municipality.zone)
    return (session.span.start, session.span.end or session.span.start) if session else (written, written)


async def _of_member(view: View) -> list[Reflection]:
    ids = [one.id for one in await view.find(Collaboration, Equal("members", view.person.id))]
    found = {one.id: one for one in await view.find(Reflection, Equal("author_id", view.person.id))}
    found |= {one.id: one for one in await view.find(Reflection, Equal("readers", view.person.id))}
    for collaboration_id in ids:
        own = await view.find(Reflection, Equal("collaboration_id", collaboration_id))
        found |= {one.id: one for one in own}
    return sorted(found.values(), key=lambda one: one.written_at)
