"""Confirm who asks for a collaboration, and the unit."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Card, Fact, Replace, Reply, Say
from handlers.core.view import View
from handlers.people.accounts import accounts_fact
from handlers.people.cautions import request_cautions
from handlers.people.roles import roles_of
from handlers.requests.chosen import Waiting
from handlers.requests.shown import request_card
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, Person, Position, Role, Unit
from storage.store import Equal
from storage.values.texts import t, typed


class Confirming(Form):
    """Which request's person and unit are right."""

    request: Waiting = ask(t("Request"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who is let in, from which account, whom they may be taken for, and whose unit it is."""
        principal = await view.need(Person, self.request.principal_id)
        account = await accounts_fact(principal, view)
        who = t("{name}, {label}: {account}", name=principal.name, label=account.label, account=account.value)
        cautions = await request_cautions(self.request, view)
        return [Notice(one) for one in (*(() if principal.approved else (who,)), *cautions)]


@command(
    "requests confirm",
    sv="förfrågningar bekräfta",
    about=t("Confirm the person and the unit of a request"),
    example=t("requests confirm {request}", request="Björkängen"),
    who=COORDINATING,
    tells=True,
)
async def confirm(act: Act, form: Confirming) -> Reply:
    """Let the person in as principal and the unit into the register."""
    unit = await act.need(Unit, form.request.unit_id)
    principal = await act.need(Person, form.request.principal_id)
    if not unit.confirmed:
        unit = await _into_register(unit, form.request, act)
    if not principal.approved:
        positions = principal.positions
        if not principal.units_on(act.today):
            positions = (*positions, Position(role=Role.PRINCIPAL, unit_id=unit.id))
        roles = tuple(dict.fromkeys((*principal.roles, Role.PRINCIPAL)))
        confirmed = act.save(principal.changed(approved=True, roles=roles, positions=positions))
        await act.letters.tell(
            [principal.id],
            Say(
                text=t("{name} has confirmed you and {unit}. Welcome!", name=act.person.name, unit=unit.name)
            ),
        )
        title = t("{name} has confirmed {person}", name=act.person.name, person=principal.name)
        facts = (
            Fact(label=t("Role"), value=roles_of(confirmed)),
            Fact(label=t("Home unit"), value=typed(unit.name)),
            await accounts_fact(confirmed, act),
        )
        await act.letters.tell(
            [one.id for one in await act.who_coordinates()], Card(title=title, facts=facts)
        )
    request = await act.need(Collaboration, form.request.id)
    return Replace(card=await request_card(request, act))


async def _into_register(unit: Unit, request: Collaboration, act: Act) -> Unit:
    """Confirm the unit; where the register has one of that name already, the request is for that one."""
    namesakes = await act.find(Unit, Equal("name_key", unit.name_key), Equal("confirmed", value=True))
    if not namesakes:
        return act.save(unit.changed(confirmed=True))
    act.save(request.changed(unit_id=namesakes[0].id))
    act.remove(unit)
    return namesakes[0]
