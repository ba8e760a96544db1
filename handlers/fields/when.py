"""The field that reads times as people type them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers import when
from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.view import View
from handlers.fields.corrected_series import made_anew, without
from handlers.fields.corrected_time import as_long_as, correct
from handlers.fields.text import bare
from handlers.when.formatting import format_span
from storage.documents.drafts import Raw, Understood
from storage.values.texts import Message, lines, t
from storage.values.times import Span, instant

THURSDAY = 4  # of the week, as ISO counts it

BETWEEN = "; "


@dataclass(frozen=True)
class Spans:
    """One or several spans in order.

    Attributes:
        notes: what the reader took for granted.
        until: the last day that was stated for a series, where there is one.
        left_out: the days of a series that were left out, as days off.
        as_they_are: whether days off are to count.
    """

    spans: tuple[Span, ...]
    notes: tuple[Message, ...] = ()
    until: date | None = None
    left_out: tuple[date, ...] = ()
    as_they_are: bool = False

    def kept(self) -> JsonValue:
        """Return the times as JSON, in wall-clock time with their zone; alone where nothing else is known."""
        besides: dict[str, JsonValue] = {
            "until": str(self.until) if self.until else None,
            "left_out": [str(day) for day in self.left_out],
            "as_they_are": self.as_they_are,
        }
        said = {name: value for name, value in besides.items() if value}
        spans = spans_to_json(self.spans)
        return {"spans": spans, **said} if said else spans

    @classmethod
    def of(cls, kept: JsonValue) -> Spans:
        """Return the times of `kept`."""
        said = kept if isinstance(kept, dict) else {"spans": kept}
        spans, until, left_out = (said.get(name) for name in ("spans", "until", "left_out"))
        return cls(
            tuple(Span.model_validate(one) for one in (spans if isinstance(spans, list) else ())),
            until=date.fromisoformat(str(until)) if until else None,
            left_out=tuple(
                date.fromisoformat(str(one)) for one in (left_out if isinstance(left_out, list) else ())
            ),
            as_they_are=said.get("as_they_are") is True,
        )


class WhenKind(FieldKind):
    """A time or a series of them; several texts are parted by semicolons."""

    of_time: ClassVar[bool] = True
    max_length = 1500
    moved: Span | None = None  # the present time of what is moved, where this is its new one

    def __init__(self, *, most: int = 60) -> None:
        self._most = most

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the Times. Raises Problem with what is missing or in conflict, and likely readings."""
        parts = [part for part in bare(raw).split(BETWEEN.strip()) if part.strip()]
        if len(parts) <= 1:
            return self._one("".join(parts).strip(), view)
        reads = [self._one(part.strip(), view) for part in parts]
        spans = sorted((s for read in reads for s in read.value.spans), key=_start)
        notes = tuple({n.key: n for read in reads for n in read.value.notes}.values())
        return Read(self._counted(Spans(tuple(spans), notes)), exact=False)

    def _reading(self, text: str, view: View) -> when.Reading:
        return when.read(
            text,
            now=view.local_now,
            language=view.language,
            topic=True,
            calendar=view.municipality.calendar,
            moved=self.moved,
        )

    def _one(self, text: str, view: View) -> Read:
        reading = self._reading(text, view)
        if reading.ask:
            fitting = [choice for choice in reading.ask.choices if len(choice.spans) <= self._most]
            offers = [
                Offer(label_of(choice.spans), Understood(value=spans_to_json(choice.spans)))
                for choice in fitting
            ]
            beside = {self._reading(choice.text, view).rest for choice in fitting}
            raise Problem(reading.ask.text, offers, rest=beside.pop() if len(beside) == 1 else "")
        meant = Spans(reading.spans, reading.notes, reading.until, reading.left_out)
        return Read(self._counted(meant), exact=False, rest=reading.rest)

    def _counted(self, times: Spans) -> Spans:
        if len(times.spans) > self._most:
            if self._most == 1:
                raise Problem(t("Only one time fits here. Write one."))
            raise Problem(t("At most {most} sessions can be booked at once. Write fewer.", most=self._most))
        return times

    async def amended(self, value: Spans | None, text: str, view: View) -> Read | None:
        """Return the times with the day, clock or length that a text says, and else as they were.

        A series is changed as one: each of its times gets the clock or length, or is moved as far.
        """
        if value is None:
            return None
        if len(value.spans) > 1 and (series := self._series(value, text, view)):
            return series
        changed = [correct(text, old, view, of_many=len(value.spans) > 1) for old in value.spans]
        reads = [
            self._corrected(new, old, view) for new, old in zip(changed, value.spans, strict=True) if new
        ]
        spans = sorted((span for read in reads if read for span in read.spans), key=_start)
        if len(spans) < len(value.spans) or not all(reads):
            return None
        check_coming(spans, view)
        notes = tuple({note.key: note for read in reads if read for note in read.notes}.values())
        same_days = [span.start.date() for span in spans] == [span.start.date() for span in value.spans]
        beside = value if same_days else Spans(())
        return Read(self._counted(replace(beside, spans=tuple(spans), notes=notes)), exact=False)

    def _series(self, value: Spans, text: str, view: View) -> Read | None:
        """Return a series with other times as a text says: without some, or by another rule."""
        if left := without(text, value.spans, view):
            gone = {one.start.date() for one in value.spans} - {one.start.date() for one in left}
            left_out = tuple(sorted({*value.left_out, *gone}))
            return Read(replace(value, spans=left, left_out=left_out), exact=False)
        anew = made_anew(text, value.spans, view)
        read = self._one(anew, view) if anew else None
        if read is None or read.rest or read.value.spans[0].start != value.spans[0].start:
            return None
        spans = tuple(as_long_as(value.spans[0], one) for one in read.value.spans)
        check_coming(spans, view)
        return Read(self._counted(replace(read.value, spans=spans)), exact=False)

    def _corrected(self, new: str | Span, old: Span, view: View) -> Spans | None:
        """Return a time that was made whole, as long as it was before where no end was typed."""
        if isinstance(new, Span):
            return Spans((new,))
        read = self._one(new, view)
        spans = tuple(as_long_as(old, one) for one in read.value.spans)
        return None if read.rest else Spans(spans, read.value.notes)

    def to_json(self, value: Spans) -> JsonValue:
        """Return the spans, in wall-clock time with their zone."""
        return value.kept()

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the Times, which are read back like typed ones. Raises Problem once one is past."""
        times = Spans.of(kept)
        check_coming(times.spans, view)
        return Read(self._counted(times), exact=False)

    def filled_in(self, value: Spans, view: View) -> Raw:
        """Return the times with their dates and years, in the reader's language."""
        return BETWEEN.join(format_span(span, view.language) for span in value.spans)

    async def example(self, view: View) -> str:
        """Return a time on a weekday that can be no other than the next one of its name."""
        thursday = view.today.isoweekday() != THURSDAY
        text = t("Thursday 14–15:30") if thursday else t("Tuesday 14–15:30")
        return view.words.text(text, view.language)

    async def show(self, value: Any, view: View) -> Message:
        """Return the times under each other."""
        return label_of(value.spans)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take everything; what does not belong to the time is moved on when it is read."""
        return text, ""


def check_coming(spans: Iterable[Span], view: View) -> None:
    """Raise Problem where one of the times is past."""
    past = next((span for span in spans if instant(span.start) <= view.now), None)
    if past:
        raise Problem(t("{when} is already past. Write a coming time.", when=past))


def spans_to_json(spans: tuple[Span, ...]) -> JsonValue:
    """Return the spans as JSON, in wall-clock time with their zone."""
    return [span.model_dump(mode="json") for span in spans]


def label_of(spans: tuple[Span, ...]) -> Message:
    """Return the spans under each other, in the reader's language."""
    return lines(*(t("{when}", when=span) for span in spans))


def _start(span: Span) -> datetime:
    return span.start


When = Annotated[Spans, WhenKind()]
