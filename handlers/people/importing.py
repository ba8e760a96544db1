"""Import people from a list, pasted or sent as a file; nobody is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from handlers.core.acquaintance import give_account
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.matching import plain_letters
from handlers.core.replies import Reply
from handlers.core.sheets import ROWS_TEXT, headings_of, refused
from handlers.core.view import View
from handlers.fields.text import ParagraphKind
from handlers.people.account_chosen import wrong_account
from handlers.people.listed import People, people
from handlers.people.sheet import Row, Sheet, read_people
from storage.documents.base import new_id
from storage.documents.people import COORDINATING, Account, Person, Role
from storage.store import Equal
from storage.values.texts import Message, Refusal, t, tn, together


class Import(Form):
    """A list with a person a row: name, role, units, account."""

    rows: Annotated[str, ParagraphKind(ROWS_TEXT)] = ask(
        t("Rows"),
        hint=t("One person a row: name; role; units. For example Anna Nyberg; principal; Almby, Solgården"),
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Count what is new and what changes. Raises Refusal for the rows that don't fit, all at once."""
        found = await _sorted(self, view)
        counted = t(
            "{new}, {changed}. Nobody is told.",
            new=tn("{count} new person", "{count} new people", len(found.new)),
            changed=tn("{count} changed person", "{count} changed people", len(found.changed)),
        )
        return [Notice(counted), *_who_coordinates(found)]


@dataclass(frozen=True)
class Found:
    """What a list changes; `accounts` are by the ids of the people."""

    new: tuple[Person, ...]
    changed: tuple[Person, ...]
    accounts: dict[str, str]


def fits(text: str, view: View) -> bool:
    """Tell whether a list is one of people."""
    named = headings_of(text, view.municipality.list_words.people.headings(), "role")
    return bool(named & {"name", "first_name"})


@command(
    "people import",
    sv="personer importera",
    about=t("Import people from a list"),
    example=t("people import Anna Nyberg; principal; Almby skola"),
    who=COORDINATING,
    file="rows",
    fits=fits,
    order=76,
    also=("importera personer", "import people"),
)
async def import_people(act: Act, form: Import) -> Reply:
    """Add and change them all, or none."""
    found = await _sorted(form, act)
    saved = {one.id: act.save(one) for one in (*found.new, *found.changed)}
    for id_, account in found.accounts.items():
        await give_account(account, saved.get(id_) or await act.need(Person, id_), act)
    return await people.run(act, People(wanted=""))  # type: ignore[return-value]


async def _sorted(form: Import, view: View) -> Found:
    """Return what is new and what changes. Raises Refusal where a row doesn't fit, or nothing changes."""
    sheet = await read_people(form.rows, view)
    accounts, faults = await _accounts(sheet, view)
    every = await view.find(Person, Equal("approved", value=True))
    new: list[Person] = []
    changed: list[Person] = []
    given: dict[str, str] = {}
    for rows in _together(sheet.rows):
        same = _namesakes(rows, every)
        if len(same) > 1:
            faults.append(
                t(
                    "Row {row}: several people are called {name}. Write the unit, or change them one by one.",
                    row=rows[0].number,
                    name=rows[0].name,
                )
            )
            continue
        before = same[0] if same else None
        after = _after(before or Person(id=new_id(), name=rows[0].name), rows, view)
        if before is None:
            new.append(after)
        elif after != before:
            changed.append(after)
        for row in rows:
            if row.account and not (before and accounts[row.account] == before.id):
                given[after.id] = row.account
    if sheet.faults or faults:
        raise refused([*sheet.faults, *faults])
    if not (new or changed or given):
        raise Refusal("All of these people are already registered, just as written here.")
    return Found(tuple(new), tuple(changed), given)


def _together(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows of each person: those of one name are one, with several roles or units."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(plain_letters(row.name), []).append(row)
    return list(found.values())


def _namesakes(rows: Sequence[Row], every: Iterable[Person]) -> list[Person]:
    """Return who is called so already; of several those who work at one of the units."""
    same = [one for one in every if plain_letters(one.name) == plain_letters(rows[0].name)]
    units = {its.unit_id for row in rows for its in row.positions} - {None}
    there = [one for one in same if units & set(one.units)]
    return there if len(same) > 1 and there else same


def _after(person: Person, rows: Sequence[Row], view: View) -> Person:
    """Return the person as the rows have them; what they don't say stays."""
    roles: tuple[Role, ...] = tuple(
        dict.fromkeys((*person.roles, *(one for row in rows for one in row.roles)))
    )
    positions = {(one.role, one.unit_id): one for one in person.positions}
    for row in rows:
        for one in row.positions:
            was = positions.get((one.role, one.unit_id))
            said = one.model_dump(exclude_unset=True, exclude_none=True)
            positions[one.role, one.unit_id] = was.model_copy(update=said) if was else one
    kept = person.changed(roles=roles, positions=tuple(positions.values()), active=True)
    return kept.on(view.today)


async def _accounts(sheet: Sheet, view: View) -> tuple[dict[str, str | None], list[Message]]:
    """Return who has each account of the list now, and what is wrong with those that are somebody else's."""
    owners: dict[str, str | None] = {}
    faults = []
    for row in sheet.rows:
        if not row.account:
            continue
        known = await view.get(Account, row.account)
        owners[row.account] = known.person_id if known else None
        owner = await view.get(Person, known.person_id) if known else None
        theirs = owner and plain_letters(owner.name) == plain_letters(row.name)
        if not theirs and await wrong_account(row.account, None, view):
            faults.append(t("Row {row}: that chat account already belongs to somebody.", row=row.number))
    return owners, faults


def _who_coordinates(found: Found) -> list[Notice]:
    """Name those who will coordinate, who may do everything."""
    names = [one.name for one in (*found.new, *found.changed) if one.coordinates]
    return [Notice(t("Will coordinate: {names}.", names=together(names)))] if names else []
