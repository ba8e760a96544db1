"""What is under way to each platform: how much, and whether the platform lets the app in at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MOST = 20
PROBE_EVERY = timedelta(minutes=1)


class Lane:
    """The messages under way to one platform.

    Attributes:
        refusal: the platform's word for why it refuses the app, or "" while it lets the app in. Until then
            one message at a time is tried, once a minute.
    """

    def __init__(self) -> None:
        self.refusal = ""
        self._under_way = 0
        self._next_probe = datetime.min.replace(tzinfo=UTC)

    def room(self, now: datetime) -> int:
        """Return how many more messages may be under way at `now`."""
        if not self.refusal:
            return MOST - self._under_way
        return 0 if self._under_way or now < self._next_probe else 1

    def begin(self) -> bool:
        """Count a message in; tells whether it probes a platform that refused the app."""
        self._under_way += 1
        return bool(self.refusal)

    def end(self) -> None:
        """Count a message out."""
        self._under_way -= 1

    def refuse(self, word: str, now: datetime) -> bool:
        """Let nothing but a probe through, the next in a minute; tells whether that is news."""
        news = not self.refusal
        self.refusal = word
        self._next_probe = now + PROBE_EVERY
        return news

    def wait(self, now: datetime) -> None:
        """Probe again in a minute, where a probe did not show whether the app is let in."""
        self._next_probe = now + PROBE_EVERY

    def accept(self) -> None:
        """Let everything through again."""
        self.refusal = ""
