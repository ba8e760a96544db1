"""How much Teams takes, and how a reply is made to fit.

A bot's message may be 100 KB with its whole payload counted as UTF-16; larger ones get 413
`MessageSizeTooBig` (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
It has been 40 KB and 28 KB before, so cards stay below 28 KB; only a form that holds long texts which
somebody has filled in may go up to what is documented now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ENVELOPE_BYTES = 2 * 1024
"""Kept free for what the SDK adds: ids of conversation, sender and receiver, and addresses."""

CARD_BYTES = 28 * 1024 - ENVELOPE_BYTES
FORM_BYTES = 100 * 1024 // 2 - ENVELOPE_BYTES

ACTIONS_IN_A_ROW = 6
"""More actions than six in one row are not shown (Teams' host configuration, `maxActions`)."""

SUGGESTIONS = 15
"""A search in a list shows no more (learn.microsoft.com/…/cards/dynamic-search)."""

SUMMARY_CHARACTERS = 300
LABEL_CHARACTERS = 60

Json = dict[str, Any]


@dataclass(frozen=True)
class Room:
    """How much of a reply is shown.

    Attributes:
        text: characters of each text.
        rows: rows of a table, and as many facts, bars and paragraphs.
        buttons: buttons of a card.
        choices: options of a list that can be searched.
        parts: parts of a page.
        filled_in: characters of what somebody has filled in.
    """

    text: int
    rows: int
    buttons: int
    choices: int
    parts: int = 100
    filled_in: int = 100_000


ROOMS = (
    Room(text=10_000, rows=100, buttons=24, choices=100),
    Room(text=4_000, rows=60, buttons=24, choices=50),
    Room(text=1_500, rows=30, buttons=18, choices=25, parts=50),
    Room(text=500, rows=15, buttons=12, choices=15, parts=25, filled_in=4_000),
    Room(text=160, rows=8, buttons=6, choices=8, parts=12, filled_in=1_000),
    Room(text=40, rows=4, buttons=6, choices=4, parts=6, filled_in=150),
    Room(text=40, rows=2, buttons=2, choices=4, parts=3, filled_in=150),
)


def size(content: Any) -> int:
    """Return how many bytes `content` takes as the JSON that is sent."""
    return len(json.dumps(content))


def fit(build: Callable[[Room], Json], limit: int = CARD_BYTES) -> Json:
    """Return the fullest of what `build` makes that is no larger than `limit` bytes, else the scantiest."""
    made: Json = {}
    for room in ROOMS:
        made = build(room)
        if size(made) <= limit:
            return made
    return made


def shorten(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, with an ellipsis where some are left out."""
    return text if len(text) <= most else text[: most - 1] + "…"
