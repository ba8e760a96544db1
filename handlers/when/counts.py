"""Finds counted things: every nth week, so many times, for so many weeks, in so many days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handlers.when.day_items import RelativeDay, RelativeWeek
from handlers.when.items import Bound, Every, ForWeeks, Item, Puzzle, Times
from handlers.when.lexicon import (
    DAY,
    END,
    MANY_DAYS,
    MONTH,
    NUMBER,
    ORDINAL_WORD,
    ORDINALS,
    loose,
    number,
    one_of,
)
from handlers.when.typed import fold

_WEEKS = rf"(?:veckorna|veckor|vecka|veckan|weeks|week|v(?!\.?\s?\d)){END}"
_DAYS = rf"(?:dagar|dar|dgr|dygn|dag|days|day){END}"
_NTH = (
    rf"(?:(?P<digits>\d{{1,2}})(?::?[ae]|:?dje|:?de|nd|rd|th|(?=\s(?:{_WEEKS}|{DAY}{END})))"
    rf"|(?P<word>{ORDINAL_WORD})){END}"
)
_FIRST_DAY = rf"(?:1:?a|1st|första|first)\s{DAY}{END}"
_N = rf"(?P<count>{NUMBER}|an?{END})"
_MOST_WEEKS = 26
_ONE_WEEK = re.compile(r"\b(?:vecka|week)\b")
_COMING = loose(r"(?:(?:de|the)\s)?(?:kommande|nästa|närmaste|följande|next|following|coming)")


def _count(found: re.Match[str]) -> int:
    counted = found["count"]
    return 1 if counted in {"a", "an"} else number(counted)


def _nth(found: re.Match[str]) -> int:
    return int(found["digits"]) if found["digits"] else ORDINALS[fold(found["word"])]


def _for_weeks(found: re.Match[str]) -> Item:
    """Return for how many weeks; `i 44 vecka` may as well mean the 44th."""
    count = _count(found)
    numbered = count > 1 and _ONE_WEEK.search(found[0])
    return Puzzle("vague") if numbered or count > _MOST_WEEKS else ForWeeks(count)


_COUNTS: tuple[tuple[str, Callable[[re.Match[str]], Item]], ...] = (
    (rf"(?:varje|var|vart|alla|samtliga|every|each|alla de)(?=\s{DAY}{END})", lambda _: Every(1)),
    (rf"(?:var|vart|every)\s(?!{_FIRST_DAY}){_NTH}(?:\s{_WEEKS})?", lambda found: Every(_nth(found))),
    (rf"(?:varje|each)\s(?!1:?a|1st|första|first){_NTH}\s{_WEEKS}", lambda found: Every(_nth(found))),
    (rf"(?:var|every)\s{_N}\s{_WEEKS}", lambda found: Every(_count(found))),
    (rf"{_N}\s?(?:gånger|gång|ggr|ggn|gr|tillfällen|tillfälle|times|sessions|lärträffar|träffar|möten){END}\.?",
     lambda found: Times(_count(found))),
    (r"(?:första(?:\s(?:gången|träffen|tillfället))?|first(?:\stime)?):?(?=\s(?:den\s|the\s)?\d{1,2}\s?/\s?\d)",
     lambda _: Bound("from")),
    (r"x\s?(?P<count>\d{1,2})", lambda found: Times(_count(found))),
    (rf"(?:(?:i|for|under|{_COMING})\s)+{_N}\s{_WEEKS}(?:\s(?:framåt|i rad|in a row|framöver))?",
     _for_weeks),
    (rf"{_N}\s{_WEEKS}\s(?:framåt|i rad|in a row|framöver|i följd|running)",
     lambda found: ForWeeks(_count(found))),
    (rf"(?:om|in)\s{_N}\s{_DAYS}", lambda found: RelativeDay(_count(found))),
    (rf"{_N}\s{_DAYS}\s(?:from\s(?:now|today)|framåt i tiden)", lambda found: RelativeDay(_count(found))),
    (rf"(?:idag|i dag|today)\s(?:om|in)\s{_N}\s{_WEEKS}", lambda found: RelativeDay(7 * _count(found))),
    (rf"(?:imorgon|i morgon|tomorrow)\s(?:om|in)\s{_N}\s{_WEEKS}",
     lambda found: RelativeDay(1 + 7 * _count(found))),
    (rf"{_N}\s{_WEEKS}\s(?:from\s)?tomorrow", lambda found: RelativeDay(1 + 7 * _count(found))),
    (rf"{_N}\s{_WEEKS}\sfrån\snu", lambda found: RelativeDay(7 * _count(found))),
    (rf"{_N}\s{_WEEKS}\s(?:from\snow|(?:from\s)?today)", lambda found: RelativeDay(7 * _count(found))),
    (rf"(?:om|in)\s{_N}\s{_WEEKS}(?:s tid)?", lambda found: RelativeWeek(_count(found), counted=True)),
    (rf"{_N}\s{_WEEKS}\s(?:from|on|after)(?=\s{DAY}{END})",
     lambda found: RelativeWeek(_count(found), counted=True)),
    (rf"in\sa\sfortnight|a\sfortnight\s(?:from|on|after)(?=\s{DAY}{END})",
     lambda _: RelativeWeek(2, counted=True)),
    (r"a\sfortnight\s(?:from\s)?today", lambda _: RelativeDay(14)),
    (rf"(?<=day\s)fortnight|{_N}\s{_WEEKS}\sfram|(?:om|in)\s{NUMBER}\s{one_of(MANY_DAYS)}",
     lambda _: Puzzle("vague")),
    (rf"(?:om|in)\s{_N}\s(?:månader|månad|months|month|år|years|year){END}", lambda _: Puzzle("vague")),
    (rf"(?:(?:näst\s)?sista|{ORDINAL_WORD})\s(?:veckan|vecka|week)(?!\s(?:i|in|of|av|på)\s{MONTH}{END})",
     lambda _: Puzzle("vague")),
    (rf"för\s{_N}\s\w+\ssedan", lambda _: Puzzle("past")),
    (rf"{_N}\s\w+\sago", lambda _: Puzzle("past")),
    (rf"(?:vid\s)?\d{{1,2}}-tiden{END}|(?:vid\s)?\w+tiden{END}", lambda _: Puzzle("about")),
)  # fmt: skip
_COMPILED = tuple((re.compile(loose(pattern) + END), make) for pattern, make in _COUNTS)


def counts(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the counted things that may be named here."""
    for pattern, make in _COMPILED:
        if found := pattern.match(text, pos):
            yield make(found), found.end()
