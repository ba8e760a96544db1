"""What Slack refuses: its published block schema, and the limits that its reference names.

The schema is looked for beside the repository, where it is kept for all that is checked against it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"

_DEFINITIONS = {
    "actions": "ActionsBlock",
    "header": "HeaderBlock",
    "input": "InputBlock",
    "rich_text": "RichTextBlock",
    "table": "TableBlock",
}
_LONGEST = 11_000  # bolt-js issue 2867: refused from 11,341
_MOST = {"message": 50, "modal": 100, "home": 100}


def faults(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """Return why Slack would refuse the blocks on a `message`, `modal` or `home`; empty if it does not."""
    found = [fault for block in blocks for fault in _block_faults(block)]
    if not 1 <= len(blocks) <= _MOST[surface]:
        found.append(f"{len(blocks)} blocks")
    if surface == "message":
        text = sum(map(len, texts(blocks)))
        found += [f"{text} characters"] if text > _LONGEST else []
    tables = sum(block["type"] == "table" for block in blocks)
    if tables > (surface == "message"):
        found.append(f"{tables} tables on a {surface}")
    names = [block["block_id"] for block in blocks if "block_id" in block]
    return found + (["a block_id twice"] if len(names) != len(set(names)) else [])


def view_faults(view: dict[str, Any]) -> list[str]:
    """Return why Slack would refuse this view."""
    found = faults(view["blocks"], view["type"])
    found += [error.message for error in _validator(_view_kind(view)).iter_errors(view)]
    try:
        View(**view).to_dict()
    except SlackObjectFormationError as error:
        found.append(str(error))
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        found.append("inputs without submit")
    return found


def texts(value: Any) -> list[str]:
    """Return every text in the blocks."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() if not isinstance(inner, str) for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, (list, tuple)) else []


@cache
def schema() -> dict[str, Any]:
    """Return the schema generated from Slack's own types."""
    loaded: dict[str, Any] = json.loads((SCHEMAS / "slack-blocks.json").read_text())
    return loaded


@cache
def _validator(definition: str) -> Draft7Validator:
    return Draft7Validator({**schema(), "$ref": f"#/definitions/{definition}"})


def _view_kind(view: dict[str, Any]) -> str:
    return "ModalView" if view["type"] == "modal" else "HomeView"


def _block_faults(block: dict[str, Any]) -> list[str]:
    kind = block["type"]
    if kind not in _DEFINITIONS:
        return [f"a {kind} block, which nothing here should make"]
    found = [f"{kind}: {error.message}" for error in _validator(_DEFINITIONS[kind]).iter_errors(block)]
    try:
        parsed = Block.parse(block)
        assert parsed
        parsed.to_dict()
    except SlackObjectFormationError as error:
        found.append(str(error))
    if any(not text for text in texts(block)):
        found.append(f"{kind}: an empty text")
    return found + _CHECKS.get(kind, lambda _: [])(block)


def _actions(block: dict[str, Any]) -> list[str]:
    buttons = block["elements"]
    found = [] if 1 <= len(buttons) <= 25 else [f"{len(buttons)} buttons in a block"]
    found += ["an action_id twice"] if len({b["action_id"] for b in buttons}) != len(buttons) else []
    return found + ["a long label" for b in buttons if len(b["text"]["text"]) > 75]


def _table(block: dict[str, Any]) -> list[str]:
    rows = block["rows"]
    found = [] if 1 <= len(rows) <= 100 else [f"{len(rows)} rows"]
    found += [] if {len(row) for row in rows} <= set(range(1, 21)) else ["columns"]
    return found + ([] if len({len(row) for row in rows}) == 1 else ["uneven rows"])


def _input(block: dict[str, Any]) -> list[str]:
    element = block["element"]
    found = ["a long label"] if len(block["label"]["text"]) > 2000 else []
    options = element.get("options", [])
    if element["type"] in {"radio_buttons", "static_select"}:
        most = 10 if element["type"] == "radio_buttons" else 100
        found += [] if 1 <= len(options) <= most else [f"{len(options)} options"]
        chosen = element.get("initial_option")
        found += [] if chosen is None or chosen in options else ["a choice that is no option"]
    if element["type"] == "checkboxes":
        found += [] if 1 <= len(options) <= 10 else [f"{len(options)} options"]
        ticked = element.get("initial_options")
        found += (
            [] if ticked is None or (ticked and all(one in options for one in ticked)) else ["a wrong tick"]
        )
    for option in options + element.get("initial_options", []):
        found += [] if 1 <= len(option["value"]) <= 150 else ["an option's value"]
        found += [] if 1 <= len(option["text"]["text"]) <= 75 else ["an option's label"]
    if element["type"] == "plain_text_input":
        found += [] if 1 <= element["max_length"] <= 3000 else ["max_length"]
        value = element.get("initial_value", "")
        found += ["a long value"] if len(value.encode("utf-16-le")) // 2 > element["max_length"] else []
    return found


_CHECKS = {"actions": _actions, "table": _table, "input": _input}
