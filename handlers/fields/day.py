"""The field that says one day, the first of a stretch of time or its last: `till v 10`, `VT28`, `1 mars`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.view import View
from handlers.fields.text import bare
from handlers.when.reaches import reach
from storage.documents.drafts import Raw
from storage.values.texts import Message, t
from storage.values.times import Day

_THROUGH = re.compile(
    r"(?:fram )?(?:till och med|t\.?o\.?m\.?|through|up to and including)\s+", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:fram till|till|until|till?|to|t\.?)\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:från och med|fr\.?o\.?m\.?|från|sedan|from|since)\s+", re.IGNORECASE)
_ENDS = re.compile(
    r"\s(?=(?:fram till|till|t\.?o\.?m\.?|until|through|to)\s)|\s?[-–]\s?(?=\w)", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:före|innan|before)\s+", re.IGNORECASE)
_AFTER = re.compile(r"(?:(?:till|until) )?(?:efter|after)\s+", re.IGNORECASE)
_OPEN = re.compile(r"(?:tills vidare|öppet|oklart|until further notice|open-ended|open)(?!\w)", re.IGNORECASE)
OPEN = "open"
_ONE_DAY = timedelta(days=1)


class DayKind(FieldKind):
    """A day, at the front of a line.

    `of_return`: it is the first day on which something goes on, so `till v 10` is the Monday of that week,
    and `till och med v 10` the Monday after, or None for `tills vidare`; else the last day on which it does.
    """

    def __init__(self, *, of_return: bool) -> None:
        self._of_return = of_return

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the date, or None. Raises Problem for what says no day, or one that is not to come."""
        text = bare(raw)
        if self._of_return and _OPEN.fullmatch(text):
            return Read(None)
        try:
            return Read(date.fromisoformat(text))
        except ValueError:
            pass
        found = self._found(text, view)
        if found is None or found[2]:
            raise Problem(t("I don't understand which day. Write for example week 10, 1 March or VT28."))
        self._check(found[0], view)
        return Read(found[0], exact=False)

    def _check(self, day: date, view: View) -> None:
        """Raise Problem for a day that is not to come."""
        if day <= view.today:
            raise Problem(t("{day} is not to come. Write a day to come.", day=Day(day=day)))

    def to_json(self, value: date | None) -> JsonValue:
        """Return the date as ISO writes it."""
        return value.isoformat() if value else OPEN

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the date. Raises Problem where it is no longer to come."""
        return await self.read(str(kept), view)

    async def show(self, value: Any, view: View) -> Message:
        """Return the day with its weekday and year."""
        return t("{day}", day=Day(day=value)) if value else t("not decided yet")

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take what says a day from the front of a line."""
        if self._of_return and (led := _OPEN.match(text)):
            return led[0], text[led.end() :].strip()
        found = self._found(text, view)
        return (found[1], found[2]) if found else None

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the day that a text says, if it says nothing else."""
        found = self._found(text, view)
        return await self.read(text, view) if found and not found[2] else None

    def _found(self, text: str, view: View) -> tuple[date, str, str] | None:
        """Return the day at the front of a text, the words for it, and what comes after them."""
        for pattern, edge in (
            (_THROUGH, "through"),
            (_AFTER, "after"),
            (_BEFORE, "before"),
            (_UNTIL, "until"),
        ):
            if led := pattern.match(text):
                return self._day(text[: led.end()], text[led.end() :], edge, view)
        return self._day("", text, "until", view)

    def _day(self, lead: str, said: str, edge: str, view: View) -> tuple[date, str, str] | None:
        """Return the day that `said` begins with, seen from what leads to it."""
        first_is_meant = edge in {"before", "until"} if self._of_return else edge == "before"
        word = {"after": "efter", "before": "från"}.get(edge) or (
            "från" if first_is_meant else "till och med"
        )
        found = reach(
            f"{word} {said}",
            today=view.today,
            language="sv" if view.language == "sv" else "en",
            calendar=view.municipality.calendar,
        )
        if found is None:
            return None
        day = found.first if word != "till och med" else found.last
        if day is None:
            return None
        if self._of_return and edge == "through":
            day = _weekday_from(day + _ONE_DAY)
        elif self._of_return and edge == "after":
            day = _weekday_from(day)
        elif not self._of_return and edge == "before":
            day -= _ONE_DAY
        words = found.words.removeprefix(word).strip()
        return day, f"{lead}{words}", found.rest


def _weekday_from(day: date) -> date:
    """Return the day, or the Monday after where it is at a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


class StartDayKind(DayKind):
    """The first day of something that may have begun already: `från 15 augusti`, `HT26`."""

    def __init__(self) -> None:
        super().__init__(of_return=True)

    def _check(self, day: date, view: View) -> None:
        """Take any day."""

    def _found(self, text: str, view: View) -> tuple[date, str, str] | None:
        led = _FROM.match(text)
        lead, said = (text[: led.end()], text[led.end() :]) if led else ("", text)
        end = _ENDS.search(said)
        found = self._day(lead, said[: end.start()] if end else said, "until", view)
        if found is None or end is None:
            return found
        return found[0], found[1], f"{found[2]} {said[end.start() :].strip()}".strip()


class EndDayKind(DayKind):
    """The last day of something that may be over already."""

    def __init__(self) -> None:
        super().__init__(of_return=False)

    def _check(self, day: date, view: View) -> None:
        """Take any day."""


FirstDay = Annotated[date | None, DayKind(of_return=True)]
LastDay = Annotated[date, DayKind(of_return=False)]
StartDay = Annotated[date, StartDayKind()]
EndDay = Annotated[date, EndDayKind()]
