"""What a chat's editor puts around a line: bold and code, bullets and numbers, quotes, the bot's own name."""

from __future__ import annotations

import re

from storage.values.marks import EMOJI

_EMPHASIS = re.compile(r"(?:[*_~]{1,3}|`{1,3})(?=[^\s*_~`])")
_BEFORE = re.compile(rf"(?:{EMOJI.pattern}|[•◦▪‣·>|–—-]|\*(?=\s)|\d{{1,2}}[.)](?=\s)|@(?=\w)|[\s,;:])+")
_QUOTES = {'"': '"', "”": "”", "“": "”", "»": "«", "«": "»", "'": "'", "’": "’"}
_LAYERS = 4


def without_markup(text: str) -> str:
    """Return a line without what stands before its first word, and without emphasis that begins there.

    Marks further in stay: they may belong to what somebody wrote.
    """
    for _ in range(_LAYERS):
        bare = _unquoted(_plain(_BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text))
        if bare == text:
            break
        text = bare
    return text


def _plain(text: str) -> str:
    """Return the text without the emphasis that it begins with, as far as that reaches."""
    begins = _EMPHASIS.match(text)
    if begins is None:
        return text
    mark, rest = begins[0], text[begins.end() :]
    before, found, after = rest.partition(mark[::-1])
    return f"{before}{after}" if found else text


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and _QUOTES.get(text[0]) == text[-1]
    return text[1:-1].strip() if quoted else text
