"""A present that passes as people type, so that what one account may do at a time is never the measure."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 10, 15, 9, 30, tzinfo=ZONE)
TYPING = timedelta(seconds=2)  # between two acts


class Passing:
    """The present, later with each look at it."""

    def __init__(self, step: timedelta = TYPING) -> None:
        self._now, self._step = NOW, step

    def __call__(self) -> datetime:
        """Return it, aware, and let time pass."""
        self._now += self._step
        return self._now
