"""Lists as people paste them and Excel writes them: rows of cells under headings, and what is wrong there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from config.process import Entry
from handlers.core.matching import plain_letters
from storage.values.texts import Message, Refusal, lines, t, tn

MOST_ROWS = 1000
ROWS_TEXT = 100_000  # characters of a list
MOST_FAULTS = 20  # that are said one by one
MARKS = (";", "\t", ",")
_SEPARATOR = re.compile(r'\A"?sep=([^\n])"?[^\S\n]*(?:\n|\Z)', re.IGNORECASE)


class Misfit(Exception):  # noqa: N818 - said with the other rows'
    """A row that doesn't fit."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


@dataclass(frozen=True)
class Line:
    """A row by its columns: `number` counts from 1 as Excel does; a column that is not there is empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell in a column, or ""."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Lines:
    """The rows below the headings; `headed` where there were any."""

    lines: tuple[Line, ...]
    headed: bool


def lines_of(text: str, headings: Mapping[str, Sequence[str]], key: str, order: Sequence[str]) -> Lines:
    """Return the rows of a list that stand below `headings`, or in `order` where there are none.

    The first row names columns where it has the `key` one and another, or that alone. Raises Refusal where
    there are no rows to import, or too many.
    """
    records = [(number, row) for number, row in enumerate(records_of(text), start=1) if any(row)]
    columns = _columns(records[0][1], headings, key) if records else None
    headed = columns is not None
    places = columns or {column: place for place, column in enumerate(order)}
    rows = records[1:] if headed else records
    check_rows(len(rows), headed=headed)
    found = (
        Line(number, {column: cell_of(row, place) for column, place in places.items()})
        for number, row in rows
    )
    return Lines(tuple(found), headed)


def headings_of(text: str, headings: Mapping[str, Sequence[str]], key: str) -> frozenset[str]:
    """Return the columns that the first row of a list names, or none where it names none."""
    first = next((row for row in records_of(text) if any(row)), [])
    return frozenset(_columns(first, headings, key) or ())


def _columns(row: Sequence[str], headings: Mapping[str, Sequence[str]], key: str) -> dict[str, int] | None:
    places = {column: place_of(row, words) for column, words in headings.items()}
    found = {column: place for column, place in places.items() if place is not None}
    return found if key in found and (len(found) > 1 or len(row) == 1) else None


def check_rows(count: int, *, headed: bool) -> None:
    """Check that there are rows, and not too many. Raises Refusal."""
    if headed and not count:
        raise Refusal("That is only a row of headings. Put the rows below it.")
    if count > MOST_ROWS:
        raise Refusal("At most {most} rows can be imported at once. Send fewer rows.", most=MOST_ROWS)


def records_of(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row, without the line that only says what stands between them."""
    text = text.removeprefix("\ufeff")
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = said[1] if said else max(MARKS, key=first.count)
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def place_of(row: Sequence[str], words: Sequence[str]) -> int | None:
    """Return the place of the cell that is the first of the words, if one is."""
    places = {squeezed(cell): index for index, cell in reversed(list(enumerate(row)))}
    return next((places[word] for word in map(squeezed, words) if word in places), None)


def cell_of(row: Sequence[str], place: int | None) -> str:
    """Return the cell in a place, or "" where the row has none there."""
    return row[place] if place is not None and place < len(row) else ""


def squeezed(text: str) -> str:
    """Return a text as cells are compared: its letters and digits, without marks and capitals."""
    return "".join(one for one in plain_letters(text) if one.isalnum())


class Named:
    """Finds an entry of the process by what it is called in any list."""

    def __init__(self, entries: Iterable[Entry], also: Mapping[str, Sequence[str]]) -> None:
        self._ids: dict[str, str] = {}
        self._patterns: list[tuple[str, str]] = []
        for entry in entries:
            for word in (entry.sv, entry.en, entry.id, *also.get(entry.id, ())):
                if "*" in word:
                    self._patterns.append((plain_letters(word), entry.id))
                else:
                    self._ids.setdefault(squeezed(word), entry.id)

    def id_of(self, cell: str) -> str | None:
        """Return the entry's id, or None for a cell that names none."""
        plain = plain_letters(cell)
        near = (entry for pattern, entry in self._patterns if fnmatchcase(plain, pattern))
        return self._ids.get(squeezed(cell)) or next(near, None)


def refused(faults: Sequence[Message]) -> Refusal:
    """Return the refusal of a list that says all that is wrong at once, as far as it can be read."""
    more = len(faults) - MOST_FAULTS
    said = lines(
        tn(
            "Nothing is imported: {count} row doesn't fit.",
            "Nothing is imported: {count} rows don't fit.",
            len(faults),
        ),
        *faults[:MOST_FAULTS],
        *([tn("And {count} row more.", "And {count} rows more.", more)] if more > 0 else []),
    )
    return Refusal(said.key, **said.values)


def said_twice(row: int, name: str, first: int) -> Message:
    """Return that a row says what another one has said before."""
    return t("Row {row}: {name} is in row {first} already.", row=row, name=name, first=first)
