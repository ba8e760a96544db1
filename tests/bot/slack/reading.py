"""Reads blocks and views as the person in front of Slack does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]


def read_blocks(blocks: Sequence[Block]) -> str:
    """Return everything that the blocks show, from top to bottom; buttons as `[Label]`."""
    return "\n".join(line for block in blocks for line in _lines(block))


def read_view(view: Block) -> str:
    """Return everything that a modal or Home shows."""
    if view["type"] == "home":
        return read_blocks(view["blocks"])
    foot = [f"[{view[name]['text']}]" for name in ("submit", "close") if name in view]
    return "\n".join([view["title"]["text"], read_blocks(view["blocks"]), " ".join(foot)])


def buttons_in(blocks: Sequence[Block]) -> list[Block]:
    """Return the buttons, in order."""
    return [one for block in blocks if block["type"] == "actions" for one in block["elements"]]


def labels_of(blocks: Sequence[Block], view: Block) -> list[str]:
    """Return what can be pressed in a message or view, by label."""
    sending = [view["submit"]["text"]] if "submit" in view else []
    return [*(button["text"]["text"] for button in buttons_in(blocks)), *sending]


def filled_in(blocks: list[Block]) -> dict[str, str]:
    """Return what stands in the fields of a form, by label."""
    return {b["label"]["text"]: _filled(b["element"]) for b in blocks if b["type"] == "input"}


def _lines(block: Block) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "rich_text":
            yield from map(_rich, block["elements"])
        case "table":
            yield from (" | ".join(_cell(cell) for cell in row) for row in block["rows"])
        case "actions":
            yield " ".join(f"[{one['text']['text']}]" for one in block["elements"])
        case "input":
            yield f"{block['label']['text']}: {_filled(block['element'])}".rstrip()
            yield from _options(block["element"])
            if "hint" in block:
                yield block["hint"]["text"]
        case unknown:
            raise AssertionError(f"Nobody can read a {unknown} block here")


def _rich(element: Block) -> str:
    match element["type"]:
        case "rich_text_list":
            return "\n".join("• " + _rich(item) for item in element["elements"])
        case "rich_text_section" | "rich_text_preformatted":
            return "".join(run.get("text") or f"@{run['user_id']}" for run in element["elements"])
        case unknown:
            raise AssertionError(f"Nobody can read a {unknown} here")


def _cell(cell: Block) -> str:
    return "".join(map(_rich, cell["elements"]))


def _filled(element: Block) -> str:
    chosen = element.get("initial_options") or [element[k] for k in ("initial_option",) if k in element]
    return element.get("initial_value", "") or ", ".join(option["text"]["text"] for option in chosen)


def _options(element: Block) -> Iterator[str]:
    marks = {"radio_buttons": "( )", "checkboxes": "[ ]"}
    if mark := marks.get(element["type"]):
        yield from (f"{mark} {option['text']['text']}" for option in element["options"])
