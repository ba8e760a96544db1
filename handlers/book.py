"""Book one session, or a series of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers.cards.names import person_name
from handlers.cards.sessions import session_card, session_line, session_table
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, Notice, Suggestion, ask
from handlers.core.replies import Card, Fact, Reply, Table
from handlers.fields.collaborations import Mine
from handlers.fields.text import Line, SessionKind, Standpoint
from handlers.fields.when import When, label_of, pinned
from handlers.when.days import dropped, flags, moved
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t
from storage.documents.people import COORDINATING, DEVELOPING, Person, Role, Unit
from storage.documents.sessions import Held, Session, usual_length
from storage.documents.times import Span, instant, instant_text
from storage.store import Equal, NotBefore


class Book(Form):
    """What to book, when and about what."""

    collaboration: Mine | None = ask(
        t("Collaboration"), hint=t("Leave it out for the developers' own session."), default=None
    )
    kind: SessionKind = ask(t("Kind"), default="learning")
    when: When = ask(t("When"), hint=t("For example Thursday week 42 14–15:30"))
    topic: Line = ask(t("Topic"), default="")
    standpoint: Standpoint = ask(t("Standpoint"), default="")

    async def amiss(self, ctx: Context) -> Mapping[str, Message]:
        """Ask which collaboration it belongs to, unless it is the developers' own."""
        if self.collaboration or ctx.process.session_kind(self.kind).own_group:
            return {}
        return {"collaboration": t("Choose the collaboration that it belongs to.")}

    def spans(self, ctx: Context) -> tuple[Span, ...]:
        """Return the times, each with an end: the kind's usual length where none was given."""
        usual = usual_length(ctx.process.session_kind(self.kind))
        return tuple(span.closed(usual) for span in self.when.spans)

    def facts(self, shown: Mapping[str, Fact], ctx: Context) -> Sequence[Fact]:
        """Read the times back with their length."""
        hidden = {"collaboration"} if ctx.process.session_kind(self.kind).own_group else set()
        times = [Fact(label=t("When"), value=label_of(self.spans(ctx))), self._length(ctx)]
        facts = {name: [fact] for name, fact in shown.items() if name not in hidden} | {"when": times}
        return [fact for group in facts.values() for fact in group]

    def _length(self, ctx: Context) -> Fact:
        minutes = {
            (instant(span.end or span.start) - instant(span.start)) // timedelta(minutes=1)
            for span in self.spans(ctx)
        }
        value = t("{minutes} minutes", minutes="/".join(str(one) for one in sorted(minutes)))
        return Fact(label=t("Length"), value=value)

    async def notices(self, ctx: Context) -> Sequence[Notice]:
        """Tell what was taken for granted, of red days and breaks, and of clashes."""
        return [
            *(Notice(note) for note in self.when.notes),
            *await self._free_days(ctx),
            *await self._clashes(ctx),
        ]

    async def _free_days(self, ctx: Context) -> Sequence[Notice]:
        unit = await ctx.get(Unit, self.collaboration.unit_id) if self.collaboration else None
        where = (ctx.municipality.calendar, unit.school_form if unit else "", unit.name if unit else "")
        spans = self.when.spans
        found = flags(spans, *where)
        if not found:
            return ()
        offers = [
            (t("Move what falls on free days"), moved(spans, found, *where)),
            (t("Leave the free days out"), dropped(spans, found)),
        ]
        suggestions = tuple(Suggestion(label, "when", pinned(left)) for label, left in offers if left)
        return [*(Notice(flag.text) for flag in found[:-1]), Notice(found[-1].text, suggestions)]

    async def _clashes(self, ctx: Context) -> Sequence[Notice]:
        spans = self.spans(ctx)
        notices = []
        for person_id in await people_of(self.collaboration, ctx):
            booked = await ctx.find(
                Session,
                Equal("people", person_id),
                Equal("state", Held.BOOKED.value),
                NotBefore("ends_at", instant_text(instant(min(span.start for span in spans)))),
            )
            clash = next((s for s in booked if any(overlap(s, span) for span in spans)), None)
            if clash:
                notices.append(
                    Notice(
                        t(
                            "{name} already has {session} then.",
                            name=await person_name(person_id, ctx),
                            session=session_line(clash, ctx),
                        )
                    )
                )
        return notices


@command(
    "book",
    sv="boka",
    about=t("Book a session"),
    example=t("book Granliden Thursday 14–15:30 Formative assessment"),
    who=DEVELOPING | COORDINATING,
    order=30,
)
async def book(ctx: Context, form: Book) -> Reply:
    """Book them, and tell the others concerned."""
    kind = ctx.process.session_kind(form.kind)
    collaboration = None if kind.own_group else form.collaboration
    people = await people_of(collaboration, ctx)
    sessions = [
        ctx.save(
            Session(
                id=new_id(),
                collaboration_id=collaboration.id if collaboration else None,
                session_kind=kind.id,
                span=span,
                topic=form.topic,
                standpoint=form.standpoint or None,
                people=people,
            )
        )
        for span in form.spans(ctx)
    ]
    if collaboration and kind.begins:
        reached = collaboration.reach(kind.begins, ctx.process, now=ctx.now)
        if reached is not collaboration:
            ctx.save(reached)
    await _tell(sessions, collaboration, ctx)
    if len(sessions) == 1:
        return await session_card(sessions[0], ctx, title=t("Booked"))
    return await session_table(sessions, ctx, title=t("{count} sessions are booked", count=len(sessions)))


async def people_of(collaboration: Collaboration | None, ctx: Context) -> tuple[str, ...]:
    """Return who leads: the pair, or all developers for their own sessions."""
    if collaboration:
        return collaboration.developers
    developers = await ctx.find(Person, Equal("roles", Role.DEVELOPER.value), Equal("active", value=True))
    return tuple(person.id for person in developers)


def overlap(session: Session, span: Span) -> bool:
    """Tell whether the span lies over the session's time."""
    return instant(span.start) < session.ends_at and instant(span.end or span.start) > session.starts_at


async def _tell(sessions: Sequence[Session], collaboration: Collaboration | None, ctx: Context) -> None:
    concerned = collaboration.others(ctx.person) if collaboration else sessions[0].people
    title = t("{name} has booked", name=ctx.person.name)
    for one in concerned:
        person = await ctx.get(Person, one)
        if person:
            await ctx.tell([one], await _booked(sessions, title, ctx.seen_by(person)))


async def _booked(sessions: Sequence[Session], title: Message, ctx: Context) -> Card | Table:
    if len(sessions) == 1:
        return await session_card(sessions[0], ctx, title=title)
    return await session_table(
        sessions, ctx, title=t("{title}: {count} sessions", title=title, count=len(sessions))
    )
