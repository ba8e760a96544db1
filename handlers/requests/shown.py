"""How a request is shown, with what who coordinates can do with it."""

from __future__ import annotations

from handlers.collaborations.shown import age, request_facts
from handlers.core.replies import Button, Card, Fact, Style
from handlers.core.view import View
from handlers.people.accounts import accounts_fact
from handlers.people.cautions import request_cautions
from handlers.units.shown import unit_facts
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.values.texts import Message, t, typed


async def request_card(collaboration: Collaboration, view: View, *, title: Message | None = None) -> Card:
    """Return a request with all that was written, and what who coordinates can do with it."""
    unit = await view.need(Unit, collaboration.unit_id)
    principal = await view.need(Person, collaboration.principal_id)
    notes = []
    if not principal.approved:
        notes.append(t("{name} is not known here yet.", name=principal.name))
    if not unit.confirmed:
        notes.append(t("{unit} is not in the register yet.", unit=unit.name))
    waits = view.person.coordinates and collaboration.is_request(view.process)
    cautions = await request_cautions(collaboration, view) if waits else []
    return Card(
        title=title or t("{unit} asks for a collaboration", unit=unit.name),
        text=(*notes, *cautions),
        facts=(
            Fact(label=t("Principal"), value=typed(principal.name)),
            *([] if principal.approved else [await accounts_fact(principal, view)]),
            *unit_facts(unit, view),
            *request_facts(collaboration, view),
            Fact(label=t("Waiting"), value=age(collaboration.requested_at, view)),
            *waiting_list(collaboration),
        ),
        buttons=await _request_buttons(collaboration, view, confirmed=not notes),
    )


def waiting_list(collaboration: Collaboration) -> tuple[Fact, ...]:
    """Return for which term a request is on the waiting list, if it is."""
    if collaboration.waits_for is None:
        return ()
    return (Fact(label=t("On the waiting list for"), value=typed(str(collaboration.waits_for))),)


async def _request_buttons(
    collaboration: Collaboration, view: View, *, confirmed: bool
) -> tuple[Button, ...]:
    if not view.person.coordinates or not collaboration.is_request(view.process):
        return ()
    about = {"id": collaboration.id, "revision": collaboration.version}
    confirm = Button(
        label=t("Confirm person and unit"), action="requests.confirm", style=Style.PRIMARY, **about
    )
    about["opens"] = True
    first = Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, **about)
    return (
        first if confirmed else confirm,
        Button(label=t("Ask a question"), action="requests.ask", **about),
        Button(label=t("Decline"), action="requests.decline", style=Style.DANGER, **about),
    )
