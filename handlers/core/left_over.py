"""What of a typed line was not used, without the greetings, thanks, signatures and emoji around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from config.filler import Filler
from handlers.core.context import Context
from handlers.core.forms import Notice
from handlers.core.matching import plain_letters
from storage.documents.messages import Message, t

SHOWN = 300
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
_ENDS = "/,;:!?.()\"”“’'–-"


class _Phrases:
    """Knows filler by its words in plain letters."""

    def __init__(self, filler: Filler) -> None:
        self._signatures = {_plain(one) for one in filler.signatures}
        self._phrases = {_plain(one) for one in (*filler.greetings, *filler.thanks)} | self._signatures
        self._longest = max(map(len, self._phrases))

    def at(self, words: Sequence[str], names: frozenset[str]) -> int:
        """Return how many words at the front are filler; `names` are those of who may sign."""
        for count in range(min(self._longest, len(words)), 0, -1):
            phrase = _plain(" ".join(words[:count]))
            if phrase in self._phrases:
                signed = phrase in self._signatures
                return count + (_names_at(words[count:], names) if signed else 0)
        signs = words[0].startswith("/") and set(_plain(words[0])) <= names
        return 1 if signs or not _says_something(words[0]) else 0


@lru_cache
def _phrases(filler: Filler) -> _Phrases:
    return _Phrases(filler)


def left_over(text: str, ctx: Context) -> str:
    """Return what of a text is no filler, as it was typed."""
    phrases = _phrases(ctx.municipality.filler)
    names = frozenset(_plain(ctx.person.name))
    words, kept = text.split(), []
    while words:
        count = phrases.at(words, names)
        if not count:
            kept.append(words[0])
        words = words[count or 1 :]
    return " ".join(kept) if any(map(_says_something, kept)) else ""


def without_greeting(text: str, filler: Filler) -> str:
    """Return a line from its first word on that is no filler."""
    phrases, words = _phrases(filler), text.split()
    dropped = 0
    while dropped < len(words) and (count := phrases.at(words[dropped:], frozenset())):
        dropped += count
    return text.split(maxsplit=dropped)[dropped] if 0 < dropped < len(words) else text


def named(words: str) -> Message:
    """Return the line that names what was not used."""
    return t("I did not use this: {words}", words=words if len(words) <= SHOWN else words[:SHOWN] + "…")


def notice_of(words: str) -> Notice:
    """Return the same as something to know before it counts."""
    return Notice(named(words))


def joined(*parts: str) -> str:
    """Return what was left over at several times as one."""
    return " ".join(dict.fromkeys(filter(None, parts)))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip(_ENDS) for word in plain_letters(text).split())))


def _names_at(words: Sequence[str], names: frozenset[str]) -> int:
    count = 0
    while count < len(words) and set(_plain(words[count])) <= names:
        count += 1
    return count


def _says_something(word: str) -> bool:
    return any(map(str.isalnum, word)) and not _EMOJI.fullmatch(word)
