"""Move a booked session to another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.cards.changes import tell_change
from handlers.cards.sessions import session_card
from handlers.core.command import command
from handlers.core.context import Context
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Reply
from handlers.fields.moved import Moved
from handlers.fields.new_time import new_time
from handlers.fields.planning import clashes, days_off
from handlers.fields.text import bare
from handlers.fields.when import OneTime
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.messages import t
from storage.documents.people import COORDINATING, DEVELOPING


class Move(Form):
    """Which session, and to when."""

    session: Moved = ask(t("Session"))
    when: OneTime = ask(t("New time"), hint=t("For example Friday week 43 9–10:30, or a week later"))

    @classmethod
    async def meant(cls, field: str, raw: Raw, values: Mapping[str, Any], ctx: Context) -> Raw | None:
        """Make the new time whole by the session's own, once it is known which one."""
        if field != "when":
            return raw
        return new_time(bare(raw), values["session"].span, ctx) if "session" in values else None

    async def notices(self, ctx: Context) -> Sequence[Notice]:
        """Tell what was taken for granted. Raises Refusal where it can't be moved there."""
        self.session.move(self.when.spans[0], now=ctx.now)
        collaboration = await ctx.get(Collaboration, self.session.collaboration_id)
        if collaboration:
            collaboration.open_for_sessions(ctx.process)
        spans = (self.session.move(self.when.spans[0], now=ctx.now).span,)
        return [
            *(Notice(note) for note in self.when.notes),
            *await days_off(spans, collaboration, ctx),
            *await clashes(spans, self.session.people, ctx, but=self.session),
        ]

    def facts(self, shown: Mapping[str, Fact], ctx: Context) -> Sequence[Fact]:
        """Read back the old and the new time."""
        new = self.session.move(self.when.spans[0], now=ctx.now).span
        return [
            shown["session"],
            Fact(label=t("Old time"), value=t("{when}", when=self.session.span)),
            Fact(label=t("New time"), value=t("{when}", when=new)),
        ]


@command(
    "move",
    sv="flytta",
    about=t("Move a session"),
    example=t("move Granliden Friday 9–10:30"),
    who=DEVELOPING | COORDINATING,
    order=55,
    also=("boka om", "rebook"),
    back=t("Move the session back with “move”."),
)
async def move(ctx: Context, form: Move) -> Reply:
    """Move it, and tell those concerned the old and the new time."""
    moved = ctx.save(form.session.move(form.when.spans[0], now=ctx.now))
    times = (
        Fact(label=t("Old time"), value=t("{when}", when=form.session.span)),
        Fact(label=t("New time"), value=t("{when}", when=moved.span)),
    )
    await tell_change(moved, t("{name} has moved a session", name=ctx.person.name), times, ctx)
    return await session_card(moved, ctx, title=t("Moved"))
