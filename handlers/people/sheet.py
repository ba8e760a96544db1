"""Reads a list of people: who they are, as what, at which units, from which account, from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from config.settings import IDENTITY
from handlers.core.forms import FieldKind, Problem
from handlers.core.sheets import Line, Misfit, headings_of, lines_of, squeezed
from handlers.core.view import View
from handlers.fields.day import EndDayKind, StartDayKind
from handlers.fields.share import ShareKind
from handlers.fields.text import LINE
from handlers.people.roles import ALSO_CALLED, ROLES
from storage.documents.people import AT_A_UNIT, Position, Role, Unit
from storage.store import Equal
from storage.values.letters import as_name, key_of
from storage.values.texts import Message, t

ORDER = ("name", "role", "units", "account")
LANGUAGES = ("sv", "en")
_SEVERAL = re.compile(r"\s*[,/&+\n]\s*|\s+(?:och|and|samt)\s+")
_DIRECTORY = re.compile(r"(?P<last>[^,]+), (?P<first>[^,]+)")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?\Z")


@dataclass(frozen=True)
class Row:
    """What a row says of somebody."""

    number: int
    name: str
    roles: tuple[Role, ...]
    positions: tuple[Position, ...]
    account: str


@dataclass(frozen=True)
class Sheet:
    """The rows that fit, and what is wrong with the others."""

    rows: tuple[Row, ...]
    faults: tuple[Message, ...]


async def read_people(text: str, view: View) -> Sheet:
    """Return what a list says. Raises Refusal where there are no rows, or too many."""
    headings = view.municipality.list_words.people.headings()
    key = "name" if "name" in _named(text, headings) else "first_name"
    units = {one.name_key: one for one in await view.find(Unit, Equal("confirmed", value=True))}
    rows, faults = [], []
    for line in lines_of(text, headings, key, ORDER).lines:
        try:
            rows.append(await _row(line, units, view))
        except Misfit as misfit:
            faults.append(misfit.message)
    return Sheet(tuple(rows), tuple(faults))


async def _row(line: Line, units: Mapping[str, Unit], view: View) -> Row:
    name = _name(line)
    if not name:
        raise Misfit(t("Row {row}: the name is missing.", row=line.number))
    if len(name) > LINE:
        raise Misfit(t("Row {row}: the name is too long.", row=line.number))
    roles = tuple(_roles(line, view))
    there = tuple(_units(line, units))
    since = await read_cell(line, "since", StartDayKind(), date, view)
    until = await read_cell(line, "until", EndDayKind(), date, view)
    share = await read_cell(line, "share", ShareKind(), int, view)
    post = Position(since=since, until=until, share=share)
    return Row(line.number, name, roles, tuple(_positions(line, roles, there, post)), _account(line))


def _positions(
    line: Line, roles: tuple[Role, ...], units: tuple[Unit, ...], post: Position
) -> Iterator[Position]:
    """Yield what somebody is where; a developer's unit is where they work besides."""
    at_units = [role for role in roles if role in AT_A_UNIT]
    if at_units and not units:
        raise Misfit(t("Row {row}: write the unit where it is.", row=line.number))
    for unit in units:
        for role in at_units or (None,):
            dated = post if role else Position()
            yield dated.model_copy(update={"role": role, "unit_id": unit.id})
    if post != Position():
        for role in roles:
            if role not in AT_A_UNIT:
                yield post.model_copy(update={"role": role})


def _name(line: Line) -> str:
    """Return the whole name, the first name first."""
    parts = as_name(f"{line['first_name']} {line['last_name']}".strip())
    if parts:
        return parts
    name = as_name(line["name"])
    turned = _DIRECTORY.fullmatch(name)
    return f"{turned['first']} {turned['last']}" if turned else name


def _roles(line: Line, view: View) -> Iterator[Role]:
    if not line["role"]:
        raise Misfit(t("Row {row}: the role is missing.", row=line.number))
    called = {
        squeezed(word): role
        for role, label in ROLES.items()
        for word in (
            role.value,
            *ALSO_CALLED.get(role.value, ()),
            *(view.words.text(label, language) for language in LANGUAGES),
        )
    }
    for said in _SEVERAL.split(line["role"]):
        role = called.get(squeezed(said))
        if role is None:
            raise Misfit(
                t(
                    "Row {row}: “{text}” is no role. Write for example principal or developer.",
                    row=line.number,
                    text=said,
                )
            )
        yield role


def _units(line: Line, units: Mapping[str, Unit]) -> Iterator[Unit]:
    whole = units.get(key_of(line["units"]))
    for said in (line["units"],) if whole else filter(None, _SEVERAL.split(line["units"])):
        yield unit_named(said, line, units)


def unit_named(said: str, line: Line, units: Mapping[str, Unit]) -> Unit:
    """Return the unit of that name. Raises Misfit where the register has none."""
    unit = units.get(key_of(said))
    if unit is None:
        raise Misfit(
            t(
                "Row {row}: there is no unit called {name}. Import the units first.",
                row=line.number,
                name=said,
            )
        )
    return unit


def _account(line: Line) -> str:
    account = line["account"]
    if account and not IDENTITY.fullmatch(account):
        raise Misfit(
            t(
                "Row {row}: write the account as slack:workspace:person or teams:tenant:person.",
                row=line.number,
            )
        )
    return account


V = TypeVar("V")


async def read_cell(line: Line, column: str, kind: FieldKind, as_a: type[V], view: View) -> V | None:
    """Return what a cell says as a kind of field reads it; None where it is empty. Raises Misfit."""
    said = _MIDNIGHT.sub("", line[column])
    if not said:
        return None
    try:
        value = (await kind.read(said, view)).value
    except Problem as problem:
        raise Misfit(t("Row {row}: {fault}", row=line.number, fault=problem.message)) from None
    return value if isinstance(value, as_a) else None


def _named(text: str, headings: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return headings_of(text, headings, "name") | headings_of(text, headings, "first_name")
