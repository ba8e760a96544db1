"""Marks that stand around what somebody wrote: commas, dashes and colons, but for those of `:tada:`."""

from __future__ import annotations

import re

EMOJI = re.compile(r":(?=[a-z+-])[a-z0-9_+'-]+:")
"""An emoji as Slack and Teams write it in words."""
_LONGEST_EMOJI = 60


def stripped(text: str, marks: str) -> str:
    """Return the text without these marks around it; an emoji keeps its colons."""
    start, end = 0, len(text)
    while start < end and text[start] in marks and not EMOJI.match(text, start):
        start += 1
    while end > start and text[end - 1] in marks and not _ends_in_emoji(text[start:end]):
        end -= 1
    return text[start:end]


def _ends_in_emoji(text: str) -> bool:
    begins = text.rfind(":", max(len(text) - _LONGEST_EMOJI, 0), -1)
    return text.endswith(":") and begins >= 0 and EMOJI.fullmatch(text, begins) is not None
