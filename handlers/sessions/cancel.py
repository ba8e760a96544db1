"""Call a booked session off."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Replace, Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.sessions import undone
from handlers.sessions.changes import tell_change
from handlers.sessions.chosen import Booked
from handlers.sessions.shown import session_card
from storage.documents.people import COORDINATING, DEVELOPING
from storage.values.texts import t, typed


class Cancel(Form):
    """Which session, and why."""

    session: Booked = ask(t("Session"))
    reason: Line = ask(
        t("Reason"), hint=t("Those concerned will read it. Don't name anyone's health."), default=""
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where it can't be cancelled."""
        self.session.cancel()
        return ()


@command(
    "cancel",
    sv="ställ in",
    about=t("Cancel a session"),
    example=t("cancel {session}", session="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    order=56,
    also=("avboka",),
    back=t("Book the session anew with “book”."),
    undoing=undone.cancelled,
)
async def cancel(act: Act, form: Cancel) -> Reply:
    """Cancel it, and tell those concerned."""
    cancelled = act.save(form.session.cancel())
    facts = [Fact(label=t("Time"), value=t("{when}", when=cancelled.span))]
    if form.reason:
        facts.append(Fact(label=t("Reason"), value=typed(form.reason)))
    await tell_change(cancelled, t("{name} has cancelled a session", name=act.person.name), facts, act)
    return Replace(card=await session_card(cancelled, act, title=t("Cancelled")))
