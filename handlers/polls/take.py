"""Take one of the times: the session is booked, or moved there."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.access import may_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Replace, Reply
from handlers.core.view import View
from handlers.polls import undone
from handlers.polls.chosen import AnOpenPoll, ATime
from handlers.sessions.book import tell_booked
from handlers.sessions.changes import tell_change
from handlers.sessions.planning import at_own_school, clashes
from handlers.sessions.shown import session_card
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.polls import Poll
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t
from storage.values.times import Span, instant


class Take(Form):
    """Which question, and which of its times."""

    poll: AnOpenPoll = ask(t("Question of times"))
    time: ATime = ask(t("Time"))

    @property
    def span(self) -> Span:
        """The time that is taken."""
        return self.poll.spans[int(self.time)]

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell of clashes. Raises Refusal where nothing can be booked or moved there."""
        collaboration = await led(self.poll, view)
        collaboration.open_for_sessions(view.process)
        if instant(self.span.start) <= view.now:
            raise Refusal("That time has passed. Choose a time to come.")
        for wrong in await at_own_school([self.span], collaboration, collaboration.developers, view):
            raise Refusal(wrong.key, **wrong.values)
        session = await view.get(Session, self.poll.session_id)
        if session:
            session.move(self.span, now=view.now)
        return await clashes([self.span], collaboration.developers, view, but=[session] if session else [])


async def led(poll: Poll, view: View) -> Collaboration:
    """Return the collaboration of a question. Raises Refusal for who doesn't lead it."""
    collaboration = await view.need(Collaboration, poll.collaboration_id)
    if not may_lead(view.person, collaboration):
        raise Refusal("Those who lead the collaboration choose the time.")
    return collaboration


@command(
    "take time",
    sv="ta tiden",
    about=t("Take one of the times that were asked about"),
    example=t("take time {poll} Friday 9:00", poll="Granliden"),
    who=DEVELOPING | COORDINATING,
    lasting=True,
    order=94,
    chooses="time",
    also=("take the time",),
    back=t("Move or cancel the session."),
    undoing=undone.taken,
)
async def take(act: Act, form: Take) -> Reply:
    """Move or book the session, and tell those concerned."""
    collaboration = await led(form.poll, act)
    act.unchanged(collaboration)
    act.save(form.poll.changed(settled=True))
    session = await act.get(Session, form.poll.session_id)
    if session:
        moved = act.save(session.move(form.span, now=act.now))
        times = (
            Fact(label=t("Old time"), value=t("{when}", when=session.span)),
            Fact(label=t("New time"), value=t("{when}", when=moved.span)),
        )
        await tell_change(moved, t("{name} has moved a session", name=act.person.name), times, act)
        return Replace(card=await session_card(moved, act, title=t("Moved")))
    booked = act.save(
        Session(
            id=new_id(),
            collaboration_id=collaboration.id,
            session_kind=form.poll.session_kind,
            span=form.span,
            topic=form.poll.topic,
            people=collaboration.developers,
        )
    )
    await tell_booked([booked], collaboration, act)
    return Replace(card=await session_card(booked, act, title=t("Booked")))
