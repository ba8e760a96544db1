"""Book one session, or a series of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from handlers.collaborations.chosen import LedKind, Mine
from handlers.collaborations.leaders import those_who_lead
from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, Problem, ask
from handlers.core.replies import Card, Fact, Reply, Say, Table
from handlers.core.view import View, seen_by
from handlers.fields.text import NamedLine, Standpoint
from handlers.fields.when import When, label_of
from handlers.sessions import undone
from handlers.sessions.kind_chosen import SessionKind
from handlers.sessions.lengths import lengths_in_words
from handlers.sessions.planning import at_own_school, clashes, days_off
from handlers.sessions.shown import session_card, session_table
from handlers.sessions.topic import Topic
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, DEVELOPING, Person, Role
from storage.documents.sessions import Session, usual_length
from storage.store import Equal
from storage.values.texts import Message, Refusal, lines, listed, t
from storage.values.times import Day, Span, instant


class Book(Form):
    """What to book, when and about what."""

    collaboration: Mine | None = ask(
        t("Collaboration"), hint=t("Leave it out for the developers' own session."), default=None
    )
    kind: SessionKind = ask(t("Kind of session"), default="")
    when: When = ask(t("When"), hint=t("For example Thursday week 42 14–15:30"))
    topic: Topic = ask(t("Topic"), default="")
    standpoint: Standpoint = ask(t("Standpoint"), default="")
    place: NamedLine = ask(t("Place"), hint=t("A room or a link"), more=True, default="")
    team: NamedLine = ask(t("Team"), hint=t("Which part of the staff"), more=True, default="")

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Ask which collaboration it belongs to, unless it is the developers' own."""
        if self.collaboration or view.process.session_kind(self.kind).own_group:
            return {}
        return {"collaboration": t("Choose the collaboration that it belongs to.")}

    def _belongs_to(self, view: View) -> Collaboration | None:
        return None if view.process.session_kind(self.kind).own_group else self.collaboration

    def spans(self, view: View) -> tuple[Span, ...]:
        """Return the times, each with an end: the kind's usual length where none was given."""
        usual = usual_length(view.process.session_kind(self.kind))
        return tuple(span.closed(usual) for span in self.when.spans)

    async def _other_unit(self, view: View) -> Sequence[Notice]:
        """Tell where the topic names another unit where the reader leads: a booking is for one."""
        found = await LedKind().within(self.topic, view) if self.collaboration else None
        try:
            other = (await LedKind().read(found.words, view)).value if found else self.collaboration
        except Problem:
            return ()
        if other is None or other == self.collaboration:
            return ()
        unit = await unit_name(other, view)
        return [Notice(t("A booking is for one unit. Book {unit} by itself.", unit=unit))]

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Read the times back with their length."""
        hidden = {"collaboration"} if view.process.session_kind(self.kind).own_group else set()
        times = [Fact(label=t("When"), value=label_of(self.spans(view))), self._length(view)]
        if self.when.left_out:
            times.insert(1, Fact(label=t("Left out"), value=_days(self.when.left_out)))
        facts = {name: [fact] for name, fact in shown.items() if name not in hidden} | {"when": times}
        return [fact for group in facts.values() for fact in group]

    def _length(self, view: View) -> Fact:
        minutes = {
            (instant(span.end or span.start) - instant(span.start)) // timedelta(minutes=1)
            for span in self.spans(view)
        }
        return Fact(label=t("Length"), value=lengths_in_words(minutes))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what was taken for granted, of red days and breaks, and of clashes.

        Raises Refusal where somebody would lead a session at their own school.
        """
        collaboration, spans = self._belongs_to(view), self.spans(view)
        leaders = await people_of(collaboration, view)
        for wrong in await at_own_school(spans, collaboration, leaders, view):
            raise Refusal(wrong.key, **wrong.values)
        return [
            *(Notice(note) for note in self.when.notes),
            *await self._other_unit(view),
            *await days_off(self.when, collaboration, view),
            *await clashes(spans, leaders, view),
        ]


@command(
    "book",
    sv="boka",
    about=t("Book a session"),
    example=t(
        "book {collaboration} {when} Formative assessment",
        collaboration="Granliden",
        when=t("Thursday 14–15:30"),
    ),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=30,
    also=("boka in",),
    back=t("Write “cancel” and the unit to call the session off."),
    undoing=undone.booked,
)
async def book(act: Act, form: Book) -> Reply | tuple[Reply, ...]:
    """Book them, and tell the others concerned."""
    kind = act.process.session_kind(form.kind)
    collaboration = None if kind.own_group else form.collaboration
    if collaboration:
        act.unchanged(collaboration)
    people = await people_of(collaboration, act)
    spans = form.spans(act)
    series = new_id() if len(spans) > 1 else None
    sessions = [
        act.save(
            Session(
                id=new_id(),
                collaboration_id=collaboration.id if collaboration else None,
                session_kind=kind.id,
                span=span,
                topic=form.topic,
                standpoint=form.standpoint or None,
                place=form.place,
                team=form.team,
                people=people,
                series=series,
            )
        )
        for span in spans
    ]
    await tell_booked(sessions, collaboration, act)
    if len(sessions) == 1:
        return await session_card(sessions[0], act, title=t("Booked"))
    return await _series_booked(sessions, form.when.left_out, act)


async def _series_booked(
    sessions: Sequence[Session], left_out: Sequence[date], act: Act
) -> tuple[Reply, ...]:
    """Say how many, the first and the last of them, and which days were left out."""
    table = await session_table(sessions, act, title=t("{count} sessions are booked", count=len(sessions)))
    first, last = (Day(day=one.span.start.date()) for one in (sessions[0], sessions[-1]))
    said = [t("The first is on {first}, the last on {last}.", first=first, last=last)]
    if left_out:
        said.append(t("Left out: {days}.", days=_days(left_out)))
    return table, Say(text=lines(*said))


def _days(days: Sequence[date]) -> Message:
    return listed(*(t("{day}", day=Day(day=day)) for day in days))


async def people_of(collaboration: Collaboration | None, view: View) -> tuple[str, ...]:
    """Return who leads: the pair, or for their own sessions all developers and who books."""
    if collaboration:
        return collaboration.developers
    developers = await view.find(Person, Equal("roles", Role.DEVELOPER.value), Equal("active", value=True))
    return tuple(dict.fromkeys([*(person.id for person in developers), view.person.id]))


async def tell_booked(sessions: Sequence[Session], collaboration: Collaboration | None, act: Act) -> None:
    """Tell the others concerned, each as they see it."""
    concerned = invited(sessions, collaboration, act.person)
    title = t("{name} has booked", name=act.person.name)
    for one in concerned:
        person = await act.get(Person, one)
        if person:
            await act.letters.tell([one], await _booked(sessions, title, seen_by(person, act)))


def invited(
    sessions: Sequence[Session], collaboration: Collaboration | None, person: Person
) -> tuple[str, ...]:
    """Return the ids of those to whom sessions are told, but for `person`, with the partners invited then."""
    if collaboration is None:
        return sessions[0].people
    days = {one.span.start.date() for one in sessions}
    partners = (one for day in sorted(days) for one in collaboration.invited_on(day))
    return tuple(dict.fromkeys((*collaboration.others(person), *partners)))


async def _booked(sessions: Sequence[Session], title: Message, view: View) -> Card | Table:
    if len(sessions) == 1:
        return await session_card(sessions[0], view, title=title)
    return await session_table(
        sessions, view, title=t("{title}: {count} sessions", title=title, count=len(sessions))
    )
