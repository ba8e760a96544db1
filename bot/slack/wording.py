"""Turns the text of Slack's payloads back into what the person typed.

Slack escapes `&`, `<` and `>`, and writes mentions and links as `<…>`:
docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.core.visible import visible

_MARKED = re.compile(r"<([@#!][^<>\n]+|[a-z][a-z0-9+.-]*:[^<>\s][^<>\n]*)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>\n]*)?>")
MOST_NAMES = 5


def people_in(text: str, bot: str) -> tuple[str, ...]:
    """Return the ids of the first people mentioned, the bot left out."""
    return tuple(dict.fromkeys(found for found in _PERSON.findall(text) if found != bot))[:MOST_NAMES]


def as_typed(text: str, bot: str, names: Mapping[str, str]) -> str:
    """Return what the person typed, with mentions of the bot taken away.

    Args:
        text: as the payload carries it.
        bot: the bot's user id.
        names: names of people mentioned, by user id; the others keep the label or id that Slack gave.
    """

    def decoded(marked: re.Match[str]) -> str:
        target, _, label = marked[1].partition("|")
        kind, name = target[0], target[1:]
        if kind == "@":
            return "" if name == bot else names.get(name) or label or f"@{name}"
        if kind == "#":
            return f"#{label or name}"
        if kind == "!":
            return label or f"@{name}"
        return _link(target, label)

    return visible(unescape(_MARKED.sub(decoded, text))).strip()


def unescape(text: str) -> str:
    """Return the text with the three characters that Slack escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _link(target: str, label: str) -> str:
    """Return a link as typed: the address, or the words that Slack made a link of, or both."""
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == bare:
        return label or bare
    typed = re.sub(r"^https?://", "", bare)
    return label if typed.rstrip("/") == label.rstrip("/") else f"{label} ({bare})"
