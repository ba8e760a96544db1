"""The bot's Home: what waits for you, and the buttons you need most."""

from __future__ import annotations

from handlers.core.command import command
from handlers.core.forms import Form
from handlers.core.replies import Button, Card, Page, Reply, Style
from handlers.core.view import View
from handlers.sessions.shown import session_table
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, tn
from storage.documents.people import Role
from storage.documents.sessions import Held, Session
from storage.documents.times import instant_text
from storage.store import Equal, NotBefore

SHOWN = 5


class Home(Form):
    """Nothing is asked."""


@command(
    "home",
    sv="hem",
    about=t("See what waits for you"),
    example=t("home"),
    strangers=True,
    reads=True,
    order=92,
)
async def home(view: View, form: Home) -> Reply:
    """Greet, and show the next sessions."""
    if view.known and not view.person.approved:
        waiting = t(
            "Your request is waiting already. {names} will come back to you.", names=view.coordinators
        )
        return _welcome(waiting, view)
    if not view.known:
        return _welcome(t("Here you ask for a collaboration with the quality developers."), view)
    booked = await view.find(
        Session,
        Equal("people", view.person.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("ends_at", instant_text(view.now)),
        order_by="starts_at",
        limit=SHOWN,
    )
    head = _welcome(await _waiting(view), view)
    if not view.person.develops:
        return head
    return Page(parts=(head, await session_table(booked, view, title=t("Your next sessions"))))


async def _waiting(view: View) -> Message:
    if view.person.coordinates:
        count = len(await view.find(Collaboration, Equal("stage", view.process.request.id)))
        return tn("{count} request is waiting.", "{count} requests are waiting.", count)
    mine = await view.find(Collaboration, Equal("members", view.person.id))
    under_way = sum(not one.has_ended(view.process) for one in mine)
    if not under_way:
        return t("You take part in no collaboration right now.")
    return tn(
        "You take part in {count} collaboration.", "You take part in {count} collaborations.", under_way
    )


def _welcome(text: Message, view: View) -> Card:
    buttons = []
    if view.person.coordinates:
        buttons.append(Button(label=t("See the requests"), action="requests", style=Style.PRIMARY))
        buttons.append(Button(label=t("Preview the digest"), action="digest"))
    if view.person.develops:
        buttons.append(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, opens=True))
        buttons.append(Button(label=t("Book a session"), action="book", opens=True))
    if view.person.has(Role.PRINCIPAL) or not view.known:
        buttons.append(Button(label=t("Ask for a collaboration"), action="request", opens=True))
    if view.known and view.person.approved:
        buttons.append(Button(label=t("See the status"), action="status"))
    buttons.append(Button(label=t("Help"), action="help"))
    title = t("Hello {name}", name=view.person.name) if view.person.name else t("Hello")
    return Card(title=title, text=(text,), buttons=tuple(buttons))
