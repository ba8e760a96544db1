"""Finds weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.when.day_items import Weekdays
from handlers.when.items import Bound, Filler, Item, Joint, Puzzle, Times
from handlers.when.lexicon import (
    DAY,
    DAYS,
    END,
    NUMBER,
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
_SECOND = re.compile(
    rf"(?:the\s)?(?P<day>{DAY})\s(?:after\snext|week){END}(?!\s(?:no\.?\s)?\d)"
    rf"|a\sweek\s(?:on|from)\s(?P<then>{DAY}){END}"
)
_BY_GONE = re.compile(loose(rf"i\s(?:mån|tis|ons|tors|fre|lör|sön)dags{END}"))
_COUNTED = re.compile(
    loose(
        rf"(?:(?:de|the)\s)?(?:(?:{_NEXT}|kommande|närmaste|följande|following|coming)\s)?(?P<count>{NUMBER})"
        rf"(?:\s(?:{_NEXT}|kommande|följande|raka))?(?=\s(?P<day>{DAY}){END})"
    )
)


def weekdays(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the weekdays that may be named here; `to`, `on` and `fr` also as the other words they are."""
    if found := _BY_GONE.match(text, pos):
        yield Puzzle("past"), found.end()
    if (found := _COUNTED.match(text, pos)) and fold(found["day"]) in PLURALS:
        yield Times(number(found["count"])), found.end()
    if (found := _SECOND.match(text, pos)) and fold(name := found["day"] or found["then"]) not in PLURALS:
        yield Weekdays((DAYS[fold(name)],), which="second"), found.end()
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
        other = {
            "to": (Joint("to"), Bound("until", leads=True)),
            "on": (Filler(leads=True),),
            "fr": (Bound("from"),),
        }
        for item in other.get(name, ()):
            yield item, end
