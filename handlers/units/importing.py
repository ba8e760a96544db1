"""Import units into the register, a row each."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.matching import plain_letters
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import LINE, ParagraphKind
from handlers.units.listed import Units, units
from storage.documents.base import new_id
from storage.documents.messages import Refusal, t, tn
from storage.documents.people import COORDINATING, Unit

MOST_ROWS = 500
ROWS_TEXT = 30_000


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
