"""Finds every text in the code that is to be worded in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "storage", "config")
KEYWORDS = {"t": None, "tn": (1, 2), "Refusal": None}


@dataclass(frozen=True)
class Found:
    """A text, its plural if it has one, and where it stands."""

    key: str
    plural: str | None
    where: str


def texts() -> Iterator[Found]:
    """Yield the texts of all modules."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for line, message, _, _ in extract_from_file("python", path, KEYWORDS):
                one, many = message if isinstance(message, tuple) else (message, None)
                yield Found(one, many, f"{path.relative_to(ROOT)}:{line}")
