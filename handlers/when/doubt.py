"""The doubt that stops a reading, and what its question may offer."""

from __future__ import annotations

from datetime import date

from storage.values.texts import Message
from storage.values.times import Span

Days = tuple[date, ...]
Options = tuple[Days, ...]
Minutes = tuple[int, int | None]  # start and end, in minutes from midnight


class Unclear(Exception):  # noqa: N818 - a question, not a fault
    """What is missing or in conflict.

    Attributes:
        message: the question.
        days: likely days, where it is the days that are in doubt.
        hours: likely times, where it is those.
        spans: likely readings as a whole.
        texts: likely texts that the person may have meant.
        missing: whether something was left out, rather than in conflict.
    """

    def __init__(
        self,
        message: Message,
        *,
        days: tuple[Days, ...] = (),
        hours: tuple[Minutes, ...] = (),
        spans: tuple[tuple[Span, ...], ...] = (),
        texts: tuple[str, ...] = (),
        missing: bool = False,
    ) -> None:
        """Ask `message`."""
        super().__init__(message.key)
        self.message = message
        self.days = days
        self.hours = hours
        self.spans = spans
        self.texts = texts
        self.missing = missing

    def asking(self, message: Message) -> Unclear:
        """Return the same doubt with another question."""
        return self._like(message, self.spans)

    def offering(self, spans: tuple[tuple[Span, ...], ...]) -> Unclear:
        """Return the same doubt with other likely readings as a whole."""
        return self._like(self.message, spans)

    def _like(self, message: Message, spans: tuple[tuple[Span, ...], ...]) -> Unclear:
        return Unclear(
            message, days=self.days, hours=self.hours, spans=spans, texts=self.texts, missing=self.missing
        )

    def without_offers(self) -> Unclear:
        """Return the same question with nothing offered."""
        return Unclear(self.message, missing=self.missing)
