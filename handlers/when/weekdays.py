"""Finds weekdays, and which of a month's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.when.items import Bound, Filler, Item, Joint, Nth, Puzzle, Times, Weekdays
from handlers.when.lexicon import (
    DAY,
    DAYS,
    END,
    NUMBER,
    ORDINAL_WORD,
    ORDINALS,
    PLURALS,
    SHORTEST_DAYS,
    WORDLIKE_DAYS,
    loose,
    number,
)
from handlers.when.typed import fold

_PART = r"(?=s?(?:morgon|förmiddag|eftermiddag|kväll|formiddag|kvall))"
_NEXT = r"nästa|nästkommande|next"
_THIS = r"denna|den här|this"
_COMING = r"kommande|nu på|nu|närmaste|närmsta|this coming|coming|the coming|upcoming"
_PAST = r"förra|senaste|last|previous"
_DAY = re.compile(
    loose(
        rf"(?:(?:(?P<next>{_NEXT})|(?P<coming>{_COMING})|(?P<this>{_THIS})|(?P<past>{_PAST}))\s)?"
        rf"(?:(?P<day>{DAY})(?:{END}|(?=\d)|{_PART})(?:\.(?!\d))?)"
    )
)
_BY_GONE = re.compile(loose(rf"i\s(?:mån|tis|ons|tors|fre|lör|sön)dags{END}"))
_NUMERAL = rf"(?:\d(?::?[ae]|:?dje|:?de|st|nd|rd|th)|{ORDINAL_WORD})"
_NTH = re.compile(
    loose(
        rf"(?:(?:den|the)\s)?(?:(?P<nth>{_NUMERAL}(?:\s?(?:,|och|and|&)\s?{_NUMERAL})*)|(?P<last>sista|last))\s"
        rf"(?P<day>{DAY}){END}(?P<month>(?=,?\s(?:i|in|of|under|varje|var|each|every)\s))?"
    )
)
_OF_EACH_MONTH = re.compile(r"(?:månad|month)[,:]?\s$")
_COUNTED = re.compile(
    loose(
        rf"(?:(?:de|the)\s)?(?:(?:{_NEXT}|kommande|närmaste|följande|following|coming)\s)?(?P<count>{NUMBER})"
        rf"(?:\s(?:{_NEXT}|kommande|följande|raka))?(?=\s(?P<day>{DAY}){END})"
    )
)
_NTH_NAMES = re.compile(rf"\d|{ORDINAL_WORD}")


def weekdays(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the weekdays that may be named here; `to`, `on` and `fr` also as the other words they are."""
    if found := _BY_GONE.match(text, pos):
        yield Puzzle("past"), found.end()
    found = _NTH.match(text, pos)
    if found and (found["month"] is not None or _OF_EACH_MONTH.search(text, 0, pos)):
        names = re.findall(_NTH_NAMES, found["nth"] or "")
        numbers = tuple(int(name) if name.isdigit() else ORDINALS[fold(name)] for name in names)
        yield Nth(numbers or (-1,), DAYS[fold(found["day"])]), found.end()
        return
    if (found := _COUNTED.match(text, pos)) and fold(found["day"]) in PLURALS:
        yield Times(number(found["count"])), found.end()
    if found := _DAY.match(text, pos):
        yield from _weekday(found)


def _weekday(found: re.Match[str]) -> Iterator[tuple[Item, int]]:
    name, end = found["day"], found.end()
    if found["past"]:
        yield Puzzle("past"), end
        return
    plural = fold(name) in PLURALS
    day = Weekdays((DAYS[fold(name)],), plural=plural, short=name in WORDLIKE_DAYS)
    if found["next"]:
        yield replace(day, which="next"), end
    elif found["coming"] or found["this"]:
        yield replace(day, which="this" if found["this"] else "coming"), end
    else:
        yield day, end
    if name in SHORTEST_DAYS and not (found["next"] or found["coming"] or found["this"]):
        other = {"to": (Joint("to"), Bound("until", leads=True)), "on": (Filler(),), "fr": (Bound("from"),)}
        for item in other.get(name, ()):
            yield item, end
