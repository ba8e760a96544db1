"""Puts one slip right in the long names that a text is read by: `torsdga`, `novenber`, `imorogn`."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from handlers.when.lexicon import DAYS, FULL_DAYS, FULL_MONTHS, LETTER
from handlers.when.typed import Typed, fold

_WORD = re.compile(rf"(?<![\w]){LETTER}{{5,12}}(?![\w])")
_NAMES = {fold(name): name for name in FULL_DAYS if len(name) >= 6 and not name.endswith("dan")}
_NAMES |= {name: name for name in FULL_MONTHS if len(name) >= 6} | {
    "imorgon": "imorgon",
    "tomorrow": "tomorrow",
}
# Words and names of their own that are one slip away from a day, a month or the like.
_OTHERS = """
    fridag fredad fredas fredar fredat freda frida morgon sundae sundry sundby mandat mandal augusta augusto
    augustin augustine
"""
_REAL = frozenset(_OTHERS.split())
_MEANT = {fold(name): day for name, day in FULL_DAYS.items()}


def spelled(typed: Typed) -> Typed:
    """Return the text with slips of one letter in names of days and months put right."""
    text, origin = typed.text, typed.origin
    for found in reversed(list(_WORD.finditer(typed.text))):
        name = _meant(fold(found[0]))
        if name is None:
            continue
        start, end = found.span()
        places = [*origin[start : end - 1], *[origin[end - 1]] * len(name)][: len(name) - 1]
        text = text[:start] + name + text[end:]
        origin = (*origin[:start], *places, origin[end - 1], *origin[end:])
    return Typed(typed.original, text, origin)


def _meant(word: str) -> str | None:
    """Return the name that the word is one slip away from, where only one is and it is no other word.

    Hardly anybody slips on the first letter without noticing, and many words differ by it alone. `fredan` and
    the like are too close to other words for a slip of them to be told.
    """
    if word in _NAMES or word in _REAL or word in DAYS or word.removesuffix("s") in _NAMES:
        return None
    near = [name for name in _NAMES if OSA.distance(word, name, score_cutoff=1) <= 1]
    if not near or len({_meaning(name) for name in near}) > 1:
        return None
    return next((_NAMES[name] for name in near if _same_start(word, name)), None)


def _same_start(word: str, name: str) -> bool:
    return word[0] == name[0] or word[:2] == name[1::-1]


def _meaning(name: str) -> object:
    plural = name.endswith(("ar", "arna", "s"))
    return (_MEANT[name], plural) if name in _MEANT else FULL_MONTHS.get(name, name)
