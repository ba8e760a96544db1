"""Reads a list of collaborations under way: unit, principal, pair, stage, since when, until when, size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from handlers.collaborations.lengths import usual_end
from handlers.core.matching import plain_letters
from handlers.core.sheets import Line, Misfit, Named, lines_of, said_twice
from handlers.core.view import View
from handlers.fields.day import EndDayKind, StartDayKind
from handlers.people.names import turned
from handlers.people.sheet import read_cell, unit_named
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration, not_at_own_school
from storage.documents.people import Person, Unit
from storage.store import Equal
from storage.values.texts import Message, Refusal, named, t
from storage.values.times import instant

ORDER = ("unit", "principal", "pair", "stage", "since", "expected_end", "size")
MOST_TEXT = 2000  # characters of a purpose
NOON = time(12)
_SEVERAL = re.compile(r"\s*[,/&+\n]\s*|\s+(?:och|and|samt|med|with)\s+")


@dataclass(frozen=True)
class Register:
    """Who and what the rows may name."""

    units: Mapping[str, Unit]
    people: Sequence[Person]
    under_way: Mapping[str, Collaboration]


@dataclass(frozen=True)
class Sheet:
    """What the rows say: new collaborations, how many are there already, and what is wrong."""

    new: tuple[Collaboration, ...]
    known: int
    faults: tuple[Message, ...]


async def read_collaborations(text: str, view: View) -> Sheet:
    """Return what a list says. Raises Refusal where there are no rows, or too many."""
    headings = view.municipality.list_words.collaborations.headings()
    register = await _register(view)
    new: dict[str, Collaboration] = {}
    rows: dict[str, int] = {}
    faults, known = [], 0
    for line in lines_of(text, headings, "unit", ORDER).lines:
        try:
            unit = _unit(line, register, rows)
            if unit.id in register.under_way:
                known += 1
            else:
                new[unit.id] = await _collaboration(line, unit, register, view)
        except Misfit as misfit:
            faults.append(misfit.message)
    return Sheet(tuple(new.values()), known, tuple(faults))


async def _register(view: View) -> Register:
    units = {one.name_key: one for one in await view.find(Unit, Equal("confirmed", value=True))}
    people = await view.find(Person, Equal("approved", value=True), Equal("active", value=True))
    every = await view.find(Collaboration)
    under_way = {one.unit_id: one for one in every if not one.has_ended(view.process)}
    return Register(units, people, under_way)


async def _collaboration(line: Line, unit: Unit, register: Register, view: View) -> Collaboration:
    """Return the collaboration of a row. Raises Misfit."""
    principals = list(_principals(line, unit, register, view))
    pair = list(_pair(line, unit, register, view))
    stage = _entry(line, "stage", Named(view.process.stages, {}))
    if stage is None or not view.process.stage(stage).moves:
        raise Misfit(
            t(
                "Row {row}: write a stage of the work, such as {stage}.",
                row=line.number,
                stage=named(view.process.appointed),
            )
        )
    day = await read_cell(line, "since", StartDayKind(), date, view) or view.today
    if day > view.today:
        raise Misfit(t("Row {row}: it can't have been in its stage since a day to come.", row=line.number))
    since = instant(datetime.combine(day, NOON, view.municipality.zone)) if day < view.today else view.now
    return Collaboration(
        id=new_id(),
        unit_id=unit.id,
        principal_id=principals[0].id,
        co_principals=tuple(one.id for one in principals[1:]),
        requested_at=since,
        stage=stage,
        stage_since=since,
        purpose=line["purpose"][:MOST_TEXT],
        developers=tuple(dict.fromkeys(one.id for one in pair)),
        size=_entry(line, "size", Named(view.process.sizes, {})),
        expected_end=await read_cell(line, "expected_end", EndDayKind(), date, view) or usual_end(unit, view),
        diary_number=line["diary_number"],
        untold=True,
    )


def _unit(line: Line, register: Register, rows: dict[str, int]) -> Unit:
    """Return the unit of a row, and note the row. Raises Misfit for one that another row has."""
    unit = unit_named(line["unit"], line, register.units)
    if unit.id in rows:
        raise Misfit(said_twice(line.number, unit.name, rows[unit.id]))
    rows[unit.id] = line.number
    return unit


def _principals(line: Line, unit: Unit, register: Register, view: View) -> Iterator[Person]:
    """Yield those whom a row names, else the principals of the unit."""
    if line["principal"]:
        yield from (_somebody(one, line, register) for one in _SEVERAL.split(line["principal"]))
        return
    there = [one for one in register.people if one.leads_on(unit.id, view.today)]
    if not there:
        raise Misfit(t("Row {row}: write who is principal of {unit}.", row=line.number, unit=unit.name))
    yield from there


def _pair(line: Line, unit: Unit, register: Register, view: View) -> Iterator[Person]:
    names = [one for cell in ("pair", "second") for one in _SEVERAL.split(line[cell]) if one]
    if not names:
        raise Misfit(t("Row {row}: write who leads it, such as the two of the pair.", row=line.number))
    for name in names:
        person = _somebody(name, line, register)
        if not person.develops:
            raise Misfit(t("Row {row}: {name} is no developer.", row=line.number, name=person.name))
        try:
            not_at_own_school(person, unit, view.today)
        except Refusal as refusal:
            raise Misfit(t("Row {row}: {fault}", row=line.number, fault=refusal.message)) from None
        yield person


def _somebody(name: str, line: Line, register: Register) -> Person:
    """Return who is called so, their names in either order. Raises Misfit for nobody, or several."""
    wanted = {plain_letters(one) for one in turned(name)}
    found = [one for one in register.people if plain_letters(one.name) in wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise Misfit(t("Row {row}: several people are called {name}.", row=line.number, name=name))
    raise Misfit(
        t("Row {row}: nobody is called {name}. Import the people first.", row=line.number, name=name)
    )


def _entry(line: Line, column: str, entries: Named) -> str | None:
    """Return the id of what a cell names, or None where it is empty. Raises Misfit for anything else."""
    said = line[column]
    if not said:
        return None
    found = entries.id_of(said)
    if found is None:
        raise Misfit(t("Row {row}: I don't know “{text}”.", row=line.number, text=said))
    return found
