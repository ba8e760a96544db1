"""Small pieces of Adaptive Cards 1.5 that show text exactly as it was typed.

TextBlock and FactSet read Markdown; RichTextBlock and TextRun do not, so only these hold words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.teams.limits import ACTIONS_IN_A_ROW, Json

MOST_LINES = 80
BAR_LENGTH = 12
ROW_CHARACTERS = 36
"""What the labels of one row of buttons take together on a phone 360 pixels wide."""

_PADDING_CHARACTERS = 4
BLANK = "\u00a0"
"""Shown as nothing, where an empty text would be refused or take no line."""


def run(text: str, **style: Any) -> Json:
    """Return one run of text."""
    return {"type": "TextRun", "text": text or BLANK, **style}


def block(*runs: Json, spacing: str = "default") -> Json:
    """Return runs that follow each other on a line."""
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": list(runs)}


def rich(text: str, *, spacing: str = "default", **style: Any) -> list[Json]:
    """Return `text` with each of its lines in a block of its own; not every client breaks lines in a run."""
    first, *others = text.split("\n", MOST_LINES)
    return [
        block(run(first, **style), spacing=spacing),
        *(block(run(line, **style), spacing="none") for line in others),
    ]


def fact(label: str, value: str) -> list[Json]:
    """Return a label with its value; the value's further lines stand under it."""
    first, *others = value.split("\n", MOST_LINES)
    return [
        block(run(f"{label}: ", weight="bolder"), run(first), spacing="small"),
        *(block(run(line), spacing="none") for line in others),
    ]


def table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Json:
    """Return a table with a row of headings."""
    return {
        "type": "Table",
        "firstRowAsHeader": True,
        "showGridLines": False,
        "columns": [{"type": "TableColumnDefinition", "width": 1} for _ in headings],
        "rows": [_row(headings, weight="bolder"), *(_row(row) for row in cells)],
    }


def record(headings: Sequence[str], row: Sequence[str]) -> Json:
    """Return a row that is too wide for a phone: its first cell as a heading, the others as facts."""
    facts = [
        element
        for heading, cell in zip(headings[1:], row[1:], strict=True)
        for element in fact(heading, cell)
    ]
    return {
        "type": "Container",
        "separator": True,
        "spacing": "medium",
        "items": [*rich(row[0], weight="bolder"), *facts],
    }


def bar(label: str, value: int, most: int) -> list[Json]:
    """Return one bar of a chart: its label, and under it a bar that is as long as its share of `most`."""
    length = round(BAR_LENGTH * value / most) if most > 0 else 0
    drawn = "█" * max(length, 1 if value > 0 else 0)
    return [
        *rich(label, spacing="small"),
        block(run(f"{drawn} {value}".strip(), fontType="monospace"), spacing="none"),
    ]


def rows(actions: Sequence[Json]) -> list[list[Json]]:
    """Split actions into rows that a phone shows whole."""
    split: list[list[Json]] = []
    left = 0
    for action in actions:
        needed = len(action["title"]) + _PADDING_CHARACTERS
        if not split or needed > left or len(split[-1]) == ACTIONS_IN_A_ROW:
            split.append([])
            left = ROW_CHARACTERS
        split[-1].append(action)
        left -= needed
    return split


def action_sets(actions: Sequence[Json]) -> list[Json]:
    """Return actions as rows inside a card."""
    return [
        {"type": "ActionSet", "spacing": "small" if index else "default", "actions": row}
        for index, row in enumerate(rows(actions))
    ]


def _row(cells: Sequence[str], **style: Any) -> Json:
    return {
        "type": "TableRow",
        "cells": [{"type": "TableCell", "items": rich(cell, **style)} for cell in cells],
    }
