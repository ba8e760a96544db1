"""Say that one can't come to a session: the other of the pair is told, and decides what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Fact, Reply, Style
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.names import people_names
from handlers.sessions import undone
from handlers.sessions.chosen import ToCome
from handlers.sessions.names import session_unit
from handlers.sessions.shown import session_card
from storage.documents.people import DEVELOPING
from storage.documents.sessions import Session
from storage.values.texts import t, typed


class CannotCome(Form):
    """To which session, and why where one wants to say."""

    session: ToCome = ask(t("Session"))
    reason: Line = ask(
        t("Reason"), hint=t("The other of the pair will read it. Don't name anyone's health."), default=""
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who hears it. Raises Refusal where the person doesn't lead it."""
        self.session.without(view.person.id)
        others = [one for one in self.session.coming if one != view.person.id]
        if others:
            return [Notice(t("{names} is told.", names=await people_names(others, view)))]
        return [Notice(t("Nobody else leads it: {names} is told.", names=view.coordinators))]


@command(
    "can't come",
    sv="kan inte",
    about=t("Say that you can't come to a session"),
    example=t("can't come {session}", session="Granliden"),
    who=DEVELOPING,
    confirms=True,
    order=58,
    also=(
        "can't make it",
        "cant make it",
        "cant come",
        "can’t come",
        "can’t make it",
        "can´t come",
        "can´t make it",
        "cannot come",
        "cannot make it",
        "kan inte komma",
        "jag kan inte",
        "jag kan inte komma",
        "jag har förhinder",
        "förhinder",
    ),
    back=t("Tell the other of the pair, or write “change session”."),
    undoing=undone.absent,
)
async def cannot_come(act: Act, form: CannotCome) -> Reply:
    """Keep it, and tell the other of the pair, or those who coordinate where there is none."""
    others = [one for one in form.session.coming if one != act.person.id]
    session = act.save(form.session.without(act.person.id))
    told = others or [one.id for one in await act.who_coordinates()]
    await act.letters.tell(
        told, await _to_the_other(session, form.reason, act, alone=not others), about=session
    )
    return await session_card(session, act, title=t("Noted that you can't come"))


async def _to_the_other(session: Session, reason: str, act: Act, *, alone: bool) -> Card:
    about = {"id": session.id, "revision": session.version}
    take = Button(label=t("I take it alone"), action="take.session", style=Style.PRIMARY, **about)
    return Card(
        title=t(
            "{name} can't come to the session at {unit}",
            name=act.person.name,
            unit=await session_unit(session, act),
        ),
        facts=(
            Fact(label=t("Time"), value=t("{when}", when=session.span)),
            *([Fact(label=t("Topic"), value=typed(session.topic))] if session.topic else []),
            *([Fact(label=t("Reason"), value=typed(reason))] if reason else []),
        ),
        buttons=(
            *(() if alone else (take,)),
            Button(label=t("Cancel"), action="cancel", style=Style.DANGER, opens=True, **about),
            Button(label=t("Move"), action="move", opens=True, **about),
        ),
    )
