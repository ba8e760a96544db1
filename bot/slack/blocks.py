"""The few Block Kit pieces that Samlär uses, inside their limits.

Whatever a person wrote stands in `rich_text` or `plain_text`, where Slack reads no markup in it.
Reference: docs.slack.dev/reference/block-kit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bot.slack.limits import BUTTON_LABEL, BUTTONS_IN_A_ROW, HEADER, TITLE, fit, length
from handlers.core.visible import visible

Block = dict[str, Any]


class TextRun(NamedTuple):
    """A stretch of text in one style.

    A person whom Slack can mention has the `user`'s id too, and what leads out of Slack the `url`.
    """

    text: str
    bold: bool = False
    user: str = ""
    url: str = ""


def plain(text: str, limit: int) -> dict[str, Any]:
    """Return a plain_text object, where `:smile:` stays as typed. Slack refuses an empty one: a dash then."""
    return {"type": "plain_text", "text": fit(visible(text).strip(), limit) or "–", "emoji": False}


def header(text: str) -> list[Block]:
    """Return a header, or bold text where it is too long for one; nothing for no text."""
    text = visible(text).strip()
    if length(text) > HEADER or "\n" in text:
        return rich([TextRun(fit(text, TITLE), bold=True)])
    return [{"type": "header", "text": plain(text, HEADER)}] if text else []


def rich(runs: Iterable[TextRun]) -> list[Block]:
    """Return running text; nothing for no text."""
    elements = _elements(runs)
    if not any(element.get("text", "@").strip() for element in elements):
        return []
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def bullets(items: Sequence[Sequence[TextRun]]) -> list[Block]:
    """Return a bulleted list. Items without text are left out."""
    sections = [
        {"type": "rich_text_section", "elements": elements} for item in items if (elements := _elements(item))
    ]
    if not sections:
        return []
    return [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "elements": sections}],
        }
    ]


def preformatted(text: str) -> list[Block]:
    """Return text in letters of one width."""
    part = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "elements": [part]}] if text.strip() else []


def actions(buttons: Sequence[Block]) -> list[Block]:
    """Return buttons in as many blocks as they need."""
    rows = [buttons[at : at + BUTTONS_IN_A_ROW] for at in range(0, len(buttons), BUTTONS_IN_A_ROW)]
    return [{"type": "actions", "elements": list(row)} for row in rows]


def button(label: str, value: str, number: int, style: str | None) -> Block:
    """Return a button. `number` makes its action id unique in the message; `style` primary or danger."""
    made = {
        "type": "button",
        "text": plain(label, BUTTON_LABEL),
        "action_id": f"press-{number}",
        "value": value,
    }
    return made | ({"style": style} if style else {})


def table(rows: Sequence[Sequence[str]]) -> list[Block]:
    """Return a table whose first row are the headings. All rows must be equally long."""
    return [
        {
            "type": "table",
            "column_settings": [{"align": "left", "is_wrapped": True} for _ in rows[0]],
            "rows": [[_cell(text, bold=index == 0) for text in row] for index, row in enumerate(rows)],
        }
    ]


def weight(blocks: Any) -> int:
    """Return how much text the blocks hold together, as Slack may count it."""
    if isinstance(blocks, dict):
        own = length(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
        return own + sum(weight(value) for value in blocks.values() if not isinstance(value, str))
    return sum(map(weight, blocks)) if isinstance(blocks, (list, tuple)) else 0


def _cell(text: str, *, bold: bool) -> Block:
    (block,) = rich([TextRun(text if text.strip() else "–", bold=bold)])
    return block


def _elements(runs: Iterable[TextRun]) -> list[dict[str, Any]]:
    return [_element(run, text) for run in runs if (text := visible(run.text))]


def _element(run: TextRun, text: str) -> dict[str, Any]:
    if run.user:
        return {"type": "user", "user_id": run.user}
    if run.url:
        return {"type": "link", "text": text, "url": run.url}
    return {"type": "text", "text": text} | ({"style": {"bold": True}} if run.bold else {})
