"""A table as columns where its words fit beside each other, else as a list."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table as Grid
from rich.text import Text

BETWEEN = 3  # characters between two columns


class Columns:
    """Columns in which no word is cut; `instead` is shown where the terminal is too narrow for them."""

    def __init__(
        self, headings: Sequence[Text], rows: Sequence[Sequence[Text]], instead: RenderableType
    ) -> None:
        self._headings = headings
        self._rows = rows
        self._instead = instead

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = list(zip(self._headings, *self._rows, strict=True))
        least = [max(map(_longest_word, column)) for column in columns]
        most = [max(map(_longest_line, column)) for column in columns]
        spare = options.max_width - sum(least) - BETWEEN * (len(columns) - 1)
        if spare < 0:
            yield self._instead
            return
        grid = Grid(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for heading, width in zip(self._headings, _widths(least, most, spare), strict=True):
            grid.add_column(heading, width=width, overflow="fold")
        for row in self._rows:
            grid.add_row(*row)
        yield grid


def _widths(least: Sequence[int], most: Sequence[int], spare: int) -> list[int]:
    """Share what is to spare by what each column could use."""
    wanted = sum(most) - sum(least)
    if wanted <= spare:
        return list(most)
    return [low + (high - low) * spare // wanted for low, high in zip(least, most, strict=True)]


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=1)


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.splitlines()), default=1)
