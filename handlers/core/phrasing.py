"""Finds listed phrases at the ends and in the middle of what people type."""

from __future__ import annotations

import re

from handlers.core.small_talk import phrases, words_of

LONGEST = 5  # words of a phrase
MOST = 5  # phrases that one line begins or ends with
_GAP = " ,;:.!?–-\n\t"


def after(text: str, listed: tuple[str, ...]) -> str | None:
    """Return what follows the longest such phrase at the front of a text; None where there is neither."""
    meant, words = phrases(listed), text.split()
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        if _plain(words[:count]) in meant:
            return text.split(maxsplit=count)[count].lstrip(_GAP) or None
    return None


def before(text: str, listed: tuple[str, ...]) -> str | None:
    """Return what comes before the longest such phrase at the end of a text; None where there is neither."""
    meant, words = phrases(listed), text.split()
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        if _plain(words[-count:]) in meant:
            return text.rsplit(maxsplit=count)[0].rstrip(_GAP) or None
    return None


def without_around(text: str, front: tuple[str, ...], end: tuple[str, ...]) -> str:
    """Return a text without such phrases at its front and its end; never without all of it."""
    for _ in range(MOST):
        text = after(text, front) or text
        text = before(text, end) or text
    return text.strip(_GAP)


def parted(text: str, listed: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what stands before and after the first such phrase inside a text, or None."""
    meant, words = phrases(listed), text.split()
    for start in range(1, len(words)):
        for count in range(min(LONGEST, len(words) - start - 1), 0, -1):
            if _plain(words[start : start + count]) in meant:
                return " ".join(words[:start]).rstrip(_GAP), " ".join(words[start + count :]).lstrip(_GAP)
    return None


def several(text: str) -> list[str]:
    """Return the parts of a text that commas and `och` join."""
    parts = re.split(r"[,;]\s+(?:(?:och|samt|and)\s+)?|\s+(?:och|samt|and|&)\s+", text, flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]


def _plain(words: list[str]) -> tuple[str, ...]:
    return tuple(words_of(" ".join(words)))
