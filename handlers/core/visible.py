"""What people typed, without the characters that nobody sees and no store or screen should get."""

from __future__ import annotations

import re

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (Unicode's Cc) but for new lines and tabs, and halves of pairs (Cs)."""


def visible(text: str) -> str:
    """Return the text without control characters and halves of surrogate pairs; new lines and tabs stay.

    Each line ends in one new line, however it was broken.
    """
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
