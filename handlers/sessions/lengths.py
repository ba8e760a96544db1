"""How long sessions are, in words."""

from __future__ import annotations

from collections.abc import Iterable

from storage.values.texts import Message, listed, t

_IN_MINUTES = 120  # below this people say 90 minutes


def lengths_in_words(minutes: Iterable[int]) -> Message:
    """Return the lengths, each once and the shortest first: `90 minutes`, `8 hours`."""
    return listed(*map(_in_words, sorted(set(minutes))))


def _in_words(minutes: int) -> Message:
    hours, left = divmod(minutes, 60)
    if minutes < _IN_MINUTES:
        return t("{minutes} minutes", minutes=str(minutes))
    if left:
        return t("{hours} hours {minutes} minutes", hours=str(hours), minutes=str(left))
    return t("{hours} hours", hours=str(hours))
