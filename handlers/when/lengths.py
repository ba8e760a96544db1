"""Finds lengths (`90 min`, `i en och en halv timme`) and times counted from now (`om två timmar`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.when.items import FromNow, Item, Length
from handlers.when.lexicon import END, LETTER, MONTH, NUMBER_WORD, UNITS, loose, number

_MINUTES = rf"min(?:uter|uters|utes|ute|s)?{END}\.?"
_HOURS = rf"(?:h|(?<=\d)t|(?<=\d\s)t|tim|timmes?|timmars?|timmas?|hours?|hrs?){END}\.?"
_QUARTERS = {"en kvart": 15, "a quarter of an hour": 15, "quarter of an hour": 15, "kvarts timme": 15,
             "en kvarts timme": 15, "tre kvart": 45, "trekvart": 45, "tre kvarts timme": 45,
             "three quarters of an hour": 45, "halvtimme": 30, "en halvtimme": 30, "en halv timme": 30,
             "halv timme": 30, "halvtimmes": 30, "half an hour": 30, "a half hour": 30, "half hour": 30,
             "½ timme": 30, "½ h": 30, "½ tim": 30, "an hour and a half": 90, "hour and a half": 90,
             "halvannan timme": 90}  # fmt: skip
_FIXED = re.compile("(?:" + "|".join(sorted(_QUARTERS, key=len, reverse=True)) + rf"){END}")
_COUNT = rf"(?P<count>\d{{1,3}}|(?:{NUMBER_WORD}|an|a)(?!{LETTER}))"
_HALF = r"(?P<half>½|\s?½|\s1/2|\s(?:och|o|and)\s(?:en|ett|a)\s(?:halv|half))"
_LONG = re.compile(
    loose(
        rf"(?:(?P<whole>\d{{1,2}})[.,](?P<tenths>\d|25|75)|{_COUNT}{_HALF}?)[-\s]?{_HOURS}"
        rf"(?P<after>\s(?:och|and)\s(?:en|a)\s(?:halv|half){END})?"
        rf"(?:,?\s?(?:(?:och|o|and)\s)?"
        rf"(?:(?P<minutes>\d{{1,2}}|{NUMBER_WORD})[-\s]?{_MINUTES}|(?P<quarter>en kvart){END}))?"
    )
)
_GLUED = re.compile(
    rf"(?P<count>\d)\s?(?:h|tim)\s?(?P<minutes>\d\d)"
    rf"(?:\s?{_MINUTES}|{END}(?![.:/-]|\.?\s(?:{MONTH}|{UNITS}){END}))"
)
_SHORT = re.compile(rf"(?P<count>\d{{1,3}}|{NUMBER_WORD})(?:[-\s]?{_MINUTES}|'(?!\d)|m{END})")
_FOR = re.compile(loose(rf"(?:i|for|för|under|på|längd|length|lasting|à)(?!{LETTER}):?\s"))
_IN = re.compile(r"(?:om|in)\s")
# What makes a length part of a topic: "20 min varje dag".
_EACH = re.compile(rf"\s(?:per|om dagen|a day|a week|(?:varje|each|every) (?:dag|day|elev|student)){END}")
_PAUSE = re.compile(r"\D,|,\s")  # what follows may be the length: "om två timmar, 30 min"


def lengths(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the lengths that start here, with the word before them."""
    if lead := _IN.match(text, pos):
        for minutes, end in _measures(text, lead.end()):
            if not _PAUSE.search(text, lead.end(), end):
                yield FromNow(minutes), end
        return
    lead = _FOR.match(text, pos)
    for minutes, end in _measures(text, lead.end() if lead else pos):
        if not _EACH.match(text, end):
            yield Length(minutes), end


def _measures(text: str, pos: int) -> Iterator[tuple[int, int]]:
    if found := _FIXED.match(text, pos):
        yield _QUARTERS[found[0]], found.end()
    if found := _GLUED.match(text, pos):
        yield int(found["count"]) * 60 + int(found["minutes"]), found.end()
    if found := _LONG.match(text, pos):
        yield _hours(found), found.end()
    if found := _SHORT.match(text, pos):
        yield number(found["count"]), found.end()


def _hours(found: re.Match[str]) -> int:
    if found["whole"]:
        minutes = round(float(f"{found['whole']}.{found['tenths']}") * 60)
    else:
        minutes = 60 * (1 if found["count"] in {"a", "an"} else number(found["count"]))
    if found["half"] or found["after"]:
        minutes += 30
    return minutes + (15 if found["quarter"] else number(found["minutes"] or "0"))
