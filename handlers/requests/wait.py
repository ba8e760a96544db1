"""Put a request on the waiting list for a term, and take it off; alone it shows the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import age
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Replace, Reply, Table
from handlers.core.view import View
from handlers.fields.term import ATerm
from handlers.people.names import person_name
from handlers.requests import undone
from handlers.requests.chosen import Waiting
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING
from storage.documents.steps import StepKind
from storage.store import Equal
from storage.values.texts import Message, t, typed


class Wait(Form):
    """Which request, and for which term; the list where nothing is said."""

    request: Waiting | None = ask(t("Request"), default=None)
    term: ATerm | None = ask(t("Wished term"), hint=t("For example HT27 or next term"), default=None)

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Ask for the term of a request."""
        return ("term",) if values.get("request") else ()

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Ask for the term of a request."""
        return {"term": t("Write for which term it waits.")} if self.request and not self.term else {}


@command(
    "waiting list",
    sv="väntelista",
    about=t("Put a request on the waiting list, or see the list"),
    example=t("waiting list {request} next term", request="Björkängen"),
    who=COORDINATING,
    tells=True,
    order=86,
    also=(
        "väntelistan",
        "sätt på väntelista",
        "sätt på väntelistan",
        "på väntelista",
        "put on waiting list",
    ),
    back=t("Appoint a pair, or decline the request, to take it off the list."),
    undoing=undone.put_off,
)
async def wait(act: Act, form: Wait) -> Reply:
    """Put it there and tell the principal, or show the list."""
    if form.request is None or form.term is None:
        return await _list(act)
    put_off = form.request.put_off(form.term, act.process)
    waits = take_step(StepKind.WAITS, form.request, put_off, act, reason=str(form.term))
    unit = await unit_name(waits, act)
    title = t("Your request for {unit} is on the waiting list for {term}", unit=unit, term=str(form.term))
    text = t("{names} comes back to you when a pair is free.", names=act.coordinators)
    await act.letters.tell([waits.principal_id], Card(title=title, text=(text,)))
    return Replace(card=await act.card_of(waits))


async def _list(view: View) -> Table:
    found = await view.find(Collaboration, Equal("stage", view.process.request.id), order_by="requested_at")
    waits = [(one, one.waits_for) for one in found if one.waits_for]
    rows = [
        (
            typed(await unit_name(one, view)),
            typed(str(term)),
            typed(await person_name(one.principal_id, view)),
            age(one.requested_at, view),
        )
        for one, term in sorted(waits, key=lambda pair: (pair[1].year, pair[1].season == "HT"))
    ]
    return Table(
        title=t("Waiting list"),
        columns=(t("Unit"), t("Wished term"), t("Principal"), t("Waiting")),
        rows=tuple(rows),
        empty=t("Nobody is on the waiting list."),
    )
