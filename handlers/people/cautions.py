"""What to look at before somebody is let in, or their request is confirmed: a name is no proof."""

from __future__ import annotations

import re
from unicodedata import category
from unicodedata import name as unicode_name

from config.process import Stage
from handlers.core.matching import plain_letters
from handlers.core.view import View
from handlers.people.names import units_of
from handlers.people.roles import roles_of
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Unit
from storage.store import Equal
from storage.values.texts import Message, in_a_row, named, t, together

_BRACKETS = re.compile(r"\([^)]*\)")


async def person_cautions(person: Person, view: View) -> list[Message]:
    """Return what is already registered that somebody who waits for approval may be taken for."""
    if person.approved:
        return []
    wanted = _likeness(person.name)
    every = await view.find(Person, Equal("approved", value=True))
    namesakes = [one for one in every if _likeness(one.name) == wanted]
    return [
        *([t("The name is written with letters that only look like ours.")] if _mixed(person.name) else []),
        *[await _namesake(one, view) for one in namesakes],
        *[one for unit in await units_of(person, view) for one in await _principals(person, unit, view)],
    ]


async def request_cautions(request: Collaboration, view: View) -> list[Message]:
    """Return the same for a request: of who asks, whose unit it is, and what is under way there already."""
    principal = await view.need(Person, request.principal_id)
    unit = await _registered(await view.need(Unit, request.unit_id), view)
    found = await person_cautions(principal, view)
    home = await units_of(principal, view)
    if principal.approved and home and unit.id not in {one.id for one in home}:
        names = in_a_row(one.name for one in home)
        found.append(
            t("{name} belongs to {home}, not to {unit}.", name=principal.name, home=names, unit=unit.name)
        )
    for caution in await _principals(principal, unit, view):
        if caution not in found:
            found.append(caution)
    return found + await _under_way(request, unit, view)


async def _registered(unit: Unit, view: View) -> Unit:
    """Return the unit of the register that a newly named one is, if there is one of that name."""
    if unit.confirmed:
        return unit
    same = await view.find(Unit, Equal("name_key", unit.name_key), Equal("confirmed", value=True))
    return same[0] if same else unit


async def _namesake(person: Person, view: View) -> Message:
    units = in_a_row(one.name for one in await units_of(person, view))
    name, roles = person.name, roles_of(person)
    if not units:
        return t("Somebody called {name} is registered already: {roles}.", name=name, roles=roles)
    return t(
        "Somebody called {name} is registered already: {roles}, {unit}.",
        name=name,
        roles=roles,
        unit=units,
    )


async def _principals(person: Person, unit: Unit | None, view: View) -> list[Message]:
    """Tell whether the unit has another principal."""
    if unit is None:
        return []
    unit = await _registered(unit, view)
    there = await view.find(Person, Equal("units", unit.id), Equal("active", value=True))
    leading = [one for one in there if one.approved and one.leads_on(unit.id, view.today)]
    others = [one.name for one in leading if one.id != person.id]
    if not others:
        return []
    return [t("{unit} has a principal here already: {names}.", unit=unit.name, names=together(others))]


async def _under_way(request: Collaboration, unit: Unit, view: View) -> list[Message]:
    found = []
    for one in await view.find(Collaboration, Equal("unit_id", unit.id)):
        stage = view.process.stage(one.stage)
        if one.id == request.id or stage.ended:
            continue
        if one.is_request(view.process):
            found.append(t("{unit} has a request that waits already.", unit=unit.name))
        else:
            found.append(_collaborates(unit, stage))
    return found


def _collaborates(unit: Unit, stage: Stage) -> Message:
    return t("{unit} has a collaboration under way already: {stage}.", unit=unit.name, stage=named(stage))


def _likeness(name: str) -> tuple[str, ...]:
    """Return what names that look alike have in common: their words, in any order, without marks."""
    letters = "".join(c if c.isalnum() else " " for c in _BRACKETS.sub("", name) if category(c) != "Cf")
    return tuple(sorted(plain_letters(letters).split()))


def _mixed(name: str) -> bool:
    """Tell whether a name has letters of several scripts, some of which look like others."""
    return len({unicode_name(c, "").partition(" ")[0] for c in name if c.isalpha()}) > 1
