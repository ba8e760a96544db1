"""Take a session alone that the other of the pair can't come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Replace, Reply
from handlers.core.view import View
from handlers.sessions.chosen import SessionPickKind
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_card
from storage.documents.drafts import Raw
from storage.documents.people import DEVELOPING
from storage.documents.sessions import Held, Session
from storage.store import Equal, NotBefore
from storage.values.texts import Refusal, t
from storage.values.times import instant_text


class LackingKind(SessionPickKind):
    """A booked session to which one of those who lead it can't come."""

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        its = Equal("people", view.person.id), Equal("state", Held.BOOKED.value)
        found = await view.find(Session, *its, NotBefore("ends_at", instant_text(view.now)))
        lacking = [one.id for one in found if one.absent]
        return lacking[0] if len(lacking) == 1 else ""


class Take(Form):
    """Which session."""

    session: Annotated[Session, LackingKind()] = ask(t("Session"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where everybody comes, or the person doesn't lead it."""
        self.session.is_open()
        if not self.session.absent:
            raise Refusal("Everybody who leads it comes.")
        if view.person.id not in self.session.coming:
            raise Refusal("You don't lead this session.")
        return ()


@command(
    "take session",
    sv="jag tar den själv",
    about=t("Take a session alone"),
    example=t("take session {session}", session="Granliden"),
    who=DEVELOPING,
    order=92,
    tells=True,
    also=("ta träffen", "i take it alone"),
)
async def take(act: Act, form: Take) -> Reply:
    """Tell those who can't come that it takes place all the same."""
    session = form.session
    title = t(
        "{name} takes the session at {unit} alone",
        name=act.person.name,
        unit=await session_unit(session, act),
    )
    facts = (Fact(label=t("Time"), value=t("{when}", when=session.span)),)
    await act.letters.tell(session.absent, Card(title=title, facts=facts), about=session)
    return Replace(card=await session_card(session, act, title=t("You take it alone")))
