"""Log a session after it has been held, as far back as this school year goes."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.chosen import Mine
from handlers.collaborations.leaders import those_who_lead
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Reply
from handlers.core.view import View
from handlers.fields.past_time import PastTime
from handlers.fields.text import NamedLine
from handlers.sessions import undone
from handlers.sessions.changes import tell_change
from handlers.sessions.kind_chosen import SessionKind
from handlers.sessions.shown import session_card
from handlers.sessions.topic import Topic
from storage.documents.base import new_id
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.sessions import Held, Session, usual_length
from storage.documents.steps import StepKind
from storage.store import Before, Equal, NotBefore
from storage.values.texts import Refusal, t
from storage.values.times import Span, instant, instant_text


class LogSession(Form):
    """What was held, when and about what."""

    collaboration: Mine = ask(t("Collaboration"))
    kind: SessionKind = ask(t("Kind of session"), default="")
    when: PastTime = ask(t("When"), hint=t("For example yesterday 14–15:30 or 12 October at 14"))
    topic: Topic = ask(t("Topic"), default="")
    place: NamedLine = ask(t("Place"), hint=t("A room or a link"), more=True, default="")

    def span(self, view: View) -> Span:
        """Return when it was; the kind's usual length where no end was given."""
        return self.when.spans[0].closed(usual_length(view.process.session_kind(self.kind)))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where it is not over yet, is the developers' own, or stands there already."""
        span = self.span(view)
        if view.process.session_kind(self.kind).own_group:
            raise Refusal("The developers' own sessions are booked, not logged.")
        if instant(span.end or span.start) > view.now:
            raise Refusal("That time has not been yet. Book it instead.")
        there = await view.find(
            Session,
            Equal("collaboration_id", self.collaboration.id),
            NotBefore("ends_at", instant_text(instant(span.start))),
            Before("starts_at", instant_text(instant(span.end or span.start))),
        )
        if any(one.state is not Held.CANCELLED for one in there):
            raise Refusal("A session stands there at that time already. Reflect on that one.")
        return ()


@command(
    "log session",
    sv="logga träff",
    about=t("Log a session that has been held"),
    example=t("log session {collaboration} yesterday 14–15:30 Assessment", collaboration="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=59,
    also=("logga träffen", "logga en träff", "efterlogga träff", "efterregistrera träff", "log a session"),
    back=t("Write “undo” within half an hour."),
    undoing=undone.logged,
)
async def log_session(act: Act, form: LogSession) -> Reply:
    """Keep it as held, let the stage follow it, and tell those concerned."""
    session = act.save(
        Session(
            id=new_id(),
            collaboration_id=form.collaboration.id,
            session_kind=act.process.session_kind(form.kind).id,
            span=form.span(act),
            topic=form.topic,
            place=form.place,
            people=form.collaboration.developers,
            state=Held.HELD,
            logged=True,
        )
    )
    stage = act.process.session_kind(form.kind).begins
    if stage and session.ends_at > form.collaboration.stage_since:
        reached = form.collaboration.reach(stage, act.process, now=session.starts_at)
        if reached is not form.collaboration:
            take_step(StepKind.STAGE, form.collaboration, reached, act)
    await tell_change(session, t("{name} has logged a session", name=act.person.name), [_when(session)], act)
    return await session_card(session, act, title=t("Logged"))


def _when(session: Session) -> Fact:
    return Fact(label=t("Time"), value=t("{when}", when=session.span))
