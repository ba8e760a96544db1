"""Fills in a modal as somebody does whom Slack lets enter no more than the fields take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.bot.slack.reading import Block, read_view

Value = str | tuple[str, ...]
Search = Callable[[Block, str], Awaitable[list[dict[str, Any]]]]

CONTENT = ("value", "selected_option", "selected_options")


async def filled(view: Block, values: Mapping[str, Value], search: Search) -> dict[str, Any]:
    """Return the modal as it is sent with these values, by label or name; the others stay as they are.

    `search` gives the options of a list that Slack asks the bot for.

    Raises:
        AssertionError: a field is not there, takes no such value, or is empty though Slack asks for it.
    """
    inputs = _inputs(view)
    named = fields(view)
    state = {block["block_id"]: {block["element"]["action_id"]: _untouched(block)} for block in inputs}
    for name, value in values.items():
        assert name in named, f"No field {name!r} here:\n{read_view(view)}"
        block = named[name]
        state[block["block_id"]] = {block["element"]["action_id"]: await _entered(block, value, search)}
    for block in inputs:
        (element,) = state[block["block_id"]].values()
        given = block["optional"] or any(element.get(key) for key in CONTENT)
        assert given, f"Slack asks for {block['label']['text']}"
    return {**view, "state": {"values": state}}


def fields(view: Block) -> dict[str, Block]:
    """Return the modal's fields by label and by name."""
    return {name: b for b in _inputs(view) for name in (b["label"]["text"], b["block_id"].rpartition("@")[0])}


def _inputs(view: Block) -> list[Block]:
    return [block for block in view["blocks"] if block["type"] == "input"]


async def _entered(block: Block, value: Value, search: Search) -> dict[str, Any]:
    element = block["element"]
    if element["type"] == "plain_text_input":
        assert isinstance(value, str), "a line of text takes one value"
        assert len(value) <= element["max_length"], "Slack takes no more letters"
        return {"type": "plain_text_input", "value": value or None}
    many = isinstance(value, tuple)
    labels = value if isinstance(value, tuple) else (value,)
    chosen = [await _option(block, label, search) for label in labels]
    return {"type": element["type"]} | (
        {"selected_options": chosen} if many else {"selected_option": chosen[0]}
    )


async def _option(block: Block, label: str, search: Search) -> dict[str, Any]:
    options = block["element"].get("options") or await search(block, label)
    named = [option for option in options if option["text"]["text"].startswith(label)]
    found = next((option for option in named if option["text"]["text"] == label), None)
    found = found or (named[0] if len(named) == 1 else None)
    assert found, f"No {label!r} among {[option['text']['text'] for option in options]}"
    return dict(found)


def _untouched(block: Block) -> dict[str, Any]:
    """Return what is sent of a field that nobody touched."""
    element = block["element"]
    match element["type"]:
        case "plain_text_input":
            return {"type": element["type"], "value": element.get("initial_value")}
        case "multi_external_select" | "checkboxes":
            return {"type": element["type"], "selected_options": element.get("initial_options", [])}
        case kind:
            return {"type": kind, "selected_option": element.get("initial_option")}
