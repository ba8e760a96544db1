"""The register of schools and preschools: list, add, change, import from CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

from handlers.cards.lists import NARROW, choice_of, nothing_found, page_of, paged, titled, traits
from handlers.cards.units import owner_of, school_form_of, unit_card
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Reply, Style, Table
from handlers.core.sifting import Row, sifted
from handlers.core.view import View
from handlers.fields.text import LINE, Line, Owner, ParagraphKind, SchoolForm
from handlers.fields.units import KnownUnit
from storage.documents.base import new_id
from storage.documents.drafts import Raw
from storage.documents.messages import Message, Refusal, named, t, tn, typed
from storage.documents.people import COORDINATING, Unit
from storage.store import Equal

MOST_ROWS = 500
ROWS_TEXT = 30_000
ADDING = timedelta(minutes=1)


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
    every = await view.find(Unit, Equal("confirmed", value=True), order_by="name_key")
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


class AddUnit(Form):
    """The new unit."""

    name: Line = ask(t("Name"))
    owner: Owner = ask(t("Owner"))
    school_form: SchoolForm = ask(t("School form"))

    async def amiss(self, view: View) -> Mapping[str, Message]:
        """Point out a name that is taken."""
        return await _taken(self.name, None, view)


@command(
    "units add",
    sv="enheter lägg till",
    about=t("Add a unit"),
    example=t("units add name=Solgården owner=municipal school-form=preschool"),
    who=COORDINATING,
    also=("lägg till enhet", "ny enhet", "add unit", "new unit"),
)
async def add(act: Act, form: AddUnit) -> Reply:
    """Add it to the register."""
    named = Unit(id=new_id(), name=form.name, owner=form.owner, school_form=form.school_form)
    asked_for = await act.find(Unit, Equal("name_key", named.name_key))
    if not await act.claim(f"unit:{named.name_key}", ADDING):
        raise Refusal("Somebody else is adding {name} right now. Look in the register.", name=form.name)
    unit = named
    if asked_for:
        unit = asked_for[0].changed(
            name=form.name, owner=form.owner, school_form=form.school_form, confirmed=True
        )
    return unit_card(act.save(unit), act)


class ChangeUnit(Form):
    """What is to be different."""

    unit: KnownUnit = ask(t("Unit"))
    name: Line = ask(t("Name"))
    owner: Owner = ask(t("Owner"))
    school_form: SchoolForm = ask(t("School form"))

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in how it is now."""
        unit = values.get("unit")
        return {"name": unit.name, "owner": unit.owner, "school_form": unit.school_form} if unit else {}

    async def amiss(self, view: View) -> Mapping[str, Message]:
        """Point out a name that is taken."""
        return await _taken(self.name, self.unit, view)


@command(
    "units change",
    sv="enheter ändra",
    about=t("Change a unit"),
    example=t("units change Almby skola"),
    who=COORDINATING,
)
async def change(act: Act, form: ChangeUnit) -> Reply:
    """Change it."""
    changed = form.unit.changed(name=form.name, owner=form.owner, school_form=form.school_form)
    return unit_card(act.save(changed), act)


async def _taken(name: str, own: Unit | None, view: View) -> dict[str, Message]:
    key = " ".join(name.casefold().split())
    others = await view.find(Unit, Equal("name_key", key), Equal("confirmed", value=True))
    if any(own is None or other.id != own.id for other in others):
        return {"name": t("There is already a unit called {name}.", name=name)}
    return {}


class Import(Form):
    """A CSV text with a unit a row: name, owner, school form."""

    rows: Annotated[str, ParagraphKind(ROWS_TEXT)] = ask(
        t("Rows"),
        hint=t("One unit a row: name; owner; school form. For example Almby; municipal; preschool"),
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Count what is new and what changes. Raises Refusal for the first row that doesn't fit."""
        new, changed = await _sorted(self.rows, view)
        return [
            Notice(
                t(
                    "{new}, {changed}.",
                    new=tn("{count} new unit", "{count} new units", len(new)),
                    changed=tn("{count} changed", "{count} changed", len(changed)),
                )
            )
        ]


@command(
    "units import",
    sv="enheter importera",
    about=t("Import units from CSV"),
    example=t("units import Solgården; municipal; preschool"),
    who=COORDINATING,
)
async def import_units(act: Act, form: Import) -> Reply:
    """Add and change them all, or none."""
    new, changed = await _sorted(form.rows, act)
    for unit in (*new, *changed):
        act.save(unit)
    return await units.run(act, Units(wanted=""))  # type: ignore[return-value]


async def _sorted(text: str, view: View) -> tuple[list[Unit], list[Unit]]:
    """Return the units that are new and those that change."""
    known = {one.name_key: one for one in await view.find(Unit)}
    new: dict[str, Unit] = {}
    changed: dict[str, Unit] = {}
    for number, row in enumerate(_rows(text), start=1):
        unit = _unit(number, row, view)
        if unit.name_key in new or unit.name_key in changed:
            raise Refusal("Row {row}: {name} is there twice.", row=number, name=unit.name)
        before = known.get(unit.name_key)
        if before is None:
            new[unit.name_key] = unit
        elif (before.owner, before.school_form, before.confirmed) != (unit.owner, unit.school_form, True):
            changed[unit.name_key] = before.changed(
                owner=unit.owner, school_form=unit.school_form, confirmed=True
            )
    if not new and not changed:
        raise Refusal("All of these units are already in the register, just as written here.")
    return list(new.values()), list(changed.values())


def _rows(text: str) -> list[list[str]]:
    separator = next((mark for mark in (";", "\t", ",") if mark in text), ";")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(c.strip() for c in row)]
    if rows and rows[0][0].strip().casefold() in {"name", "namn", "enhet", "unit"}:
        rows = rows[1:]
    if len(rows) > MOST_ROWS:
        raise Refusal("At most {most} units can be imported at once. Send fewer rows.", most=MOST_ROWS)
    return rows


def _unit(number: int, row: list[str], view: View) -> Unit:
    cells = [cell.strip() for cell in row]
    if len(cells) != 3 or not cells[0]:
        raise Refusal("Row {row}: write name, owner and school form, with semicolons between.", row=number)
    if len(cells[0]) > LINE:
        raise Refusal("Row {row}: the name is too long.", row=number)
    owner = _entry(cells[1], [(n, e.id) for e in view.process.owners for n in (e.sv, e.en, e.id)])
    form = _entry(cells[2], [(n, e.id) for e in view.process.school_forms for n in (e.sv, e.en, e.id)])
    if owner is None:
        raise Refusal(
            "Row {row}: “{text}” is no owner. Write municipal or independent.", row=number, text=cells[1]
        )
    if form is None:
        raise Refusal(
            "Row {row}: “{text}” is no school form. Write for example preschool or compulsory school.",
            row=number,
            text=cells[2],
        )
    return Unit(id=new_id(), name=cells[0], owner=owner, school_form=form)


def _entry(text: str, names: list[tuple[str, str]]) -> str | None:
    wanted = plain_letters(text)
    return next((entry for name, entry in names if plain_letters(name) == wanted), None)
