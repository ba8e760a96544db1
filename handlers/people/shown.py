"""How people are shown."""

from __future__ import annotations

from handlers.core.replies import Button, Card, Fact
from handlers.core.standing import Stands
from handlers.core.view import View
from handlers.people.accounts import accounts_fact
from handlers.people.cautions import person_cautions
from handlers.people.let_in import lets_in
from handlers.people.load import load_of
from handlers.people.names import units_of
from handlers.people.positions_shown import position_facts
from handlers.people.roles import roles_of
from storage.documents.people import Account, Person
from storage.store import Equal
from storage.values.texts import Message, in_a_row, t, typed


async def person_card(person: Person, view: View) -> Card:
    """Return the person's card, with what who coordinates can do."""
    units = await units_of(person, view)
    home = typed(in_a_row(one.name for one in units)) if units else t("none")
    facts = [
        Fact(label=t("Role"), value=roles_of(person)),
        Fact(label=t("Home unit"), value=home),
        *await position_facts(person, view),
        await accounts_fact(person, view),
    ]
    if person.develops:
        facts.append(Fact(label=t("Load"), value=(await load_of(person, view)).words))
    if not person.active:
        facts.append(Fact(label=t("Status"), value=t("no longer active")))
    cautions = await _cautions(person, view) if view.person.coordinates else []
    return Card(
        title=typed(person.name), text=tuple(cautions), facts=tuple(facts), buttons=_buttons(person, view)
    )


async def _cautions(person: Person, view: View) -> list[Message]:
    """Return what who coordinates should know: that they can't be reached, or whom they may be taken for."""
    accounts = await view.find(Account, Equal("person_id", person.id))
    unreached: list[Message] = []
    if not accounts:
        unreached = [t("I know no chat account of {name}, so I can't write there.", name=person.name)]
    elif all(one.closed for one in accounts):
        unreached = [t("The chat account of {name} is closed, so I can't write there.", name=person.name)]
    return [*unreached, *await person_cautions(person, view)]


def _buttons(person: Person, view: View) -> tuple[Button, ...]:
    if not view.person.coordinates:
        return ()
    change = Button(
        label=t("Change {name}", name=person.name),
        action="people.change",
        id=person.id,
        revision=person.version,
        opens=True,
    )
    if person.approved:
        return (change,)
    return (*lets_in(person), change)


stands = Stands(Person, person_card)
