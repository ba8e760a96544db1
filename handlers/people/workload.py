"""How much each developer leads, this term and the next."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Fact, Reply, Table
from handlers.core.view import View
from handlers.people.chosen import ADeveloper
from handlers.people.developers import who_develops
from handlers.people.load import Load, load_in, next_term
from storage.documents.collaborations import Collaboration
from storage.documents.people import COORDINATING, DEVELOPING, Person, Unit
from storage.values.texts import Message, Refusal, lines, named, t, typed
from storage.values.times import Term


class Workload(Form):
    """Whose; everybody's where nobody is named."""

    person: ADeveloper | None = ask(t("Developer"), default=None)


@command(
    "workload",
    sv="belastning",
    about=t("See who leads how much, this term and the next"),
    example=t("workload {person}", person="Maja"),
    who=COORDINATING | DEVELOPING,
    reads=True,
    order=72,
    also=("belastningen", "min belastning", "my workload"),
)
async def workload(view: View, form: Workload) -> Reply:
    """Show one developer's collaborations, or everybody's load. Raises Refusal for a colleague's."""
    terms = Term.of(view.today), next_term(view.today)
    person = form.person or (None if view.person.coordinates else view.person)
    if person is None:
        rows = [await _row(one, terms, view) for one in await who_develops(view)]
        return Table(
            title=t("Workload"),
            columns=(t("Name"), *(t("{term}", term=str(one)) for one in terms)),
            rows=tuple(rows),
            empty=t("Nobody develops here yet."),
        )
    if person.id != view.person.id and not view.person.coordinates:
        raise Refusal("You can see your own load. Ask {names} about the others'.", names=view.coordinators)
    facts = [
        Fact(label=t("{term}", term=str(one)), value=await _led(await load_in(person, one, view), view))
        for one in terms
    ]
    return Card(title=t("Workload: {name}", name=person.name), facts=tuple(facts))


async def _row(person: Person, terms: Sequence[Term], view: View) -> tuple[Message, ...]:
    loads = [await load_in(person, one, view) for one in terms]
    return (typed(person.name), *(_marked(one) for one in loads))


def _marked(load: Load) -> Message:
    return t("{load}: too much", load=load.words) if load.too_much else load.words


async def _led(load: Load, view: View) -> Message:
    named = [await _line(one, view) for one in load.led]
    return lines(_marked(load), *named)


async def _line(one: Collaboration, view: View) -> Message:
    unit = await view.get(Unit, one.unit_id)
    size = named(view.process.size(one.size))
    return t("{unit}, {size}", unit=unit.name if unit else "–", size=size)
