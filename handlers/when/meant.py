"""What was found to be meant: the days of sessions, and the sessions on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.when.doubt import Days
from storage.values.texts import Message
from storage.values.times import Span


@dataclass(frozen=True)
class Meant:
    """The days that are meant.

    Attributes:
        days: in the order said.
        notes: what was taken for granted.
        until: the last day that was stated for them, where there is one.
        left_out: the days in breaks that were to be left out.
    """

    days: Days
    notes: tuple[Message, ...] = ()
    until: date | None = None
    left_out: Days = ()


@dataclass(frozen=True)
class Sessions:
    """The sessions that are meant, in order of time; what else is as in Meant."""

    spans: tuple[Span, ...]
    notes: tuple[Message, ...] = ()
    until: date | None = None
    left_out: Days = ()
