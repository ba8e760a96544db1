"""The field that reads when something was: `igår 14-15.30`, `i måndags kl 9`, `12 oktober kl 14`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers import when
from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.view import View
from handlers.fields.text import bare
from handlers.fields.when import Spans, label_of
from storage.documents.drafts import Raw
from storage.values.texts import Message, t
from storage.values.times import SchoolYear, instant

_DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_ENGLISH = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_BEFORE_YESTERDAY = re.compile(r"\b(?:i förrgår|förrgår|(?:the )?day before yesterday)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:i går|igår|yesterday)\b", re.IGNORECASE)
_LAST = re.compile(
    rf"\b(?:i (?P<sv>{'|'.join(_DAYS)})dags"
    rf"|(?:förra|last) (?P<either>{'|'.join((*_DAYS, *_ENGLISH))})da(?:g|gen|y))\b",
    re.IGNORECASE,
)
WEEK = timedelta(days=7)


class PastTimeKind(FieldKind):
    """One time of this school year that has been. A weekday alone is the latest one."""

    of_time: ClassVar[bool] = True

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the Spans, one of them. Raises Problem for what is unclear, to come, or of another year."""
        text = _with_dates(bare(raw), view.today)
        begun = datetime(SchoolYear.of(view.today).start, 8, 1, tzinfo=view.municipality.zone)
        readings = [self._reading(text, since, view) for since in (view.local_now - WEEK, begun)]
        for reading in readings:
            if not reading.ask and len(reading.spans) == 1 and instant(reading.spans[0].start) < view.now:
                return Read(Spans(reading.spans), exact=False, rest=reading.rest)
        asks = next((one.ask for one in readings if one.ask), None)
        raise Problem(
            asks.text
            if asks
            else t(
                "Write a day of this school year that has been, and the time, such as 12 October 14–15:30."
            )
        )

    def _reading(self, text: str, since: datetime, view: View) -> when.Reading:
        return when.read(
            text, now=since, language=view.language, topic=True, calendar=view.municipality.calendar
        )

    def to_json(self, value: Spans) -> JsonValue:
        """Return the time, in wall-clock time with its zone."""
        return value.kept()

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the Spans."""
        return Read(Spans.of(kept), exact=False)

    async def show(self, value: Any, view: View) -> Message:
        """Return the time."""
        return label_of(value.spans)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take everything; what does not belong to the time is moved on when it is read."""
        return text, ""


def _with_dates(text: str, today: date) -> str:
    """Put dates in the place of words such as `igår` and `i måndags`."""
    text = _BEFORE_YESTERDAY.sub(str(today - timedelta(days=2)), text)
    text = _YESTERDAY.sub(str(today - timedelta(days=1)), text)
    return _LAST.sub(lambda found: str(_latest(found["sv"] or found["either"], today)), text)


def _latest(name: str, today: date) -> date:
    """Return the latest day of a weekday's name before today."""
    short = name.lower()
    number = _DAYS.index(short) if short in _DAYS else _ENGLISH.index(short)
    return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


PastTime = Annotated[Spans, PastTimeKind()]
