"""Add a unit to the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import Line, Owner, SchoolForm
from handlers.units.names import taken
from handlers.units.shown import unit_card
from storage.documents.base import new_id
from storage.documents.messages import Message, Refusal, t
from storage.documents.people import COORDINATING, Unit
from storage.store import Equal

ADDING = timedelta(minutes=1)


class AddUnit(Form):
    """The new unit."""

    name: Line = ask(t("Name"))
    owner: Owner = ask(t("Owner"))
    school_form: SchoolForm = ask(t("School form"))

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Point out a name that is taken."""
        return await taken(self.name, None, view)


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
