"""Reads a typed text into sessions, or asks back."""

from __future__ import annotations

import re
from datetime import datetime

from handlers.when.answers import Question, Reading
from storage.documents.messages import t
from storage.documents.times import Span

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](?:kl\.? )?(\d\d)[.:](\d\d)(?: ?[-–] ?(\d\d)[.:](\d\d))?(?: (.*))?", re.IGNORECASE
)


def read(text: str, *, now: datetime, language: str = "sv", topic: bool = False) -> Reading:
    """Read Swedish or English scheduling text into sessions, or ask back.

    Args:
        text: what a person typed.
        now: an aware time whose tzinfo is the ZoneInfo in which people's times are meant.
        language: the person's, `sv` or `en`: what is tried first. Both are read.
        topic: whether words may be left over after the time; they come back in `rest`.
    """
    _ = language
    found = _ISO.fullmatch(text.strip())
    if not found or (found[6] and not topic):
        return Reading((), ask=Question(t("I don't understand “{text}”.", text=text.strip())))
    day, hour, minute, end_hour, end_minute, rest = found.groups()
    try:
        start = datetime.fromisoformat(f"{day}T{hour}:{minute}").replace(tzinfo=now.tzinfo)
        end = start.replace(hour=int(end_hour), minute=int(end_minute)) if end_hour else None
        span = Span(start=start, end=end)
    except ValueError:
        return Reading((), ask=Question(t("There is no such time.")))
    if start <= now:
        return Reading((), ask=Question(t("{span} is already past.", span=span)))
    return Reading((span,), rest=rest or "")
