"""Import collaborations that are under way: how an installation begins in the middle of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Button, Card, Reply, Style
from handlers.core.sheets import ROWS_TEXT, headings_of, refused
from handlers.core.view import View
from handlers.fields.text import ParagraphKind
from handlers.life.sheet import Sheet, read_collaborations
from handlers.people.names import units_of
from storage.documents.collaborations import PAIR, Collaboration
from storage.documents.people import COORDINATING, Person, Role
from storage.documents.steps import StepKind
from storage.store import Equal
from storage.values.texts import Message, Refusal, Value, lines, named, t, tn, together


class Import(Form):
    """A list with a collaboration a row."""

    rows: Annotated[str, ParagraphKind(ROWS_TEXT)] = ask(
        t("Rows"),
        hint=t("One a row: unit; principal; pair; stage; since; expected end; size. See the README."),
    )

    @classmethod
    async def examples(cls, view: View) -> Mapping[str, Value]:
        """Make a row of a unit without a collaboration, its principal and two who don't work there."""
        developers = [one for one in await view.find(Person, Equal("active", value=True)) if one.develops]
        busy = {one.unit_id for one in await view.find(Collaboration) if not one.has_ended(view.process)}
        for principal in await view.find(Person, Equal("roles", Role.PRINCIPAL.value)):
            unit = next((one for one in await units_of(principal, view) if one.id not in busy), None)
            pair = [one.name for one in developers if unit and unit.id not in one.units][:PAIR]
            if unit and principal.approved and len(pair) == PAIR:
                stage = named(view.process.appointed)
                return {
                    "unit": unit.name,
                    "principal": principal.name,
                    "pair": together(pair),
                    "stage": stage,
                }
        return {"unit": ""}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Count them. Raises Refusal for the rows that don't fit, all at once."""
        return [Notice(_counted(await _read(self, view)))]


def fits(text: str, view: View) -> bool:
    """Tell whether a list is one of collaborations."""
    named = headings_of(text, view.municipality.list_words.collaborations.headings(), "unit")
    return {"unit", "pair"} <= named


@command(
    "collaborations import",
    sv="samarbeten importera",
    about=t("Import collaborations that are under way"),
    example=t(
        "collaborations import {unit}; {principal}; {pair}; {stage}",
        unit="Tallåsskolan",
        principal="Rut Almquister",
        pair=t("{names} and {last}", names="Maja Ekström", last="Sana Haddadi"),
        stage=t("pair appointed"),
    ),
    who=COORDINATING,
    file="rows",
    fits=fits,
    order=77,
    also=("importera samarbeten", "import collaborations"),
)
async def import_collaborations(act: Act, form: Import) -> Reply:
    """Add them all, or none; nobody is told until somebody says so."""
    sheet = await _read(form, act)
    for one in sheet.new:
        take_step(StepKind.IMPORTED, None, one, act)
    return Card(
        title=tn("{count} collaboration is in", "{count} collaborations are in", len(sheet.new)),
        text=(t("Nobody has been told. Greet principals and pairs when everything is right."),),
        buttons=(
            Button(label=t("Greet them"), action="collaborations.greet", style=Style.PRIMARY, opens=True),
            Button(label=t("See the status"), action="status"),
        ),
    )


async def _read(form: Import, view: View) -> Sheet:
    """Return what the rows say. Raises Refusal where one doesn't fit, or nothing is new."""
    sheet = await read_collaborations(form.rows, view)
    if sheet.faults:
        raise refused(sheet.faults)
    if not sheet.new:
        raise Refusal("All of these units have a collaboration under way already.")
    return sheet


def _counted(sheet: Sheet) -> Message:
    new = tn("{count} new collaboration.", "{count} new collaborations.", len(sheet.new))
    told = t("Nobody is told until you say so.")
    if not sheet.known:
        return lines(new, told)
    known = tn(
        "{count} unit has one under way already, which stays as it is.",
        "{count} units have one under way already, which stay as they are.",
        sheet.known,
    )
    return lines(new, known, told)
