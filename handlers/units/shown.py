"""How a school or preschool is shown."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.replies import Button, Card, Fact
from handlers.core.standing import Stands
from handlers.core.view import View
from storage.documents.people import Unit
from storage.values.texts import Message, named, t, typed


def owner_of(unit: Unit, view: View) -> Message:
    """Return who runs the unit."""
    return next((named(one) for one in view.process.owners if one.id == unit.owner), typed(unit.owner))


def school_form_of(unit: Unit, view: View) -> Message:
    """Return the unit's school form."""
    forms = view.process.school_forms
    return next((named(one) for one in forms if one.id == unit.school_form), typed(unit.school_form))


def unit_facts(unit: Unit, view: View) -> Sequence[Fact]:
    """Return who runs it and its school form."""
    return (
        Fact(label=t("Owner"), value=owner_of(unit, view)),
        Fact(label=t("School form"), value=school_form_of(unit, view)),
    )


def unit_card(unit: Unit, view: View) -> Card:
    """Return the unit's card; who coordinates can change it."""
    change = Button(
        label=t("Change {name}", name=unit.name),
        action="units.change",
        id=unit.id,
        revision=unit.version,
        opens=True,
    )
    return Card(
        title=typed(unit.name),
        facts=tuple(unit_facts(unit, view)),
        buttons=(change,) if view.person.coordinates else (),
    )


async def _stands(unit: Unit, view: View) -> Card:
    return unit_card(unit, view)


stands = Stands(Unit, _stands)
