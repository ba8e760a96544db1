"""The requests that wait, the oldest first."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import age
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.lists import choice_of, nothing_found
from handlers.core.replies import Page, Reply, Say
from handlers.core.sifting import Row, sifted
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.names import person_name
from handlers.requests.shown import request_card
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, lines, t, tn, typed
from storage.documents.people import COORDINATING
from storage.store import Equal

SHOWN = 8
LISTED = 30  # with those that get a line each


class Requests(Form):
    """Which requests; all that wait where nothing is said."""

    wanted: Line = ask(t("Which ones"), hint=t("Part of the unit's or the principal's name."), default="")


@command(
    "requests",
    sv="förfrågningar",
    about=t("See the requests that wait"),
    example=t("requests"),
    who=COORDINATING,
    reads=True,
    order=10,
)
async def requests(view: View, form: Requests) -> Reply:
    """Show the oldest requests first, each with what can be done."""
    every = await view.find(Collaboration, Equal("stage", view.process.request.id), order_by="requested_at")
    waiting = await sifted(form.wanted, [await _row(one, view) for one in every]) if form.wanted else every
    if form.wanted and not waiting:
        units = [typed(await unit_name(one, view)) for one in every[:LISTED]]
        choices = (choice_of(t("Unit"), units),) if units else ()
        return nothing_found(form.wanted, "requests", choices, view)
    if not waiting:
        return Say(text=t("No requests are waiting."))
    cards = [await request_card(one, view) for one in waiting[:SHOWN]]
    rest = [await _line(one, view) for one in waiting[SHOWN:LISTED]]
    return Page(parts=(_head(len(waiting)), *cards, *((Say(text=lines(*rest)),) if rest else ())))


def _head(count: int) -> Say:
    """Return how many wait, and how to see those that don't fit."""
    waiting = tn("{count} request is waiting.", "{count} requests are waiting.", count)
    how = t("{waiting} Write “requests” and a unit's name to see one of them.", waiting=waiting)
    return Say(text=how if count > SHOWN else waiting)


async def _row(request: Collaboration, view: View) -> Row[Collaboration]:
    names = (await unit_name(request, view), await person_name(request.principal_id, view))
    return Row(request, names)


async def _line(request: Collaboration, view: View) -> Message:
    waited = age(request.requested_at, view)
    return t("Also waiting: {unit}, {age}", unit=await unit_name(request, view), age=waited)
