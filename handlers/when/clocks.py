"""Finds clock times, alone and from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from handlers.when.items import Clock, Hours, Item, Puzzle
from handlers.when.lexicon import END, LETTER, MONTH, NUMBER_WORD, UNITS, loose, number

_HALVES: dict[str, Literal["", "am", "pm"]] = {"": "", "a": "am", "p": "pm"}

_MERIDIEM = rf"(?:\s?(?P<half>[ap])(?:m{END}|\.\s?m{END}\.?))?"
_DIGITS = re.compile(
    rf"(?P<h>\d{{1,2}})(?:[.:](?P<m>\d\d)(?:[.:]00)?)?(?![.:]?\d){_MERIDIEM}(?:(?<=[.:]\d\d)\s?(?:hrs|h|uhr){END})?"
)
_COMMA = re.compile(r"(?P<h>\d{1,2}),(?P<m>[0-5]\d)(?![.,:]?\d|\s?(?:min|m|h|t))")
_SPACED = re.compile(rf"(?P<h>1?\d|2[0-3])\s(?P<m>00|30|45)(?![.:/,]?\d|\s?-|\s?(?:{UNITS}|{MONTH}){END})")
_FOUR = re.compile(r"(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?![.:]?\d|-\d\d-)(?:\s?(?:hrs|h|uhr)(?!\w))?")
_STAMP = re.compile(r"(?<=\dt)(?P<h>[01]\d|2[0-3]):?(?P<m>[0-5]\d)(?::?00(?:\.0+)?)?(?=z|[\s/-]|$)")
_SHARP = re.compile(r"\s(?:prick|exakt|sharp|exactly|on the dot)(?!\w)")
_YEARS = re.compile(r"20[0-5]\d")
_WORDS = re.compile(
    rf"(?!en{END}|noll{END})(?P<h>{NUMBER_WORD})"
    rf"(?:\s(?:och\s)?(?P<m>noll noll|{NUMBER_WORD}))?{END}{_MERIDIEM}"
)
_MINUTES_TO = re.compile(r"(?:five|ten|twenty|quarter)\sto\s")
_EARLY = range(5 * 60, 6 * 60)  # "5 to 6", which may be hours
_MINUTES = frozenset({"5", "five", "ten", "twenty"})  # before an hour with am or pm sooner than hours
_STEPS_TO = re.compile(r"(?!quarter|a\s)\w+\sto\s")  # after "from" it is a range: "from ten to eleven"
_HOUR = rf"(?P<h>\d{{1,2}}(?:(?=\s?[ap]\.?\s?m)|{END})|(?!en{END}){NUMBER_WORD}{END})(?![.:]\d)"
_STEPS = loose(
    rf"(?P<steps>\d{{1,2}}|(?:en |a )?(?:kvart|quarter)|{NUMBER_WORD})(?:\s(?P<min>min(?:uter|utes)?))?"
    r"\s(?P<side>i|över|past|after|to)\s"
)
_SPOKEN = (
    re.compile(rf"(?:{_STEPS})?(?P<halv>halv)\s?{_HOUR}{_MERIDIEM}"),
    re.compile(rf"(?P<half_past>half)\s(?:past|after)\s{_HOUR}{_MERIDIEM}"),
    re.compile(rf"{_STEPS}{_HOUR}(?!\skvart){_MERIDIEM}"),
    re.compile(rf"{_HOUR}\so'?\s?clock{END}"),
)
_SEASON = re.compile(
    r"\s?\(?(?:(?P<summer>sommartid|summer time)|vintertid|normaltid|winter time|standard time)\)?"
)
WEEKS_AFTER = re.compile(r"\s(?:veckor|weeks)(?!\w)")
_NOON = re.compile(rf"(?:12\s)?(?:noon|midday|mitt p[åa] dagen){END}")

_LEAD = re.compile(
    loose(
        rf"(?:(?P<between>mellan|between)\s|(?P<since>från|from)\s)?"
        rf"(?P<mark>(?:kl(?:\.|ockan|ocka|o)?(?!{LETTER})|at(?!{LETTER})|@)?\s?(?:(?:prick|exakt|exactly|sharp)\s)?)"
    )
)
_TO = re.compile(
    loose(
        r"(?:\s?-+\s?|\s(?:till|to|til|until|tom|t\.o\.m\.|t o m|fram till)\s"
        r"|,?\s(?:slut(?:ar|tid)?|ends|ending)\s|(?P<and>\s(?:och|and|&)\s))"
        rf"(?:(?:kl(?:\.|ockan|o)?|at)(?!{LETTER})\s?)?"
    )
)
_PART = re.compile(
    loose(r"\s(?:på (?:morgonen|förmiddagen|eftermiddagen|kvällen)|in the (?:morning|afternoon|evening))")
)
NOT_A_CLOCK = re.compile(
    loose(
        rf"\s?/\s?\d|:{LETTER}|\s?%|,\d\d?\s?(?:h|tim)|\s?[-']?\s?(?:{UNITS}){END}|{LETTER}"
        rf"|\s?(?:v|vecka|veckor|weeks?){END}(?!\.?\s?\d)|\s?t{END}(?!\.{LETTER}|\s{LETTER}\s)"
    )
)
_WITH_MINUTES = re.compile(r"\d{1,2}[.:]?\d\d")
_GLUED = re.compile(rf":{LETTER}|(?!z(?!\w)){LETTER}|[.,:]?\d")
MONTH_AFTER = re.compile(rf"\s{MONTH}{END}(?!-(?!{MONTH}{END}){LETTER})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?![.:,]?\d)(?:\.(?=\s|$))?")


def hours(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield the clock times that may start here: `kl 14`, `14-15.30`, `halv tre`, `2-4pm`, `kl 14 prick`."""
    for item, end in (*_spaced(text, pos), *_hours_at(text, pos)):
        sharp = _SHARP.match(text, end)
        yield item, sharp.end() if sharp else end


def _spaced(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    """Yield `kl 14 30`."""
    lead = _LEAD.match(text, pos)
    found = _SPACED.match(text, lead.end()) if lead and lead["mark"].strip() else None
    if found:
        yield Hours(replace(_clock(found, int(found["m"])), plain=False)), found.end()


def _hours_at(text: str, pos: int) -> Iterator[tuple[Item, int]]:
    lead = _LEAD.match(text, pos)
    if lead is None:
        return
    ranged, marked = bool(lead["between"] or lead["since"]), bool(lead["mark"].strip())
    for first, end in clocks(text, lead.end()):
        if lead["since"] and not marked and _is_bare(first) and not _TO.match(text, end):
            continue
        if marked and _is_bare(first) and _MINUTES_TO.match(text, lead.end()):
            continue
        if ranged and _STEPS_TO.match(first.typed):
            continue
        found = list(_ranges(text, first, end, between=bool(lead["between"])))
        for second, stop in found:
            plain_years = _is_year(first) and _is_year(second) and not marked
            by_word = first.typed in _MINUTES and (second.half or not first.typed.isdigit())
            steps = by_word and not (marked or ranged)
            if not plain_years and not (steps and text.startswith(" to ", end)):
                said = marked or ranged or not (_is_bare(first) and _is_bare(second))
                dates = is_date(first) and is_date(second) and not (marked or ranged)
                yield _hours(first, second, marked=said, or_date=dates), stop
        if (found and ranged) or lead["between"] or not _may_end(first, text, end, marked=marked):
            continue
        open_to_doubt = _is_bare(first) or _is_year(first) or DOTTED.fullmatch(first.typed)
        said = marked or first.summer is not None or _PART.match(text, end) is not None
        if said or not open_to_doubt:
            yield _hours(first, None, marked=True), end


def clocks(text: str, pos: int) -> Iterator[tuple[Clock, int]]:
    """Yield the single times that may start here, bare hours and number names too."""
    for time, end in _seasonless(text, pos):
        if season := _SEASON.match(text, end):
            yield replace(time, summer=bool(season["summer"])), season.end()
        else:
            yield time, end


def _seasonless(text: str, pos: int) -> list[tuple[Clock, int]]:
    times = list(_spoken(text, pos))
    if found := _FOUR.match(text, pos):
        times.append((Clock(int(found["h"]), int(found["m"]), typed=found[0]), found.end()))
    if found := _STAMP.match(text, pos):
        times.append((Clock(int(found["h"]), int(found["m"]), typed=found[0]), found.end()))
    if found := _COMMA.match(text, pos):
        times.append((_clock(found, int(found["m"])), found.end()))
    if found := _DIGITS.match(text, pos):
        times.append((_clock(found, int(found["m"] or 0)), found.end()))
    elif found := _WORDS.match(text, pos):
        minute = (
            {None: 0, "noll noll": 0}.get(found["m"])
            if found["m"] in {None, "noll noll"}
            else number(found["m"])
        )
        if minute == 0 or (minute or 0) >= 10:
            times.append((_clock(found, minute or 0), found.end()))
    return times


def _spoken(text: str, pos: int) -> Iterator[tuple[Clock, int]]:
    if found := _NOON.match(text, pos):
        yield Clock(12, typed=found[0]), found.end()
    for pattern in _SPOKEN:
        found = pattern.match(text, pos)
        shift = _shift(found.groupdict()) if found else None
        if (
            found is None
            or shift is None
            or WEEKS_AFTER.match(text, found.end())
            or not 1 <= number(found["h"]) <= (23 if found.groupdict().get("steps") else 12)
        ):
            continue
        total = number(found["h"]) * 60 + shift
        if total < 60:
            total += 12 * 60
        half = found.groupdict().get("half")
        at_noon = bool(half) and number(found["h"]) == 12 and shift < 0  # "quarter to 12 pm"
        unsure = number(found["h"]) == 7 and total < 7 * 60 and not half
        unsure = unsure or (total in _EARLY and found.groupdict().get("side") == "to" and not half)
        clock = replace(_clock(found, total % 60, total // 60), unsure=unsure or at_noon)
        yield replace(clock, half="") if at_noon else clock, found.end()
        return


def _shift(parts: dict[str, str | None]) -> int | None:
    """Return how many minutes a spoken time lies from its hour; None where nobody says so."""
    shift = -30 if parts.get("halv") else 30 if parts.get("half_past") else 0
    steps = parts.get("steps")
    if steps is None:
        return shift
    minutes = 15 if steps.endswith(("kvart", "quarter")) else number(steps)
    if minutes >= 30 or (minutes % 5 and not parts.get("min")):
        return None
    return shift - minutes if parts.get("side") in {"i", "to"} else shift + minutes


def _clock(found: re.Match[str], minute: int, hour: int | None = None) -> Clock:
    parts = found.groupdict()
    hour = number(parts["h"]) if hour is None else hour
    half = _HALVES[parts.get("half") or ""]
    plain = not half and 1 <= hour <= 12 and not parts["h"].startswith("0")
    return Clock(hour, minute, half, plain=plain, typed=found[0].strip())


def _ranges(text: str, first: Clock, end: int, *, between: bool) -> Iterator[tuple[Clock, int]]:
    sep = _TO.match(text, end)
    if sep is None or (sep["and"] and not between):
        return
    for second, stop in clocks(text, sep.end()):
        if _may_end(second, text, stop):
            yield second, stop


def _may_end(time: Clock, text: str, end: int, *, marked: bool = False) -> bool:
    """Whether what follows leaves it a clock time: not `14 november`, `14 min` or `14/10`."""
    if _WITH_MINUTES.match(time.typed) or time.half:
        return _GLUED.match(text, end) is None
    return not (NOT_A_CLOCK.match(text, end) or (not marked and MONTH_AFTER.match(text, end)))


def _hours(first: Clock, second: Clock | None, *, marked: bool, or_date: bool = False) -> Item:
    if is_possible(first) and (second is None or is_possible(second)):
        return Hours(first, second, marked=marked, or_date=or_date)
    return Puzzle("clock")


def is_possible(time: Clock) -> bool:
    """Tell whether there is such a clock time."""
    return time.minute < 60 and (time.hour < 24 or (time.hour == 24 and time.minute == 0))


def _is_bare(time: Clock) -> bool:
    return time.half == "" and (re.fullmatch(rf"\d{{1,2}}|{NUMBER_WORD}", time.typed) is not None)


def is_date(time: Clock) -> bool:
    """Whether it is sooner a date: `13.11` is, `13.10` may be either."""
    found = DOTTED.fullmatch(time.typed)
    return found is not None and int(found[1]) >= 1 and 1 <= time.minute <= 12 and time.minute % 5 > 0


def _is_year(time: Clock) -> bool:
    return _YEARS.fullmatch(time.typed) is not None
