"""Reads a list of units as Skolverket, Excel and people write them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from config.process import Entry, Process
from config.unit_words import UnitWords
from handlers.core.matching import plain_letters
from handlers.fields.text import LINE
from storage.values.letters import as_name, key_of
from storage.values.texts import Message, t

_SEPARATOR = re.compile(r'\A"?sep=([^\n])"?[^\S\n]*(?:\n|\Z)', re.IGNORECASE)
_MARKS = (";", "\t", ",")
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


class _Misfit(Exception):  # noqa: N818 - said with the other rows'
    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


@dataclass(frozen=True)
class SheetReader:
    """Reads sheets with the municipality's owners and school forms, and the words for them."""

    process: Process
    words: UnitWords

    def read(self, text: str) -> Sheet:
        """Return what a sheet says. Empty rows count, so that numbers are those that Excel shows."""
        records = [(number, row) for number, row in enumerate(_records(text), start=1) if any(row)]
        columns = self._columns(records[0][1]) if records else None
        found: list[Row] = []
        faults: list[tuple[int, Message]] = []
        for number, row in records[1 if columns else 0 :]:
            try:
                found.append(self._row(number, row, columns or _UNHEADED))
            except _Misfit as misfit:
                faults.append((number, misfit.message))
        faults += _doubled(found)
        said = (message for _, message in sorted(faults, key=lambda fault: fault[0]))
        return Sheet(tuple(found), tuple(said), headed=columns is not None)

    def _columns(self, row: Sequence[str]) -> _Columns | None:
        """Return where things stand, if the row names its columns."""
        headers = self.words.headers
        name = _place(row, headers.name)
        if name is None:
            return None
        places = {index for index, cell in enumerate(row) if cell} - {name}
        ticks = [(index, form) for index in sorted(places) if (form := self._forms.id_of(row[index]))]
        owner, school_form = _place(row, headers.owner), _place(row, headers.school_form)
        if owner is None and school_form is None and not ticks and len(row) > 1:
            return None
        return _Columns(name, owner, school_form, tuple(ticks))

    def _row(self, number: int, row: Sequence[str], columns: _Columns) -> Row:
        if not columns.headed and len(row) != len(_MARKS):
            raise _Misfit(
                t("Row {row}: write name, owner and school form, with semicolons between.", row=number)
            )
        name = as_name(_cell(row, columns.name))
        if not name:
            raise _Misfit(t("Row {row}: the name is missing.", row=number))
        if len(name) > LINE:
            raise _Misfit(t("Row {row}: the name is too long.", row=number))
        return Row(number, name, self._owner(number, row, columns), self._form(number, row, columns))

    def _owner(self, number: int, row: Sequence[str], columns: _Columns) -> str | None:
        said = _cell(row, columns.owner)
        found = self._owners.id_of(said)
        if said and found is None:
            raise _Misfit(
                t("Row {row}: “{text}” is no owner. Write municipal or independent.", row=number, text=said)
            )
        return found

    def _form(self, number: int, row: Sequence[str], columns: _Columns) -> str | None:
        said = _cell(row, columns.school_form)
        if not said:
            return next((form for place, form in columns.ticks if self._is_ticked(_cell(row, place))), None)
        found = next(filter(None, map(self._forms.id_of, (said, *_PARTS.split(said)))), None)
        if found is None:
            raise _Misfit(_no_form(number, said))
        return found

    def _is_ticked(self, cell: str) -> bool:
        return _squeezed(cell) in set(map(_squeezed, self.words.ticked.words))

    @cached_property
    def _owners(self) -> _Named:
        return _Named(self.process.owners, self.words.owners)

    @cached_property
    def _forms(self) -> _Named:
        return _Named(self.process.school_forms, self.words.school_forms)


class _Named:
    """Finds an entry of the process by what it is called in any list."""

    def __init__(self, entries: Iterable[Entry], also: Mapping[str, Sequence[str]]) -> None:
        self._ids: dict[str, str] = {}
        self._patterns: list[tuple[str, str]] = []
        for entry in entries:
            for word in (entry.sv, entry.en, entry.id, *also.get(entry.id, ())):
                if "*" in word:
                    self._patterns.append((plain_letters(word), entry.id))
                else:
                    self._ids.setdefault(_squeezed(word), entry.id)

    def id_of(self, cell: str) -> str | None:
        """Return the entry's id, or None for a cell that names none."""
        plain = plain_letters(cell)
        near = (entry for pattern, entry in self._patterns if fnmatchcase(plain, pattern))
        return self._ids.get(_squeezed(cell)) or next(near, None)


def _no_form(number: int, said: str) -> Message:
    return t(
        "Row {row}: “{text}” is no school form. Write for example preschool or compulsory school.",
        row=number,
        text=said,
    )


def _records(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row, without the line that only says what stands between them."""
    text = text.removeprefix("\ufeff")
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = said[1] if said else max(_MARKS, key=first.count)
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _place(row: Sequence[str], words: Sequence[str]) -> int | None:
    """Return the place of the cell that is the first of the words, if one is."""
    places = {_squeezed(cell): index for index, cell in reversed(list(enumerate(row)))}
    return next((places[word] for word in map(_squeezed, words) if word in places), None)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _squeezed(text: str) -> str:
    return "".join(one for one in plain_letters(text) if one.isalnum())


def _doubled(rows: Sequence[Row]) -> list[tuple[int, Message]]:
    """Say, by number, which rows name a unit that another one has named before."""
    keys = [key_of(row.name) for row in rows]
    often = {key for key, count in Counter(keys).items() if count > 1}
    first: dict[str, int] = {}
    return [
        (row.number, _again(row, first[key]))
        for row, key in zip(rows, keys, strict=True)
        if key in often and first.setdefault(key, row.number) != row.number
    ]


def _again(row: Row, first: int) -> Message:
    return t("Row {row}: {name} is in row {first} already.", row=row.number, name=row.name, first=first)
