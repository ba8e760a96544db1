"""What is said of a school or preschool that has no collaboration, or no pair, for the one who asks."""

from __future__ import annotations

from handlers.collaborations.access import may_see
from handlers.core.forms import Problem
from handlers.core.matching import plain_letters
from handlers.core.replies import Button, Card, Style
from handlers.core.view import View
from handlers.units.chosen import UnitKind
from storage.documents.collaborations import Collaboration
from storage.documents.people import LEADING_A_UNIT, Unit
from storage.store import Equal
from storage.values.texts import Message, t

AROUND = frozenset({"pa", "i", "vid", "med", "hos", "for", "at", "in", "with", "of"})


async def unit_called(text: str, view: View) -> Unit | None:
    """Return the one unit of the register that a text names, whoever may follow what goes on there."""
    words = text.split()
    said = " ".join(words[1:] if words and plain_letters(words[0]) in AROUND else words)
    try:
        found = (await UnitKind().read(said, view)).value if said else None
    except Problem:
        return None
    return found if isinstance(found, Unit) else None


async def under_way(unit: Unit, view: View) -> list[Collaboration]:
    """Return the unit's collaborations under way that the person may follow."""
    found = await view.find(Collaboration, Equal("unit_id", unit.id))
    return [one for one in found if may_see(view.person, one) and not one.has_ended(view.process)]


async def _has_ended(unit: Unit, view: View) -> bool:
    """Tell whether the last thing that the reader followed there was closed."""
    found = await view.find(Collaboration, Equal("unit_id", unit.id))
    seen = [one for one in found if may_see(view.person, one)]
    return bool(seen) and max(seen, key=lambda one: one.requested_at).ending is not None


async def only_unit(view: View) -> Unit | None:
    """Return the unit of the only collaboration under way that the reader is a member of, or None."""
    member = await view.find(Collaboration, Equal("members", view.person.id))
    found = [one for one in member if not one.has_ended(view.process)]
    return await view.get(Unit, found[0].unit_id) if len(found) == 1 else None


async def what_lacks(unit: Unit, view: View) -> Card | None:
    """Return what the unit lacks, with the button that helps; None where a pair is at work.

    To whoever may not follow a collaboration there it is the same as if there were none.
    """
    found = await under_way(unit, view)
    if any(one.developers for one in found):
        return None
    if found:
        return _no_pair(unit, found[0], view)
    if await _has_ended(unit, view):
        return Card(title=t("The collaboration with {unit} has ended", unit=unit.name))
    if not view.person.coordinates:
        title = t("You take part in no collaboration at {unit}", unit=unit.name)
        own = view.person.leads_on(unit.id, view.today)
        return Card(title=title, text=(_who_knows(view),), buttons=(_ask(unit),) if own else ())
    return Card(title=t("{unit} has no collaboration under way", unit=unit.name), buttons=(_ask(unit),))


def none_under_way(view: View) -> Card:
    """Say that the reader takes part in nothing, with what they can do about it and who knows more."""
    request = Button(label=t("Ask for a collaboration"), action="request", opens=True)
    if view.person.coordinates:
        return Card(title=t("No collaborations are under way."), buttons=(request,))
    return Card(
        title=t("You take part in no collaboration right now."),
        text=(t("{names} knows more.", names=view.coordinators),),
        buttons=(request,) if view.person.has(*LEADING_A_UNIT) else (),
    )


def _no_pair(unit: Unit, collaboration: Collaboration, view: View) -> Card:
    title = t("No pair is appointed to {unit} yet", unit=unit.name)
    about = {"id": collaboration.id, "revision": collaboration.version}
    if view.person.coordinates:
        appoint = Button(label=t("Appoint a pair"), action="assign", style=Style.PRIMARY, opens=True, **about)
        return Card(title=title, buttons=(appoint,))
    status = Button(label=t("See the status"), action="status", **about)
    return Card(title=title, text=(t("{names} appoints one.", names=view.coordinators),), buttons=(status,))


def _who_knows(view: View) -> Message:
    return t("{names} knows what goes on at each unit.", names=view.coordinators)


def _ask(unit: Unit) -> Button:
    return Button(
        label=t("Ask for a collaboration"),
        action="request",
        id=unit.id,
        revision=unit.version,
        opens=True,
    )
