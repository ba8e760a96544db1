"""Import units from a CSV text, pasted or sent as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.sheets import ROWS_TEXT, check_rows, refused
from handlers.core.view import View
from handlers.fields.text import Owner, ParagraphKind, SchoolForm
from handlers.units.listed import Units, units
from handlers.units.sheet import Row, Sheet, SheetReader
from storage.documents.base import new_id
from storage.documents.people import COORDINATING, Unit
from storage.values.letters import key_of
from storage.values.texts import Message, Refusal, t, tn


class Import(Form):
    """A CSV text with a unit a row: name, owner, school form."""

    rows: Annotated[str, ParagraphKind(ROWS_TEXT)] = ask(
        t("Rows"),
        hint=t("One unit a row: name; owner; school form. For example Almby; municipal; preschool"),
    )
    owner: Owner = ask(t("Owner where a row names none"), default="")
    school_form: SchoolForm = ask(t("School form where a row names none"), default="")

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out that rows lack what nothing is chosen for."""
        sheet = _read(self, view)
        known = await _known(view)
        new = [row for row in sheet.rows if key_of(row.name) not in known]
        ownerless = 0 if self.owner else sum(row.owner is None for row in new)
        formless = 0 if self.school_form else sum(row.school_form is None for row in new)
        return _lacking(ownerless, formless) if not sheet.faults else {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Count what is new and what changes. Raises Refusal for the rows that don't fit, all at once."""
        new, changed = await _sorted(self, view)
        return [
            Notice(
                t(
                    "{new}, {changed}.",
                    new=tn("{count} new unit", "{count} new units", len(new)),
                    changed=tn("{count} changed unit", "{count} changed units", len(changed)),
                )
            )
        ]


@command(
    "units import",
    sv="enheter importera",
    about=t("Import units from CSV"),
    example=t("units import Solgården; municipal; preschool"),
    who=COORDINATING,
    file="rows",
    also=("importera enheter", "import units"),
)
async def import_units(act: Act, form: Import) -> Reply:
    """Add and change them all, or none."""
    new, changed = await _sorted(form, act)
    for unit in (*new, *changed):
        act.save(unit)
    return await units.run(act, Units(wanted=""))  # type: ignore[return-value]


def _read(form: Import, view: View) -> Sheet:
    """Return what the rows say. Raises Refusal where there are none to import, or too many."""
    sheet = SheetReader(view.process, view.municipality.unit_words).read(form.rows)
    check_rows(len(sheet.rows) + len(sheet.faults), headed=sheet.headed)
    return sheet


async def _sorted(form: Import, view: View) -> tuple[list[Unit], list[Unit]]:
    """Return the units that are new and those that change. Raises Refusal where a row doesn't fit."""
    sheet = _read(form, view)
    if sheet.faults:
        raise refused(sheet.faults)
    known = await _known(view)
    new: list[Unit] = []
    changed: list[Unit] = []
    for row in sheet.rows:
        before = known.get(key_of(row.name))
        if before is None:
            new.append(_unit(row, form))
        elif (after := _after(before, row)) != before:
            changed.append(after)
    if not new and not changed:
        raise Refusal("All of these units are already in the register, just as written here.")
    return new, changed


async def _known(view: View) -> dict[str, Unit]:
    """Return all units by their keys; of two with one key the confirmed one."""
    found = sorted(await view.find(Unit), key=lambda one: one.confirmed)
    return {one.name_key: one for one in found}


def _unit(row: Row, form: Import) -> Unit:
    owner, school_form = row.owner or form.owner, row.school_form or form.school_form
    return Unit(id=new_id(), name=row.name, owner=owner, school_form=school_form)


def _after(before: Unit, row: Row) -> Unit:
    """Return the unit as the row has it; what the row doesn't say stays."""
    owner, school_form = row.owner or before.owner, row.school_form or before.school_form
    return before.changed(owner=owner, school_form=school_form, confirmed=True)


def _lacking(ownerless: int, formless: int) -> dict[str, Message]:
    lacking: dict[str, Message] = {}
    if ownerless:
        lacking["owner"] = tn(
            "{count} row names no owner. Choose one for it.",
            "{count} rows name no owner. Choose one for them.",
            ownerless,
        )
    if formless:
        lacking["school_form"] = tn(
            "{count} row names no school form. Choose one for it.",
            "{count} rows name no school form. Choose one for them.",
            formless,
        )
    return lacking
