"""Change a unit of the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import Line, Owner, SchoolForm
from handlers.units.chosen import KnownUnit
from handlers.units.names import taken
from handlers.units.shown import unit_card
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING
from storage.values.texts import Message, t


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

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out a name that is taken."""
        return await taken(self.name, self.unit, view)


@command(
    "units change",
    sv="enheter ändra",
    about=t("Change a unit"),
    example=t("units change {unit}", unit="Almby skola"),
    who=COORDINATING,
)
async def change(act: Act, form: ChangeUnit) -> Reply:
    """Change it."""
    renamed = form.unit.renamed(form.name)
    return unit_card(act.save(renamed.changed(owner=form.owner, school_form=form.school_form)), act)
