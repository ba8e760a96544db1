"""Change what a booked session is about, where it is, for whom and how long."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Reply
from handlers.core.view import View
from handlers.fields.length import Length
from handlers.fields.text import NamedLine
from handlers.sessions import undone
from handlers.sessions.changes import tell_change
from handlers.sessions.chosen import Booked
from handlers.sessions.planning import clashes
from handlers.sessions.shown import session_card
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t, typed


class ChangeSession(Form):
    """What is to be different; what is left as it is stays."""

    session: Booked = ask(t("Session"))
    topic: NamedLine = ask(t("Topic"), default="")
    place: NamedLine = ask(t("Place"), hint=t("A room or a link"), default="")
    team: NamedLine = ask(t("Team"), hint=t("Which part of the staff"), default="")
    length: Length | None = ask(t("Length"), hint=t("For example 90 min"), default=None)

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in how it is now."""
        one = values.get("session")
        if one is None:
            return {}
        minutes = int((one.ends_at - one.starts_at).total_seconds() // 60)
        return {"topic": one.topic, "place": one.place, "team": one.team, "length": str(minutes)}

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Ask what is to be different where nothing was said."""
        return () if len(values) > 1 else ("topic",)

    @property
    def changed(self) -> Session:
        """The session as it is to be."""
        span = self.session.span
        if self.length is not None:
            span = span.model_copy(update={"end": None}).closed(self.length)
        return self.session.changed(topic=self.topic, place=self.place, team=self.team, span=span)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell of clashes. Raises Refusal where nothing is different, or it can't be changed."""
        self.session.is_open()
        if self.changed == self.session:
            raise Refusal("Nothing is different from how it was.")
        if self.changed.span == self.session.span:
            return ()
        return await clashes([self.changed.span], self.session.people, view, but=[self.session])

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Read back what is different."""
        return [shown["session"], *_different(self.session, self.changed)]


@command(
    "change session",
    sv="ändra träff",
    about=t("Change a session: topic, place, team, length"),
    example=t("change session {session} place=Library", session="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    tells=True,
    order=57,
    also=("ändra träffen", "change the session"),
    back=t("Change it back with “change session”."),
    undoing=undone.changed,
)
async def change(act: Act, form: ChangeSession) -> Reply:
    """Keep it, and tell those concerned what is different."""
    facts = _different(form.session, form.changed)
    changed = act.save(form.changed)
    when = Fact(label=t("Time"), value=t("{when}", when=changed.span))
    told = [when, *(one for one in facts if one.label.key != "Topic")]
    await tell_change(changed, t("{name} has changed a session", name=act.person.name), told, act)
    return await session_card(changed, act, title=t("Changed"))


def _different(before: Session, after: Session) -> list[Fact]:
    parts = (
        (after.topic != before.topic, t("Topic"), typed(after.topic or "–")),
        (after.place != before.place, t("Place"), typed(after.place or "–")),
        (after.team != before.team, t("Team"), typed(after.team or "–")),
        (after.span != before.span, t("When"), t("{when}", when=after.span)),
    )
    return [Fact(label=label, value=value) for differs, label, value in parts if differs]
