"""How a session is shown: in a line, and as a card with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cards.names import people_names, session_unit
from handlers.core.access import may_change, may_reflect
from handlers.core.context import Context
from handlers.core.replies import Button, Card, Fact, Style, Table
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, named, t, typed
from storage.documents.sessions import Held, Session
from storage.documents.times import Brief

STATES = {
    Held.BOOKED: t("booked"),
    Held.HELD: t("held"),
    Held.MOVED: t("moved"),
    Held.NOT_HELD: t("not held"),
    Held.CANCELLED: t("cancelled"),
}


def kind_of(session: Session, ctx: Context) -> Message:
    """Return what kind of session it is."""
    return named(ctx.process.session_kind(session.session_kind))


def session_line(session: Session, ctx: Context) -> Message:
    """Return the time and the topic, or the kind where there is no topic."""
    about = typed(session.topic) if session.topic else kind_of(session, ctx)
    return t("{when} {about}", when=Brief(brief=session.span), about=about)


async def session_card(session: Session, ctx: Context, *, title: Message | None = None) -> Card:
    """Return the session with what the one who asks can do with it."""
    facts = [
        Fact(label=t("When"), value=t("{when}", when=session.span)),
        Fact(label=t("Kind"), value=kind_of(session, ctx)),
        Fact(label=t("Led by"), value=await people_names(session.people, ctx)),
        Fact(label=t("State"), value=STATES[session.state]),
    ]
    if session.topic:
        facts.insert(1, Fact(label=t("Topic"), value=typed(session.topic)))
    standpoint = next((s for s in ctx.municipality.programme.standpoints if s.id == session.standpoint), None)
    if standpoint:
        facts.append(Fact(label=t("Standpoint"), value=named(standpoint)))
    unit = await session_unit(session, ctx)
    return Card(
        title=t("{title}: {unit}", title=title, unit=unit) if title else unit,
        facts=tuple(facts),
        buttons=await session_buttons(session, ctx),
    )


async def session_table(sessions: Sequence[Session], ctx: Context, *, title: Message) -> Table:
    """Return sessions as rows: when, where and what about."""
    rows = [
        (
            t("{when}", when=Brief(brief=one.span)),
            await session_unit(one, ctx),
            typed(one.topic) if one.topic else kind_of(one, ctx),
        )
        for one in sessions
    ]
    return Table(
        title=title,
        columns=(t("When"), t("Unit"), t("Topic")),
        rows=tuple(rows),
        empty=t("No sessions."),
    )


async def session_buttons(session: Session, ctx: Context) -> tuple[Button, ...]:
    """Return what the one who asks can do with the session now."""
    if session.state is Held.CANCELLED:
        return ()
    collaboration = await ctx.get(Collaboration, session.collaboration_id)
    about = {"id": session.id, "revision": session.version, "opens": True}
    buttons = []
    if session.starts_at <= ctx.now and may_reflect(ctx.person, session):
        buttons.append(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, **about))
    if session.state is Held.BOOKED and may_change(ctx.person, session, collaboration):
        buttons.append(Button(label=t("Move"), action="move", **about))
        buttons.append(Button(label=t("Cancel"), action="cancel", style=Style.DANGER, **about))
    return tuple(buttons)
