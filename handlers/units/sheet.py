"""Reads a list of units as Skolverket, Excel and people write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from config.process import Process
from config.unit_words import UnitWords
from handlers.core.sheets import MARKS, Misfit, Named, cell_of, place_of, records_of, said_twice, squeezed
from handlers.fields.text import LINE
from storage.values.letters import as_name, key_of
from storage.values.texts import Message, t

_PARTS = re.compile(r"[,/&+\n]| och | and ")


@dataclass(frozen=True)
class Row:
    """What a row says of a unit.

    Attributes:
        number: the row's number in the sheet, the first one being 1.
        owner, school_form: ids of `process.toml`, or None where the row says nothing of it.
    """

    number: int
    name: str
    owner: str | None
    school_form: str | None


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: its rows, and what is wrong with those that don't fit, in order.

    `headed`: the first row names columns.
    """

    rows: tuple[Row, ...]
    faults: tuple[Message, ...]
    headed: bool


@dataclass(frozen=True)
class _Columns:
    """Where things stand in a row; `ticks` are columns that say yes to a school form."""

    name: int
    owner: int | None
    school_form: int | None
    ticks: tuple[tuple[int, str], ...] = ()
    headed: bool = True


_UNHEADED = _Columns(0, 1, 2, headed=False)


@dataclass(frozen=True)
class SheetReader:
    """Reads sheets with the municipality's owners and school forms, and the words for them."""

    process: Process
    words: UnitWords

    def read(self, text: str) -> Sheet:
        """Return what a sheet says. Empty rows count, so that numbers are those that Excel shows."""
        records = [(number, row) for number, row in enumerate(records_of(text), start=1) if any(row)]
        columns = self._columns(records[0][1]) if records else None
        found: list[Row] = []
        faults: list[tuple[int, Message]] = []
        for number, row in records[1 if columns else 0 :]:
            try:
                found.append(self._row(number, row, columns or _UNHEADED))
            except Misfit as misfit:
                faults.append((number, misfit.message))
        faults += _doubled(found)
        said = (message for _, message in sorted(faults, key=lambda fault: fault[0]))
        return Sheet(tuple(found), tuple(said), headed=columns is not None)

    def _columns(self, row: Sequence[str]) -> _Columns | None:
        """Return where things stand, if the row names its columns."""
        headers = self.words.headers
        name = place_of(row, headers.name)
        if name is None:
            return None
        places = {index for index, cell in enumerate(row) if cell} - {name}
        ticks = [(index, form) for index in sorted(places) if (form := self._forms.id_of(row[index]))]
        owner, school_form = place_of(row, headers.owner), place_of(row, headers.school_form)
        if owner is None and school_form is None and not ticks and len(row) > 1:
            return None
        return _Columns(name, owner, school_form, tuple(ticks))

    def _row(self, number: int, row: Sequence[str], columns: _Columns) -> Row:
        if not columns.headed and len(row) != len(MARKS):
            raise Misfit(
                t("Row {row}: write name, owner and school form, with semicolons between.", row=number)
            )
        name = as_name(cell_of(row, columns.name))
        if not name:
            raise Misfit(t("Row {row}: the name is missing.", row=number))
        if len(name) > LINE:
            raise Misfit(t("Row {row}: the name is too long.", row=number))
        return Row(number, name, self._owner(number, row, columns), self._form(number, row, columns))

    def _owner(self, number: int, row: Sequence[str], columns: _Columns) -> str | None:
        said = cell_of(row, columns.owner)
        found = self._owners.id_of(said)
        if said and found is None:
            raise Misfit(
                t("Row {row}: “{text}” is no owner. Write municipal or independent.", row=number, text=said)
            )
        return found

    def _form(self, number: int, row: Sequence[str], columns: _Columns) -> str | None:
        said = cell_of(row, columns.school_form)
        if not said:
            return next((form for place, form in columns.ticks if self._is_ticked(cell_of(row, place))), None)
        found = next(filter(None, map(self._forms.id_of, (said, *_PARTS.split(said)))), None)
        if found is None:
            raise Misfit(_no_form(number, said))
        return found

    def _is_ticked(self, cell: str) -> bool:
        return squeezed(cell) in set(map(squeezed, self.words.ticked.words))

    @cached_property
    def _owners(self) -> Named:
        return Named(self.process.owners, self.words.owners)

    @cached_property
    def _forms(self) -> Named:
        return Named(self.process.school_forms, self.words.school_forms)


def _no_form(number: int, said: str) -> Message:
    return t(
        "Row {row}: “{text}” is no school form. Write for example preschool or compulsory school.",
        row=number,
        text=said,
    )


def _doubled(rows: Sequence[Row]) -> list[tuple[int, Message]]:
    """Say, by number, which rows name a unit that another one has named before."""
    keys = [key_of(row.name) for row in rows]
    often = {key for key, count in Counter(keys).items() if count > 1}
    first: dict[str, int] = {}
    return [
        (row.number, said_twice(row.number, row.name, first[key]))
        for row, key in zip(rows, keys, strict=True)
        if key in often and first.setdefault(key, row.number) != row.number
    ]
