"""Fields of a position: percent of full time (`80 %`, `halvtid`) and weekdays (`mån tis tors`)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.view import View
from handlers.fields.text import bare
from storage.documents.drafts import Raw
from storage.values.texts import Message, t

FULL_TIME, HALF_TIME = 100, 50
_PERCENT = re.compile(r"(?:på )?(?P<number>\d{1,3})\s?(?:%|procent|percent)(?!\w)", re.IGNORECASE)
_NAMED = re.compile(r"(?:på )?(?:(?P<full>heltid|full[- ]time)|halvtid|half[- ]time)(?!\w)", re.IGNORECASE)
_DAY = r"(?:mån|tis|ons|tors|tor|fre|lör|sön|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)\w{0,6}"
_DAYS = re.compile(
    rf"{_DAY}(?:\s?[-–]\s?{_DAY}|\s?(?:,|och|and|\+|&|/)\s?{_DAY}|\s{_DAY})*(?!\w)", re.IGNORECASE
)
_ONE = re.compile(rf"(?P<day>{_DAY})|(?P<to>[-–])", re.IGNORECASE)
_ORDER = ("mån", "tis", "ons", "tor", "fre", "lör", "sön"), ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))
SHORTEST = 3  # letters that tell weekdays apart


class ShareKind(FieldKind):
    """Percent of full time, as a number from 1 to 100."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the number. Raises Problem for anything else."""
        text = bare(raw)
        found = self._found(f"{text} %" if text.isdecimal() else text)
        if found is None or found[2] or not 0 < found[0] <= FULL_TIME:
            raise Problem(t("Write a share of full time, such as 80 %."))
        return Read(found[0])

    def to_json(self, value: int) -> JsonValue:
        """Return the number as a text."""
        return str(value)

    async def show(self, value: Any, view: View) -> Message:
        """Return the percent."""
        return percent(value)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take a share from the front."""
        found = self._found(text)
        return (found[1], found[2]) if found else None

    def _found(self, text: str) -> tuple[int, str, str] | None:
        if number := _PERCENT.match(text):
            return int(number["number"]), number[0], text[number.end() :].strip()
        if named := _NAMED.match(text):
            return (FULL_TIME if named["full"] else HALF_TIME), named[0], text[named.end() :].strip()
        return None


class WeekdaysKind(FieldKind):
    """Weekdays, as ISO counts them; `mån–ons` is three."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the weekdays in order. Raises Problem for anything else."""
        text = bare(raw)
        found = _DAYS.match(text)
        if found is None or found.end() != len(text):
            raise Problem(t("Write the weekdays, such as Mon Tue Thu."))
        return Read(_weekdays(text))

    def to_json(self, value: tuple[int, ...]) -> JsonValue:
        """Return the weekdays' short Swedish names."""
        return " ".join(_ORDER[0][day - 1] for day in value)

    async def show(self, value: Any, view: View) -> Message:
        """Return the weekdays' short names."""
        return weekdays(value)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take weekdays from the front."""
        found = _DAYS.match(text)
        return (found[0], text[found.end() :].strip()) if found else None


def percent(value: int) -> Message:
    """Return a share in words."""
    return t("{percent} %", percent=value)


def weekdays(days: tuple[int, ...]) -> Message:
    """Return weekdays' short names, in the reader's language."""
    named = {f"day{day}": WEEKDAYS[day - 1] for day in days}
    return Message(key=" ".join(f"{{{place}}}" for place in named), values=named)


def _weekdays(text: str) -> tuple[int, ...]:
    found: list[int] = []
    through = False
    for one in _ONE.finditer(text):
        if one["to"]:
            through = True
            continue
        day = _number(one["day"])
        found += range(found[-1] + 1, day + 1) if through and found else [day]
        through = False
    return tuple(sorted(set(found)))


def _number(name: str) -> int:
    short = name.lower()[:SHORTEST]
    return next(names.index(short) + 1 for names in _ORDER if short in names)


Share = Annotated[int, ShareKind()]
Weekdays = Annotated[tuple[int, ...], WeekdaysKind()]
