"""Reads Adaptive Cards as Teams shows them, and checks that Teams would show them at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
MARKDOWN = {"TextBlock", "FactSet"}


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a published schema."""
    found: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return found


@cache
def _validator() -> jsonschema.Draft6Validator:
    return jsonschema.Draft6Validator(schema("adaptive-card-1.5.json"))


def check(card: dict[str, Any]) -> None:
    """Fail where the card is no valid Adaptive Card 1.5, or reads Markdown where it shows text.

    Not in the schema: Teams' own `msteams`, and lists that can be searched (`filtered`, `choices.data`).
    """
    bare = _without_extensions(copy.deepcopy(card))
    errors = [error.message[:300] for error in _validator().iter_errors(bare)]
    assert not errors, errors
    assert not [element for element in elements(card) if element.get("type") in MARKDOWN]
    for row in [card.get("actions", []), *(e["actions"] for e in elements(card) if e["type"] == "ActionSet")]:
        assert len(row) <= 6


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """Return every element of a card, in the order in which it is shown."""
    if isinstance(node, list):
        for item in node:
            yield from elements(item)
    elif isinstance(node, dict):
        if "type" in node and not node["type"].startswith("Action."):
            yield node
        for key in ("body", "items", "columns", "rows", "cells", "inlines"):
            yield from elements(node.get(key, []))


def actions(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a card's buttons in the order in which they are shown."""
    inner = [a for element in elements(card) if element["type"] == "ActionSet" for a in element["actions"]]
    return [*inner, *card.get("actions", [])]


def sending(card: dict[str, Any]) -> dict[str, Any]:
    """Return the button that sends a card's form."""
    return next(one for one in actions(card) if one["type"] != "Action.ToggleVisibility")


def toggle(card: dict[str, Any], action: dict[str, Any]) -> None:
    """Show what a button shows, and hide what it hides."""
    for element in elements(card):
        if element.get("id") in action["targetElements"]:
            element["isVisible"] = not element.get("isVisible", True)


def inputs(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a card's inputs in order."""
    return [element for element in elements(card) if element["type"].startswith("Input.")]


def read(card: dict[str, Any]) -> str:
    """Return what is written on a card, from top to bottom."""
    lines = [line for element in card["body"] for line in _lines(element)]
    return "\n".join([*lines, *_row(card.get("actions", []))])


@dataclass
class Shown:
    """A message, a card or a dialog as it is on somebody's screen."""

    conversation: str
    id: str = ""
    text: str = ""
    card: dict[str, Any] | None = None

    def read(self) -> str:
        """Return what is written there."""
        return read(self.card) if self.card else self.text


def _lines(element: dict[str, Any]) -> list[str]:
    if not element.get("isVisible", True):
        return []
    match element["type"]:
        case "RichTextBlock":
            return ["".join(run["text"] for run in element["inlines"]).replace("\u00a0", " ").rstrip()]
        case "Container" | "TableCell":
            return [line for item in element["items"] for line in _lines(item)]
        case "Table":
            return [" | ".join("\n".join(_lines(cell)) for cell in row["cells"]) for row in element["rows"]]
        case "ActionSet":
            return _row(element["actions"])
        case "Input.Text":
            return [f"{element['label']}: {element.get('value', '')}".rstrip()]
        case "Input.ChoiceSet":
            return [f"{element['label']}: {', '.join(chosen(element))}".rstrip()]
        case unknown:
            raise AssertionError(f"Teams shows no {unknown}")


def chosen(element: dict[str, Any]) -> list[str]:
    """Return the titles of what is chosen in a list."""
    value = element.get("value", "")
    values = value.split(",") if element.get("isMultiSelect") else [value]
    return [choice["title"] for choice in element["choices"] if choice["value"] in values]


def _row(row: list[dict[str, Any]]) -> list[str]:
    return [" ".join(f"[{action['title']}]" for action in row)] if row else []


def _without_extensions(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_extensions(item) for item in node]
    if isinstance(node, dict):
        return {
            key: _without_extensions(value)
            for key, value in node.items()
            if key not in {"msteams", "choices.data"} and (key, value) != ("style", "filtered")
        }
    return node
