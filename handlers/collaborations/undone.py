"""How appointing a pair is undone."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.replies import Fact
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.people.names import people_names
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.values.texts import t


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where the former pair could not be appointed, if there was one."""
    before, after = _both(changes)
    if before.developers:
        pair = [await view.need(Person, one) for one in before.developers]
        unit = await view.need(Unit, before.unit_id)
        principal = await view.need(Person, before.principal_id)
        after.assign(pair, unit, principal, view.process, now=view.now, today=view.today)
    return ()


async def _said(changes: Changes, view: View) -> Undone:
    before, _ = _both(changes)
    unit = await unit_name(before, view)
    pair = await people_names(before.developers, view) if before.developers else t("nobody yet")
    return Undone(
        own=t("The appointment is undone"),
        others=t("{name} has undone the appointment for {unit}", name=view.person.name, unit=unit),
        facts=(Fact(label=t("Pair"), value=pair),),
    )


def _both(changes: Changes) -> tuple[Collaboration, Collaboration]:
    """Return the one collaboration, before and after. Raises ValueError where not one was changed."""
    (one,) = of_kind(Collaboration, changes)
    if one.before is None or one.after is None:
        raise ValueError("the collaboration was made or removed")
    return one.before, one.after


appointed = Undoing(_check, _said)
