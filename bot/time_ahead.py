"""Reads how far ahead a sample's clock is to go: `torsdag 16.00`, `två veckor`, `imorgon`."""

from __future__ import annotations

from datetime import datetime

from handlers.core.small_talk import greets, thanks
from handlers.when import Choice, Reading, read

MORNING = "8.00"
"""When a day begins that is named without a time."""


def time_ahead(text: str, now: datetime, *, distance: bool) -> datetime | None:
    """Return the likeliest time after `now` that a text means, or None.

    Args:
        text: what was typed.
        now: aware; its tzinfo is the zone in which people's times are meant.
        distance: whether it is a distance (`två dagar`) where it can be one, to this time of day.
    """
    if greets(text) or thanks(text):
        return None
    spoken = [f"{word} {text}{clock}" for word in ("om", "in") for clock in ("", f" kl {now:%H:%M}")]
    ways = (*(spoken if distance else ()), text, f"{text} {MORNING}")
    found = (_first(one, now) for one in ways)
    return next(filter(None, found), None)


def _first(text: str, now: datetime) -> datetime | None:
    """Return the likeliest time ahead; None where the text means none, or says more than that."""
    reading = read(text, now=now, topic=True)
    choices = [(one.spans[0], read(one.text, now=now, topic=True)) for one in _choices(reading)]
    likely = [*((span, reading) for span in reading.spans[:1]), *choices]
    return next((span.start for span, whole in likely if span.start > now and not whole.rest), None)


def _choices(reading: Reading) -> tuple[Choice, ...]:
    return reading.ask.choices if reading.ask else ()
