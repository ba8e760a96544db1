"""The bot's Home: what waits for you, and the buttons for what you can do now."""

from __future__ import annotations

from handlers.core.command import CommandSpec, command
from handlers.core.examples import possible
from handlers.core.forms import Form
from handlers.core.newcomers import in_another_language, ways_in
from handlers.core.replies import Button, Card, Page, Reply, Style
from handlers.core.view import View
from handlers.sessions.shown import session_table
from storage.documents.collaborations import Collaboration
from storage.documents.people import LEADING_A_UNIT
from storage.documents.sessions import Held, Session
from storage.store import Condition, Equal, NotBefore
from storage.values.texts import Message, t, tn
from storage.values.times import instant_text

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
        asked = await _requests(view, Equal("members", view.person.id))
        waiting = t(
            "Your request is waiting already. {names} will come back to you.", names=view.coordinators
        )
        knocked = t("I have told {names} that you ask to be let in.", names=view.coordinators)
        return await _welcome(view, waiting if asked else knocked)
    if not view.known:
        here = t("Here you ask for a collaboration with the quality developers.")
        return await _welcome(view, here, in_another_language())
    booked = await view.find(
        Session,
        Equal("people", view.person.id),
        Equal("state", Held.BOOKED.value),
        NotBefore("ends_at", instant_text(view.now)),
        order_by="starts_at",
        limit=SHOWN,
    )
    head = await _welcome(view, await _waiting(view))
    if not view.person.develops:
        return head
    return Page(parts=(head, await session_table(booked, view, title=t("Your next sessions"))))


async def _waiting(view: View) -> Message:
    if view.person.coordinates:
        count = await _requests(view)
        if not count:
            return t("No requests are waiting.")
        return tn("{count} request is waiting.", "{count} requests are waiting.", count)
    under_way = sum(not one.has_ended(view.process) for one in await _mine(view))
    if not under_way:
        return t("You take part in no collaboration right now.")
    return tn(
        "You take part in {count} collaboration.", "You take part in {count} collaborations.", under_way
    )


async def _requests(view: View, *whose: Condition) -> int:
    return len(await view.find(Collaboration, Equal("stage", view.process.request.id), *whose))


async def _mine(view: View) -> list[Collaboration]:
    if view.person.coordinates:
        return await view.find(Collaboration)
    return await view.find(Collaboration, Equal("members", view.person.id))


async def _welcome(view: View, *text: Message) -> Card:
    offered = [*await _jobs(view), Button(label=t("Help"), action="help")]
    able = {one.action for one in view.commands if isinstance(one, CommandSpec) and await possible(one, view)}
    title = t("Hello {name}", name=view.person.name) if view.person.name else t("Hello")
    return Card(title=title, text=text, buttons=tuple(one for one in offered if one.action in able))


async def _jobs(view: View) -> list[Button]:
    """Return the buttons for what is the reader's own to do, if they can do it now."""
    if not view.known:
        return list(ways_in(view))
    if not view.admitted:
        waits = await _requests(view, Equal("members", view.person.id))
        request = Button(label=t("Ask for a collaboration"), action="request", opens=True)
        return [Button(label=t("Withdraw your request"), action="withdraw", opens=True) if waits else request]
    buttons = []
    if view.person.coordinates:
        if await _requests(view):
            buttons.append(Button(label=t("See the requests"), action="requests", style=Style.PRIMARY))
        buttons.append(Button(label=t("Preview the digest"), action="digest"))
    if view.person.develops:
        buttons.append(Button(label=t("Log reflection"), action="reflect", style=Style.PRIMARY, opens=True))
        buttons.append(Button(label=t("Book a session"), action="book", opens=True))
    if view.person.has(*LEADING_A_UNIT):
        buttons.append(Button(label=t("Ask for a collaboration"), action="request", opens=True))
    if await _mine(view):
        buttons.append(Button(label=t("See the status"), action="status"))
    return buttons
