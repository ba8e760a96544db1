"""Finds set phrases, signs and quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.when.day_items import Parity
from handlers.when.items import Every, Filler, Item, Joint, Offset, Puzzle, Topic
from handlers.when.lexicon import DAY, END, loose
from handlers.when.typed import fold
from handlers.when.vocabulary import PHRASES


def _end_of(words: str, item: Item) -> str:
    """Return what may not follow: no letter, nor a number that would be a week's."""
    end = END if words[-1].isalnum() else ""
    if words.endswith((" v", " v.")):
        return rf"(?!\.?\s?\d){end}"
    if words.endswith((" efter nästa", " after next")):
        return rf"{end}(?!\s{DAY}{END})"
    rhythm = isinstance(item, (Every, Parity)) and words.endswith((" veckor", " vecka"))
    return rf"{end}(?!\s(?:2[5-9]|[345]\d)(?:\s?-|$|\s(?!min)))" if rhythm else end


_MEANINGS = {" ".join(words.split()): item for item, listed in PHRASES for words in listed.split(",")}
_FOLDED = {fold(words): item for words, item in _MEANINGS.items()}
_PHRASE = re.compile(
    "(?:"
    + "|".join(
        loose(re.escape(words)).replace(r"\ ", r"\s") + _end_of(words, item)
        for words, item in sorted(_MEANINGS.items(), key=lambda entry: len(entry[0]), reverse=True)
    )
    + ")"
)
_SIGNS: dict[str, Item] = {
    **dict.fromkeys(".!?()[]:*_'", Filler()),
    **dict.fromkeys(",;", Joint(",")),
    **dict.fromkeys("+&", Joint("and")),
    "-": Joint("-"),
    "/": Joint("/"),
}
_UNTIL_SIGN = re.compile(r"(?<![^\s])-\d")
_EL = re.compile(rf"el\.?(?=\s(?:{DAY}{END}|\d))")
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_QUOTED = re.compile(r'"[^"]*"')
_STOCKHOLM = re.compile(r"\(utc\+01:00\)[\w\s,]*stockholm[\w\s,]*")


def phrases(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the set phrase or sign that stands here."""
    if found := _PHRASE.match(text, pos):
        yield _FOLDED[fold(found[0])], found.end()
    if found := _EL.match(text, pos):
        yield Joint("or"), found.end()
    if found := _STOCKHOLM.match(text, pos):
        yield Offset((60, 120)), found.end()
    if found := _QUOTED.match(text, pos):
        yield Topic(), found.end()
    if _UNTIL_SIGN.match(text, pos):
        yield Puzzle("after"), pos + 1
    elif text[pos] in _SIGNS:
        yield _SIGNS[text[pos]], pos + 1
    elif found := _EMOJI.match(text, pos):
        yield Filler(), found.end()
