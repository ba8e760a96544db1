"""Finds days that are told from a feast or break, or have a name of their own.

`torsdagen efter höstlovet`, `sista fredagen före jul`, `nyårsafton`, `tredje dagen i oktober`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from handlers.when.day_items import Break, Date, Dates, DayBeside, Feast, FeastDay, WeekOfMonth
from handlers.when.items import Item
from handlers.when.lexicon import (
    DAY,
    DAYS,
    END,
    MONTH,
    ORDINAL_WORD,
    ORDINALS,
    PLURALS,
    loose,
    month,
    one_of,
)
from handlers.when.typed import fold
from handlers.when.vocabulary import PHRASES

_NAMED: dict[str, Feast | Break] = {
    " ".join(words.split()): item
    for item, listed in PHRASES
    if isinstance(item, Feast | Break)
    for words in listed.split(",")
}
_NAMES = {fold(words): item for words, item in _NAMED.items()}
_BESIDE = re.compile(
    loose(
        rf"(?:(?:den|the)\s)?(?:(?P<first>första|first)\s|(?P<last>sista|last)\s)?(?P<day>{DAY}){END}"
        r"\s(?:närmast\s|precis\s|right\s|just\s)?(?:(?P<after>efter|after)|före|innan|before)\s(?:the\s)?"
    )
    + rf"(?P<name>{one_of(_NAMED)}){END}"
)
_REPEATS = re.compile(
    loose(r"\b(?:varje|varannan|var|alla|every|each|other|udda|jämna|odd|even|ggr|gånger|times)\b")
)
_EVES = {
    "nyårsafton": (12, 31), "new year's eve": (12, 31), "julafton": (12, 24), "christmas eve": (12, 24),
    "juldagen": (12, 25), "annandag jul": (12, 26), "boxing day": (12, 26), "nyårsdagen": (1, 1),
    "new year's day": (1, 1), "trettondagsafton": (1, 5), "trettondagen": (1, 6), "lucia": (12, 13),
    "valborg": (4, 30), "valborgsmässoafton": (4, 30), "första maj": (5, 1), "nationaldagen": (6, 6),
}  # fmt: skip
_EASTER = {"skärtorsdagen": -3, "långfredagen": -2, "good friday": -2, "påskafton": -1, "påskdagen": 0,
           "annandag påsk": 1, "easter monday": 1, "kristi himmelsfärdsdag": 39}  # fmt: skip
_FEAST_DAYS = {fold(name): FeastDay(*day) for name, day in _EVES.items()}
_FEAST_DAYS |= {fold(name): FeastDay(0, day, easter=True) for name, day in _EASTER.items()}
_EVE = re.compile(rf"(?:på\s|on\s)?(?P<name>{one_of((*_EVES, *_EASTER))}){END}")
_NTH_DAY = re.compile(
    loose(
        rf"(?:den\s|the\s)?(?:(?P<last>sista|last)|(?P<nth>{ORDINAL_WORD}))\s(?:dagen|day)"
        rf"\s(?:i|in|of)\s(?P<month>{MONTH}){END}"
    )
)
_LAST_DAYS = {its: monthrange(2026, its)[1] for its in range(1, 13) if its != 2}  # February's differs
_WEEK = re.compile(
    loose(
        rf"(?:den\s|the\s)?(?:(?P<back>näst\s)?(?P<last>sista|last)|(?P<nth>{ORDINAL_WORD}))\s"
        rf"(?:veckan|week)\s(?:i|in|of|på|av)\s(?P<month>{MONTH}){END}"
    )
)


def beside(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the days that may be told here from a feast or break, by name, or by their place in a month."""
    found = _BESIDE.match(text, pos)
    if found and fold(found["day"]) not in PLURALS and not _REPEATS.search(text, 0, pos):
        what = _NAMES[fold(found["name"])]
        contrary = found["last"] if found["after"] else found["first"]
        vague = isinstance(what, Feast) and bool(found["after"])  # "efter jul" may be once work begins
        if not contrary and not vague:
            yield DayBeside(DAYS[fold(found["day"])], bool(found["after"]), what), found.end()
    if found := _EVE.match(text, pos):
        yield _FEAST_DAYS[fold(found["name"])], found.end()
    if found := _NTH_DAY.match(text, pos):
        its = month(found["month"])
        day = ORDINALS[fold(found["nth"])] if found["nth"] else _LAST_DAYS.get(its)
        if day:
            yield Dates((Date(day, its),)), found.end()
    if found := _WEEK.match(text, pos):
        number = ORDINALS[fold(found["nth"])] if found["nth"] else -2 if found["back"] else -1
        yield WeekOfMonth(number, month(found["month"])), found.end()
