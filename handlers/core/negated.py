"""Tells where somebody says that something is not to be done: a negation never does it."""

from __future__ import annotations

from config.filler import Filler
from handlers.core.matching import plain_letters

MARKS = ",;:.!?"


def negation(text: str, filler: Filler) -> str:
    """Return the negation that a line begins with, as typed, or ""."""
    first = next(iter(text.split(maxsplit=1)), "").rstrip(MARKS)
    return first if plain_letters(first).replace("’", "'") in filler.negations else ""
