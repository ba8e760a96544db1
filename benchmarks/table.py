"""What a benchmark reports, as a table to read and as JSON to keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One measure.

    Attributes:
        name: the room and what is measured, as in `store: insert`.
        value: what this run measured.
        goal: in words, as in `at most 3`.
        met: whether `value` meets `goal`.
    """

    name: str
    value: float
    goal: str
    met: bool


def at_most(name: str, value: float, goal: float, unit: str = "") -> Row:
    """Return the row of a measure that should not exceed its goal; `unit` is part of the words only."""
    return Row(name, value, f"at most {goal:g}{unit and ' ' + unit}", value <= goal)


def at_least(name: str, value: float, goal: float, unit: str = "") -> Row:
    """Return the row of a measure that should not fall below its goal; `unit` is part of the words only."""
    return Row(name, value, f"at least {goal:g}{unit and ' ' + unit}", value >= goal)


def under(name: str, value: float, goal: float, unit: str = "") -> Row:
    """Return the row of a measure that should stay below its goal; `unit` is part of the words only."""
    return Row(name, value, f"under {goal:g}{unit and ' ' + unit}", value < goal)


def show(rows: Sequence[Row]) -> None:
    """Print the rows as a table."""
    table = Table("name", "value", "goal", "met")
    table.columns[1].justify = "right"
    for row in rows:
        table.add_row(row.name, f"{row.value:.3g}", row.goal, "yes" if row.met else "[bold red]no[/]")
    Console().print(table)


def keep(rows: Sequence[Row], path: Path) -> None:
    """Write the rows as a JSON list of objects with name, value, goal and met."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
