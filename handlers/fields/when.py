"""The field that reads times as people type them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers import when
from handlers.core.forms import FieldKind, Offer, Problem, Read
from handlers.core.view import View
from handlers.fields.corrected_time import as_long_as, correct
from handlers.fields.text import bare
from handlers.when.formatting import format_span
from storage.documents.drafts import Raw, Understood
from storage.values.texts import Message, lines, t
from storage.values.times import Span, instant

BETWEEN = "; "


@dataclass(frozen=True)
class Spans:
    """One or several spans in order, with what the reader took for granted."""

    spans: tuple[Span, ...]
    notes: tuple[Message, ...] = ()


class WhenKind(FieldKind):
    """A time or a series of them; several texts are parted by semicolons."""

    of_time: ClassVar[bool] = True
    max_length = 1500

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
        return Read(self._counted(Spans(reading.spans, reading.notes)), exact=False, rest=reading.rest)

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
        changed = [correct(text, old, view, of_many=len(value.spans) > 1) for old in value.spans]
        reads = [
            self._corrected(new, old, view) for new, old in zip(changed, value.spans, strict=True) if new
        ]
        spans = sorted((span for read in reads if read for span in read.spans), key=_start)
        if len(spans) < len(value.spans) or not all(reads):
            return None
        check_coming(spans, view)
        notes = tuple({note.key: note for read in reads if read for note in read.notes}.values())
        return Read(self._counted(Spans(tuple(spans), notes)), exact=False)

    def _corrected(self, new: str | Span, old: Span, view: View) -> Spans | None:
        """Return a time that was made whole, as long as it was before where no end was typed."""
        if isinstance(new, Span):
            return Spans((new,))
        read = self._one(new, view)
        spans = tuple(as_long_as(old, one) for one in read.value.spans)
        return None if read.rest else Spans(spans, read.value.notes)

    def to_json(self, value: Spans) -> JsonValue:
        """Return the spans, in wall-clock time with their zone."""
        return spans_to_json(value.spans)

    async def from_json(self, kept: JsonValue, view: View) -> Read:
        """Return the Times, which are read back like typed ones. Raises Problem once one is past."""
        spans = tuple(Span.model_validate(one) for one in (kept if isinstance(kept, list) else ()))
        check_coming(spans, view)
        return Read(self._counted(Spans(spans)), exact=False)

    def filled_in(self, value: Spans, view: View) -> Raw:
        """Return the times with their dates and years, in the reader's language."""
        return BETWEEN.join(format_span(span, view.language) for span in value.spans)

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
OneTime = Annotated[Spans, WhenKind(most=1)]
