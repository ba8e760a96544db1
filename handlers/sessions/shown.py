"""How a session is shown: in a line, and as a card with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.replies import Button, Card, Fact, Style, Table
from handlers.core.scene import Scene
from handlers.core.standing import Stands
from handlers.core.view import View
from handlers.people.names import people_names
from handlers.sessions.access import may_change, may_reflect
from handlers.sessions.names import session_unit
from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.values.texts import Message, named, t, typed
from storage.values.times import Brief

STATES = {
    Held.BOOKED: t("booked"),
    Held.HELD: t("held"),
    Held.MOVED: t("moved"),
    Held.NOT_HELD: t("not held"),
    Held.CANCELLED: t("cancelled"),
}


def kind_of(session: Session, scene: Scene) -> Message:
    """Return what kind of session it is."""
    return named(scene.process.session_kind(session.session_kind))


def session_line(session: Session, view: View) -> Message:
    """Return the time and the topic, or the kind where there is no topic."""
    about = typed(session.topic) if session.topic else kind_of(session, view)
    return t("{when} {about}", when=Brief.of(session.span, view.today), about=about)


async def session_card(session: Session, view: View, *, title: Message | None = None) -> Card:
    """Return the session with what the one who asks can do with it."""
    facts = [
        Fact(label=t("When"), value=t("{when}", when=session.span)),
        Fact(label=t("Kind of session"), value=kind_of(session, view)),
        Fact(label=t("Led by"), value=await people_names(session.coming or session.people, view)),
        Fact(label=t("Status"), value=STATES[session.state]),
    ]
    if session.topic:
        facts.insert(1, Fact(label=t("Topic"), value=typed(session.topic)))
    told = ((t("Place"), session.place), (t("Team"), session.team))
    facts += [Fact(label=label, value=typed(text)) for label, text in told if text]
    if session.absent:
        facts.append(Fact(label=t("Can't come"), value=await people_names(session.absent, view)))
    standpoint = next(
        (s for s in view.municipality.programme.standpoints if s.id == session.standpoint), None
    )
    if standpoint:
        facts.append(Fact(label=t("Standpoint"), value=named(standpoint)))
    unit = await session_unit(session, view)
    return Card(
        title=t("{title}: {unit}", title=title, unit=unit) if title else unit,
        facts=tuple(facts),
        buttons=await session_buttons(session, view),
    )


async def session_table(sessions: Sequence[Session], scene: Scene, *, title: Message) -> Table:
    """Return sessions as rows: when, where and what about."""
    rows = [
        (
            t("{when}", when=Brief.of(one.span, scene.today)),
            await session_unit(one, scene),
            typed(one.topic) if one.topic else kind_of(one, scene),
        )
        for one in sessions
    ]
    return Table(
        title=title,
        columns=(t("When"), t("Unit"), t("Topic")),
        rows=tuple(rows),
        empty=t("No sessions."),
    )


async def session_buttons(session: Session, view: View) -> tuple[Button, ...]:
    """Return what the one who asks can do with the session now."""
    if session.state is Held.CANCELLED:
        return ()
    collaboration = await view.get(Collaboration, session.collaboration_id)
    about = {"id": session.id, "revision": session.version, "opens": True}
    buttons = []
    if session.starts_at <= view.now and may_reflect(view.person, session):
        buttons.append(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, **about))
    if session.state is Held.BOOKED and may_change(view.person, session, collaboration):
        buttons.append(Button(label=t("Move"), action="move", **about))
        buttons.append(Button(label=t("Cancel"), action="cancel", style=Style.DANGER, **about))
    return tuple(buttons)


async def _stands(session: Session, view: View) -> Card | None:
    return await session_card(session, view) if may_reflect(view.person, session) else None


stands = Stands(Session, _stands)
