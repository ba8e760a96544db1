"""What of a typed line was not used, without the greetings, thanks, signatures and emoji around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.filler import Filler
from handlers.core.forms import Notice
from handlers.core.matching import plain_letters
from handlers.core.view import View
from storage.values.marks import EMOJI
from storage.values.texts import Message, t

SHOWN = 300
MOST_WORDS = 200
MOST_GREETING = 12  # words at the front that may greet
_WORD = re.compile(r"\S+")
_ENDS = "@*_~`>•,;:!?.()\"”“’'–-"


class _Phrases:
    """Knows filler by its words in plain letters."""

    def __init__(self, filler: Filler) -> None:
        self._signatures = {_plain(one) for one in filler.signatures}
        self._phrases = {_plain(one) for one in (*filler.greetings, *filler.thanks)} | self._signatures
        self._closing = {_plain(one) for one in filler.thanks} | self._signatures
        self._longest = max(map(len, self._phrases))

    def at(self, words: Sequence[str], place: int, names: frozenset[str]) -> int:
        """Return how many words from `place` on are filler; `names` are those of who may sign.

        `words` are in plain letters, without marks around them but for a slash.
        """
        for count in range(min(self._longest, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + count])
            if phrase in self._phrases:
                signed = place + count
                while phrase in self._signatures and signed < len(words) and words[signed] in names:
                    signed += 1
                return signed - place
        word = words[place]
        return 1 if not word or (word.startswith("/") and word[1:] in names) else 0

    def closes(self, words: Sequence[str]) -> bool:
        """Tell whether words thank or sign, as one does at the end."""
        begun = (tuple(words[:count]) for count in range(1, min(self._longest, len(words)) + 1))
        return words[:1] != [""] and (words[0].startswith("/") or any(one in self._closing for one in begun))


@lru_cache
def _phrases(filler: Filler) -> _Phrases:
    return _Phrases(filler)


def left_over(text: str, view: View) -> str:
    """Return what of a text is no filler, as it was typed; a long text is not looked through."""
    words = text.split()
    if len(words) > MOST_WORDS:
        return text
    phrases, plain = _phrases(view.municipality.filler), [_bare(word) for word in words]
    names = frozenset(_plain(view.person.name))
    return " ".join(words[part.start] for part in _parts(phrases, plain, names) if not part.filler)


def without_filler_around(text: str, view: View) -> str:
    """Return a text without a greeting before it, and thanks and signatures after it.

    Where it is nothing else it stays as it is, and so do emoji that stand alone and long texts.
    """
    found = list(_WORD.finditer(text))
    if len(found) > MOST_WORDS:
        return text
    phrases, plain = _phrases(view.municipality.filler), [_bare(word[0]) for word in found]
    parts = list(_parts(phrases, plain, frozenset(_plain(view.person.name))))
    said = [place for place, part in enumerate(parts) if not part.filler]
    if not said:
        return text
    opened = max((p.end for p in parts[: said[0]] if any(plain[p.start : p.end])), default=0)
    closing = (p.start for p in parts[said[-1] + 1 :] if phrases.closes(plain[p.start : p.end]))
    closed = next(closing, len(found))
    start = found[opened].start() if opened else 0
    return text[start : found[closed - 1].end() if closed < len(found) else len(text)]


@dataclass(frozen=True)
class _Part:
    """Words of a text, from `start` on and before `end`: one that says something, or a phrase of filler."""

    start: int
    end: int
    filler: bool


def _parts(phrases: _Phrases, plain: Sequence[str], names: frozenset[str]) -> Iterator[_Part]:
    place = 0
    while place < len(plain):
        count = phrases.at(plain, place, names)
        yield _Part(place, place + (count or 1), bool(count))
        place += count or 1


def without_greeting(text: str, filler: Filler) -> str:
    """Return a line from its first word on that is no filler."""
    plain = [_bare(word) for word in text.split(maxsplit=MOST_GREETING)[:MOST_GREETING]]
    phrases, place = _phrases(filler), 0
    while place < len(plain) and (count := phrases.at(plain, place, frozenset())):
        place += count
    rest = text.split(maxsplit=place)
    return rest[place] if 0 < place < len(rest) else text


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
    return tuple(filter(None, map(_bare, text.split())))


def says_nothing(word: str) -> bool:
    """Tell whether a word is a mark or an emoji."""
    return not any(map(str.isalnum, word)) or EMOJI.fullmatch(word) is not None


def _bare(word: str) -> str:
    """Return a word in plain letters without marks around it, but for a slash; "" where it says nothing."""
    if says_nothing(word):
        return ""
    return plain_letters(word).strip(_ENDS)
