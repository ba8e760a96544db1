"""Texts with the accounts that Slack mentions itself, so that nobody can pass for another by their name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.slack.blocks import TextRun
from storage.documents.messages import Mention, Message

_PLATFORM = "slack:"
_PLACE = re.compile("\x00([0-9]+)\x00")  # no text that is kept holds a NUL


def runs_of(message: Message, text: Callable[[Message], str]) -> list[TextRun]:
    """Return a message as running text, worded by `text`, with a run of its own for each Slack account."""
    found = list(_mentions(message))
    if not found:
        return [TextRun(text(message))]
    parts = _PLACE.split(text(_with_places(message, found)))
    runs = [TextRun(part) for part in parts]
    for place in range(1, len(parts), 2):
        mention = found[int(parts[place])]
        handle = f" ({mention.handle})" if mention.handle else ""
        runs[place] = TextRun(mention.text, user=mention.account.rpartition(":")[2])
        runs[place + 1] = TextRun(handle + runs[place + 1].text)
    return [run for run in runs if run.text]


def _mentions(message: Message) -> Iterator[Mention]:
    for value in message.values.values():
        if isinstance(value, Mention) and value.account.startswith(_PLATFORM):
            yield value
        elif isinstance(value, Message):
            yield from _mentions(value)


def _with_places(message: Message, found: list[Mention]) -> Message:
    """Return the message with numbered places instead of the accounts."""
    values = {
        name: f"\x00{found.index(value)}\x00"
        if isinstance(value, Mention) and value in found
        else _with_places(value, found)
        if isinstance(value, Message)
        else value
        for name, value in message.values.items()
    }
    return message.model_copy(update={"values": values})
