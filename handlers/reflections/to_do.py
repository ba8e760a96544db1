"""What waits for oneself: sessions that want one press, whether they were held; grade and text come later."""

from __future__ import annotations

from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Button, Card, Option, Page, Replace, Reply, Say, Style
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from handlers.sessions.chosen import Ended, closed_among
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_card, session_line
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.sessions import Held, Session
from storage.store import Before, Equal
from storage.values.texts import t, tn
from storage.values.times import instant_text

MOST = 8


class ToDo(Form):
    """Nothing is asked."""


@command(
    "to do",
    sv="ogjort",
    about=t("See what you have not logged"),
    example=t("to do"),
    who=DEVELOPING | COORDINATING,
    reads=True,
    order=41,
    also=("att göra", "todo", "mitt ogjorda"),
)
async def to_do(view: View, form: ToDo) -> Reply:
    """Show one's own sessions that nobody has said yet what became of, each with its two buttons."""
    its = Equal("people", view.person.id), Equal("state", Held.BOOKED.value)
    ended = await view.find(Session, *its, Before("ends_at", instant_text(view.now)), order_by="ends_at")
    closed = await closed_among({one.collaboration_id for one in ended}, view)
    mine = [one for one in reversed(ended) if view.person.id not in one.absent]
    found = [one for one in mine if one.collaboration_id not in closed]
    if not found:
        return Say(text=t("Nothing waits for you."))
    count = tn("{count} session waits for a press", "{count} sessions wait for a press", len(found))
    return Page(parts=(Say(text=count), *[await _card(one, view) for one in found[:MOST]]))


async def _card(session: Session, view: View) -> Card:
    about = {"id": session.id, "revision": session.version, "action": "mark.session"}
    return Card(
        title=t(
            "{unit}: {session}", unit=await session_unit(session, view), session=session_line(session, view)
        ),
        buttons=(
            Button(label=t("It was held"), choice=Held.HELD.value, style=Style.PRIMARY, **about),
            Button(label=t("It was not held"), choice=Held.NOT_HELD.value, **about),
            Button(
                label=t("Log reflection"),
                action="reflect",
                opens=True,
                id=session.id,
                revision=session.version,
            ),
        ),
    )


def _outcomes(view: View) -> list[Option]:
    return [
        Option(value=Held.HELD.value, label=t("it was held")),
        Option(value=Held.NOT_HELD.value, label=t("it was not held")),
    ]


_ALSO = {
    Held.HELD.value: ("blev av", "hölls", "held"),
    Held.NOT_HELD.value: ("inte av", "hölls inte", "not held"),
}
WhatBecame = Annotated[str, ChoiceKind(_outcomes, also=lambda _: _ALSO)]


class Mark(Form):
    """Which session, and whether it was held."""

    session: Ended = ask(t("Session"))
    outcome: WhatBecame = ask(t("Was it held?"))


@command(
    "mark session",
    sv="markera träff",
    about=t("Say whether a session was held"),
    example=t("mark session {session} it was held", session="Granliden"),
    who=DEVELOPING | COORDINATING,
    lasting=True,
    order=93,
    chooses="outcome",
    back=t("Write “reflect” and what became of it."),
)
async def mark(act: Act, form: Mark) -> Reply:
    """Note it; grade and text can come later."""
    marked = act.save(form.session.reflected(Held(form.outcome), now=act.now))
    return Replace(card=await session_card(marked, act, title=t("Noted")))
