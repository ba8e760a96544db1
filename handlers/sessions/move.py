"""Move a booked session to another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Reply
from handlers.core.view import View
from handlers.fields.when import Spans
from handlers.sessions import undone
from handlers.sessions.changes import tell_change
from handlers.sessions.moved import Moved
from handlers.sessions.new_time import NewTime
from handlers.sessions.planning import at_own_school, clashes, days_off
from handlers.sessions.shown import session_card
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, DEVELOPING
from storage.values.texts import t


class Move(Form):
    """Which session, and to when."""

    session: Moved = ask(t("Session"))
    when: NewTime = ask(t("New time"), hint=t("For example Friday week 43 9–10:30, or a week later"))

    @classmethod
    async def complete_field(cls, field: str, raw: Raw, values: Mapping[str, Any], view: View) -> Raw | None:
        """Let the new time wait until it is known which session is moved."""
        if field != "when":
            return raw
        return raw if "session" in values else None

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what was taken for granted. Raises Refusal where it can't be moved there."""
        self.session.move(self.when.spans[0], now=view.now)
        collaboration = await view.get(Collaboration, self.session.collaboration_id)
        if collaboration:
            collaboration.open_for_sessions(view.process)
        spans = (self.session.move(self.when.spans[0], now=view.now).span,)
        leaders = self.session.people
        return [
            *(Notice(note) for note in self.when.notes),
            *await days_off(Spans(spans), collaboration, view),
            *map(Notice, await at_own_school(spans, collaboration, leaders, view)),
            *await clashes(spans, leaders, view, but=[self.session]),
        ]

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Read back the old and the new time."""
        new = self.session.move(self.when.spans[0], now=view.now).span
        return [
            shown["session"],
            Fact(label=t("Old time"), value=t("{when}", when=self.session.span)),
            Fact(label=t("New time"), value=t("{when}", when=new)),
        ]


@command(
    "move",
    sv="flytta",
    about=t("Move a session"),
    example=t("move {session} a week later", session="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=55,
    also=("boka om", "rebook"),
    back=t("Move the session back with “move”."),
    undoing=undone.moved,
)
async def move(act: Act, form: Move) -> Reply:
    """Move it, and tell those concerned the old and the new time."""
    moved = act.save(form.session.move(form.when.spans[0], now=act.now))
    times = (
        Fact(label=t("Old time"), value=t("{when}", when=form.session.span)),
        Fact(label=t("New time"), value=t("{when}", when=moved.span)),
    )
    await tell_change(moved, t("{name} has moved a session", name=act.person.name), times, act)
    return await session_card(moved, act, title=t("Moved"))
