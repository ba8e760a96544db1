"""How a school or preschool is shown."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.context import Context
from handlers.core.replies import Button, Card, Fact
from storage.documents.messages import Message, named, t, typed
from storage.documents.people import Unit


def owner_of(unit: Unit, ctx: Context) -> Message:
    """Return who runs the unit."""
    return next((named(one) for one in ctx.process.owners if one.id == unit.owner), typed(unit.owner))


def school_form_of(unit: Unit, ctx: Context) -> Message:
    """Return the unit's school form."""
    forms = ctx.process.school_forms
    return next((named(one) for one in forms if one.id == unit.school_form), typed(unit.school_form))


def unit_facts(unit: Unit, ctx: Context) -> Sequence[Fact]:
    """Return who runs it and its school form."""
    return (
        Fact(label=t("Owner"), value=owner_of(unit, ctx)),
        Fact(label=t("School form"), value=school_form_of(unit, ctx)),
    )


def unit_card(unit: Unit, ctx: Context) -> Card:
    """Return the unit's card; who coordinates can change it."""
    change = Button(label=t("Change"), action="units.change", id=unit.id, revision=unit.version, opens=True)
    return Card(
        title=typed(unit.name),
        facts=tuple(unit_facts(unit, ctx)),
        buttons=(change,) if ctx.person.coordinates else (),
    )
