"""What reading a text gives: sessions, or a question with the likely readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.values.texts import Message
from storage.values.times import Span


@dataclass(frozen=True)
class Choice:
    """One likely reading, for a button.

    Attributes:
        text: a complete text that `read` takes without asking and that means these spans; it keeps
            the topic that was typed.
        spans: the sessions that the text means.
    """

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Question:
    """What is missing or in conflict, with at most five likely readings."""

    text: Message
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a text was read as.

    Attributes:
        spans: the sessions in order of time, with end None where none was typed; () exactly when `ask`
            is set.
        rest: the topic left over, as typed.
        ask: what has to be asked before anything counts.
        notes: what the reader took for granted, for the read-back, such as that 2 was read as 14.00.
        until: the last day that was stated for a series, where there is one.
        left_out: the days in breaks that a series was to leave out.
    """

    spans: tuple[Span, ...]
    rest: str = ""
    ask: Question | None = None
    notes: tuple[Message, ...] = ()
    until: date | None = None
    left_out: tuple[date, ...] = ()
