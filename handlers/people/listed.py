"""Who is who: the list of people, sifted by name, role, unit and state."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.lists import WIDE, choice_of, nothing_found, page_of, paged, titled, traits
from handlers.core.replies import Button, Reply, Style, Table
from handlers.core.sifting import Row, sifted
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.people.load import load_of
from handlers.people.names import units_of
from handlers.people.roles import ROLES, roles_of
from handlers.people.shown import person_card
from storage.documents.people import COORDINATING, Person, Role, Unit
from storage.values.letters import order_of
from storage.values.texts import Message, in_a_row, t, tn, typed

STATES = {"waiting": t("waiting"), "active": t("active"), "inactive": t("inactive")}
STATES_IN_LISTS = {"waiting": t("waits for approval"), "inactive": t("no longer active")}
STATES_DENIED = {"inactive": t("not active")}
MOST_APPROVED = 10  # buttons in one list; who waits beyond them is in the form's own list


class People(Form):
    """Which people; everybody where nothing is said."""

    wanted: Line = ask(t("Which ones"), hint=t("Part of a name, a role, a unit, or who waits."), default="")


@command(
    "people",
    sv="personer",
    about=t("See who is who"),
    example=t("people principals"),
    who=COORDINATING,
    reads=True,
    order=70,
    also=("vem är", "vilka är", "who is", "who are"),
)
async def people(view: View, form: People) -> Reply:
    """List everybody, or who is wanted, those who wait for approval first."""
    return await _list(form.wanted, view)


async def people_called(role: Role, view: View) -> Reply:
    """List those with a role, to who coordinates."""
    return await _list(view.words.text(ROLES[role], view.language), view)


async def _list(wanted: str, view: View) -> Reply:
    every = sorted(
        await view.find(Person), key=lambda one: (one.approved, not one.active, order_of(one.name))
    )
    found = await _wanted(every, wanted, view) if wanted else every
    if wanted and not found:
        choices = (choice_of(t("Role"), ROLES.values()), choice_of(t("Status"), STATES.values()))
        return nothing_found(wanted, "people", choices, view)
    if wanted and len(found) == 1:
        return await person_card(found[0], view)
    table = Table(
        title=titled(tn("{count} person", "{count} people", len(found)), wanted),
        columns=(t("Name"), t("Role"), t("Home unit"), t("Load")),
        rows=tuple([await _row(one, view) for one in page_of(found, WIDE, view)]),
        empty=t("Nobody is registered yet."),
        buttons=_buttons(found),
    )
    how = t("write “people” and part of a name, a role or a unit to see them.")
    return paged(table, len(found), WIDE, how, view)


async def _wanted(every: Sequence[Person], text: str, view: View) -> list[Person]:
    """Return the people with the names, roles, home units and states that are asked for."""
    units = {one.id: one.name for one in await view.find(Unit)}
    rows = [
        Row(
            one,
            (one.name, *(units.get(its, "") for its in one.units_on(view.today))),
            frozenset({*(role.value for role in one.roles), _state(one)}),
        )
        for one in every
    ]
    roles = {role.value: label for role, label in ROLES.items()}
    states = [
        one for names in (STATES, STATES_IN_LISTS, STATES_DENIED) for one in traits("state", names, view)
    ]
    return await sifted(text, rows, (*traits("role", roles, view), *states))


def _state(person: Person) -> str:
    if not person.approved:
        return "waiting"
    return "active" if person.active else "inactive"


def _buttons(found: Sequence[Person]) -> tuple[Button, ...]:
    waiting = [one for one in found if not one.approved]
    return (
        Button(label=t("Add a person"), action="people.add", style=Style.PRIMARY, opens=True),
        Button(label=t("Change a person"), action="people.change", opens=True),
        *(
            Button(
                label=t("Let in {name}", name=one.name),
                action="people.approve",
                id=one.id,
                revision=one.version,
                opens=True,
            )
            for one in waiting[:MOST_APPROVED]
        ),
    )


async def _row(person: Person, view: View) -> tuple[Message, ...]:
    units = await units_of(person, view)
    state = STATES_IN_LISTS.get(_state(person))
    roles = t("{roles}, {state}", roles=roles_of(person), state=state) if state else roles_of(person)
    return (
        typed(person.name),
        roles,
        typed(in_a_row(one.name for one in units) or "–"),
        (await load_of(person, view)).words if person.develops else typed("–"),
    )
