"""Words that are no command: greetings, thanks, and what is said to a read-back or an open form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from config.yes_and_no import YesAndNo
from handlers.core.matching import LONGEST_WORD, plain_letters

MOST_WORDS = 20  # more than any greeting, and any name of a command, has

THANKS = frozenset({"tack", "tack tack", "tack sa mycket", "tackar", "thanks", "thank you"})
POLITE = THANKS | {"please", "pls", "snalla"}
GREETINGS = frozenset({"hej", "hejsan", "hej hej", "halla", "tjena", "god morgon", "hello", "hi", "hey"})
_SHADES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]|:skin-tone-[2-6]:")  # of a hand, and of a sign
_REPEATED = re.compile(r"([^\w\s])\1+")
_AROUND = "!.?,;:()\"”“'’*_~`>•"
Phrases = frozenset[tuple[str, ...]]


def bare(text: str) -> str:
    """Return the text's first words in plain letters without what ends a sentence."""
    words = text.split(maxsplit=MOST_WORDS)[: MOST_WORDS + 1]
    return plain_letters(" ".join(word[: LONGEST_WORD + 1] for word in words)).strip('!.?*_~`>•"”“ ')


def agrees(text: str, said: YesAndNo) -> bool:
    """Tell whether the text says yes to what was asked."""
    return _says(text, said.yes)


def is_first(text: str, said: YesAndNo) -> bool:
    """Tell whether the text is the number of the first button."""
    return _says(text, said.first)


def refuses(text: str, said: YesAndNo) -> bool:
    """Tell whether the text says no to what was asked, and is no command."""
    return _says(text, (*said.no, *said.leave)) and not _says(text, said.commands)


def declines(text: str, said: YesAndNo) -> bool:
    """Tell whether the text says no to what is read back."""
    return _says(text, (*said.no, *said.leave, *said.undo))


def takes_back(text: str, said: YesAndNo) -> bool:
    """Tell whether the text wants to take back what was done, perhaps after a no: `nej, ångra`."""
    return declines(text, said) and not _says(text, (*said.no, *said.leave))


def leaves(text: str, said: YesAndNo) -> bool:
    """Tell whether the text leaves a form that is open."""
    return _says(text, (*said.leave, *said.undo))


def changes(text: str, said: YesAndNo) -> bool:
    """Tell whether the text wants to change something, and says no more."""
    return _says(text, said.change)


def thanks(text: str) -> bool:
    """Tell whether the text thanks, and says nothing else."""
    return bare(text) in THANKS


def greets(text: str) -> bool:
    """Tell whether the text greets, or says nothing at all."""
    return not text or bare(text) in GREETINGS


def words_of(text: str) -> list[str]:
    """Return a text's words in plain letters without marks around them, at most MOST_WORDS of them."""
    return [_plain(word) for word in text.split(maxsplit=MOST_WORDS)[:MOST_WORDS]]


@lru_cache
def phrases(listed: tuple[str, ...]) -> Phrases:
    """Return phrases as they are listed as their plain words."""
    return frozenset(tuple(map(_plain, one.split())) for one in listed)


def _says(text: str, listed: tuple[str, ...]) -> bool:
    """Tell whether a text is made of such phrases, one or several, and thanks."""
    words = [word for word in words_of(text) if word]
    if len(text.split()) > MOST_WORDS:
        return False
    meant, polite = phrases(listed), phrases(tuple(sorted(POLITE)))
    place, found = 0, False
    while place < len(words):
        count = _longest(words[place:], meant)
        found = found or bool(count)
        count = count or _longest(words[place:], polite)
        if not count:
            return False
        place += count
    return found


def _longest(words: Sequence[str], among: Phrases) -> int:
    """Return how many words at the front are one of the phrases, the longest."""
    return next((n for n in range(min(len(words), 6), 0, -1) if tuple(words[:n]) in among), 0)


def _plain(word: str) -> str:
    once = _REPEATED.sub(r"\1", _SHADES.sub("", word[: LONGEST_WORD + 1]))
    return plain_letters(once).strip(_AROUND).replace("’", "'")
