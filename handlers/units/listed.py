"""The register of units, sifted by name, owner and school form."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.lists import NARROW, choice_of, nothing_found, page_of, paged, titled, traits
from handlers.core.replies import Button, Reply, Style, Table
from handlers.core.sifting import Row, sifted
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.units.shown import owner_of, school_form_of, unit_card
from storage.documents.people import Unit
from storage.store import Equal
from storage.values.letters import order_of
from storage.values.texts import named, t, tn, typed


class Units(Form):
    """Which units; all where nothing is said."""

    wanted: Line = ask(t("Which ones"), hint=t("Part of a name, an owner or a school form."), default="")


@command(
    "units",
    sv="enheter",
    about=t("See the register of units"),
    example=t("units preschools"),
    reads=True,
    order=80,
)
async def units(view: View, form: Units) -> Reply:
    """List the register, or what is wanted of it."""
    registered = await view.find(Unit, Equal("confirmed", value=True))
    every = sorted(registered, key=lambda one: order_of(one.name))
    owners = {one.id: named(one) for one in view.process.owners}
    forms = {one.id: named(one) for one in view.process.school_forms}
    rows = [Row(one, (one.name,), frozenset({one.owner, one.school_form})) for one in every]
    found = await sifted(
        form.wanted, rows, (*traits("owner", owners, view), *traits("school form", forms, view))
    )
    if form.wanted and not found:
        choices = (choice_of(t("Owner"), owners.values()), choice_of(t("School form"), forms.values()))
        return nothing_found(form.wanted, "units", choices, view)
    if form.wanted and len(found) == 1:
        return unit_card(found[0], view)
    how = t("write “units” and part of a name, an owner or a school form to see them.")
    return paged(_table(found, form.wanted, view), len(found), NARROW, how, view)


def _table(found: Sequence[Unit], wanted: str, view: View) -> Table:
    buttons: tuple[Button, ...] = ()
    if view.person.coordinates:
        buttons = (
            Button(label=t("Add a unit"), action="units.add", style=Style.PRIMARY, opens=True),
            Button(label=t("Change a unit"), action="units.change", opens=True),
            Button(label=t("Import"), action="units.import", opens=True),
        )
    return Table(
        title=titled(tn("{count} unit", "{count} units", len(found)), wanted),
        columns=(t("Unit"), t("Owner"), t("School form")),
        rows=tuple(
            (typed(one.name), owner_of(one, view), school_form_of(one, view))
            for one in page_of(found, NARROW, view)
        ),
        empty=t("The register is empty. Add the first unit."),
        buttons=buttons,
    )
