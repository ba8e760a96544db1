"""What people typed, without the characters that nobody sees and no store or screen should get."""

from __future__ import annotations

import unicodedata

KEPT = "\n\t"
UNSEEN = frozenset({"Cc", "Cs"})


def visible(text: str) -> str:
    """Return the text without control characters and halves of surrogate pairs; new lines and tabs stay."""
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in UNSEEN)
