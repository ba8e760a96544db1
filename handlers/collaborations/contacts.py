"""Who works with whom: the principal and the pair of one's collaborations, and who coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from handlers.collaborations.lacking import none_under_way, under_way, what_lacks
from handlers.collaborations.names import unit_name
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Button, Card, Fact, Option, Reply, Say, Table
from handlers.core.view import View
from handlers.fields.text import ChoiceKind
from handlers.people.listed import people_called
from handlers.units.chosen import KnownUnit
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role, Unit
from storage.store import Equal
from storage.values.texts import Message, Refusal, t, together, typed

PRINCIPAL, PAIR, COORDINATOR = "principal", "pair", "coordinator"


def _parts(view: View) -> list[Option]:
    return [
        Option(value=PRINCIPAL, label=t("Principal")),
        Option(value=PAIR, label=t("Pair")),
        Option(value=COORDINATOR, label=t("Coordinator")),
    ]


Part = Annotated[str, ChoiceKind(_parts)]


class Contacts(Form):
    """Who, and where; everybody in one's own collaborations where nothing is said."""

    part: Part = ask(t("Who"), default="")
    unit: KnownUnit | None = ask(t("Unit"), default=None)


@command(
    "contacts",
    sv="kontakter",
    about=t("See who you work with"),
    example=t("contacts Granliden"),
    reads=True,
    strangers=True,
    order=82,
)
async def contacts(view: View, form: Contacts) -> Reply:
    """Answer as far as the one who asks may know of it. Raises Refusal for a stranger's other questions."""
    if form.part == COORDINATOR:
        return await _coordinators(view)
    if not view.admitted:
        raise Refusal("I don't know you yet, so I can't say that. Ask {names}.", names=view.coordinators)
    if form.unit:
        return await _of_unit(form.unit, form.part, view)
    if view.person.coordinates:
        return await people_called(Role.PRINCIPAL if form.part == PRINCIPAL else Role.DEVELOPER, view)
    member = await view.find(Collaboration, Equal("members", view.person.id))
    found = [one for one in member if not one.has_ended(view.process)]
    if not found:
        return none_under_way(view)
    unit = await view.get(Unit, found[0].unit_id)
    if unit and len(found) == 1:
        return await _of_unit(unit, form.part, view)
    return await _table(found, form.part, view)


async def _coordinators(view: View) -> Reply:
    found = sorted(await view.who_coordinates(), key=lambda one: one.name.casefold())
    if not found:
        return Say(text=t("Nobody coordinates here yet."))
    return Card(title=t("Coordinator"), text=(_together(found, view),))


async def _of_unit(unit: Unit, part: str, view: View) -> Reply:
    """Return who works at a unit, or what it lacks."""
    found = await under_way(unit, view)
    lacks = await what_lacks(unit, view)
    if part == PRINCIPAL and view.person.coordinates:
        return await _principals(unit, found, view)
    if lacks and not (part in {"", PRINCIPAL} and found):
        return lacks
    return await _card(unit.name, found[0], part, view)


async def _principals(unit: Unit, found: Sequence[Collaboration], view: View) -> Card:
    """Return who leads a unit, for who coordinates: by the register, and by its collaborations."""
    active = Equal("active", value=True)
    there = [
        one
        for one in await view.find(Person, Equal("units", unit.id), active)
        if one.leads_on(unit.id, view.today)
    ]
    asked = [await view.get(Person, its) for one in found for its in one.principals]
    known = {one.id: one for one in (*there, *asked) if one}
    if known:
        return Card(
            title=typed(unit.name), facts=(Fact(label=t("Principal"), value=_together(known.values(), view)),)
        )
    add = Button(label=t("Add a person"), action="people.add", opens=True)
    return Card(title=t("I know no principal of {unit}", unit=unit.name), buttons=(add,))


async def _card(unit: str, collaboration: Collaboration, part: str, view: View) -> Card:
    facts = [
        Fact(label=label, value=await _people(ids, view))
        for name, label, ids in (
            (PRINCIPAL, t("Principal"), collaboration.principals),
            (PAIR, t("Pair"), collaboration.developers),
        )
        if part in {"", name}
    ]
    return Card(title=typed(unit), facts=tuple(facts), text=_waits(collaboration, part, view))


def _waits(collaboration: Collaboration, part: str, view: View) -> tuple[Message, ...]:
    if collaboration.developers or part == PRINCIPAL:
        return ()
    return (t("{names} appoints one.", names=view.coordinators),)


async def _table(found: Sequence[Collaboration], part: str, view: View) -> Table:
    named = {PRINCIPAL: t("Principal"), PAIR: t("Pair")}
    shown = [name for name in named if part in {"", name}]
    rows = []
    for one in found:
        ids = {PRINCIPAL: one.principals, PAIR: one.developers}
        rows.append((typed(await unit_name(one, view)), *[await _people(ids[name], view) for name in shown]))
    return Table(
        title=t("Who you work with"),
        columns=(t("Unit"), *(named[name] for name in shown)),
        rows=tuple(rows),
        empty=t("You take part in no collaboration right now."),
    )


async def _people(ids: Iterable[str], view: View) -> Message:
    found = [await view.get(Person, one) for one in ids]
    known = [one for one in found if one]
    return _together(known, view) if known else t("nobody yet")


def _together(people: Iterable[Person], view: View) -> Message:
    """Return the names, where one is the reader's own with that."""
    you = view.words.text(t("you"), view.language)
    return together([f"{one.name} ({you})" if one.id == view.person.id else one.name for one in people])
