"""Finds which of a month's weekdays are meant: `sista fredagen i månaden`, `första torsdagen i mars`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from handlers.when.day_items import Nth
from handlers.when.items import EveryMonth, Item, Puzzle
from handlers.when.lexicon import DAY, DAYS, END, OR, ORDINAL_WORD, ORDINALS, PLURALS, SHORTEST_DAYS, loose
from handlers.when.typed import fold

_NUMERAL = rf"(?:\d(?::?[ae]|:?dje|:?de|st|nd|rd|th)|{ORDINAL_WORD})"
_BACK = rf"(?P<back>{ORDINAL_WORD}|näst|next)\s?-?\s?(?:to[\s-])?"
_LAST = rf"(?:(?:{_BACK})?(?:sista|last)|(?P<last_but_one>penultimate))"
_JOINT = rf"(?:\s?[,&+]\s?|\s(?:och|o|and|samt)\s|{OR}|\s?/\s?)"
_AT_HAND = "denna|den här|innevarande|this"
_NEXT = "nästa|nästkommande|next"
_OF_MONTH = (
    rf",?\s(?:(?:i|in|of|under|på|av)\s(?:månaden|the month)"
    rf"|(?:(?:i|in|of|under|på|av)\s)?(?:the\s)?(?:{_AT_HAND}|{_NEXT})\s(?:månaden|månad|month))"
)
_MONTHS = rf"(?:månadens|the month's|(?:den här månadens|(?:{_AT_HAND}|{_NEXT})\s(?:månads|month's)))"
_NTH = re.compile(
    loose(
        rf"(?:(?P<whose>{_MONTHS})\s|(?P<strange>kommande|nästa|next)\s)?(?:(?:de|den|the)\s)?"
        rf"(?:(?P<last>{_LAST})|(?P<nth>{_NUMERAL}(?:{_JOINT}(?:{_NUMERAL}|sista|last)){{0,6}}+))\s"
        rf"(?P<day>{DAY}){END}(?:\.(?!\d))?(?:(?P<month>{_OF_MONTH}){END}"
        r"|(?P<each>(?=,?\s(?:(?:i|in|of)\s)?(?:varje|var|each|every)\s))"
        r"|(?P<named>(?=,?\s(?:i|in|of|under)\s)))?"
    )
)
_IS_NEXT = re.compile(loose(rf"\b(?:{_NEXT})\b"))
_IS_AT_HAND = re.compile(loose(rf"\b(?:{_AT_HAND})\b"))
_OF_EACH_MONTH = re.compile(r"(?:månad|month)[,:]?\s$")
_NAMES = re.compile(rf"\d|{ORDINAL_WORD}|sista|last")
_EITHER = re.compile(rf"{OR}|/")
_EACH = re.compile(r"(?:(?P<sure>varje|each|alla|samtliga)|var|every)(?=\s)")
_ONCE_A_MONTH = {1, -1}
Which = Literal["", "coming", "this", "next", "open"]


def nths(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the weekdays counted within a month that may be named here, and the `varje` before them."""
    if found := _NTH.match(text, pos):
        which = _which(found, text)
        if which is not None:
            yield _item(found, which), found.end()
    each = _EACH.match(text, pos)
    if each and (found := _NTH.match(text, each.end() + 1)):
        if set(_numbers(found)) <= _ONCE_A_MONTH or (each["sure"] and _which(found, text) != "open"):
            yield EveryMonth(), each.end()
        elif each["sure"]:
            yield Puzzle("vague"), found.end()


def _which(found: re.Match[str], text: str) -> Which | None:
    """Return how the month is said; None where the weekday is sooner none of a month's."""
    said = found["whose"] or found["month"]
    if said:
        return "next" if _IS_NEXT.search(said) else "this" if _IS_AT_HAND.search(said) else "coming"
    if found["named"] is not None or _is_of_each_month(found, text):
        return ""
    day, count = found["day"], found["nth"] or found["last"]
    is_word = not any(map(str.isdigit, count)) and day not in SHORTEST_DAYS
    return "open" if is_word and count != "last" else None


def _is_of_each_month(found: re.Match[str], text: str) -> bool:
    return found["each"] is not None or _OF_EACH_MONTH.search(text, 0, found.start()) is not None


def _item(found: re.Match[str], which: Which) -> Item:
    """Return the weekdays, or a puzzle where they may be one month's or many's, or next to what was meant."""
    several = fold(found["day"]) in PLURALS and not _is_of_each_month(found, found.string)
    if several or found["strange"]:
        return Puzzle("vague")
    either = _EITHER.search(found["nth"] or "") is not None
    return Nth(_numbers(found), DAYS[fold(found["day"])], which, either=either)


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    if found["nth"]:
        names = _NAMES.findall(found["nth"])
        return tuple(int(name) if name.isdigit() else ORDINALS.get(fold(name), -1) for name in names)
    if found["last_but_one"]:
        return (-2,)
    return (-ORDINALS.get(fold(found["back"] or "first"), 2),)
