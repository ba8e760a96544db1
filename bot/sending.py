"""How a platform takes a message that nobody just asked for, and what it may answer."""

from __future__ import annotations

from typing import Protocol

from bot.lanes import PROBE_EVERY
from handlers.core.replies import Reply
from storage.documents.places import Lost
from storage.documents.posts import Posted


class Undeliverable(Exception):  # noqa: N818 - an answer, not a fault
    """The platform will never take this message.

    `reason` is the platform's short word for why; `lost` says what became of the channel, where that is why.
    """

    def __init__(self, reason: str, lost: Lost | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lost = lost


class NotNow(Exception):  # noqa: N818 - an answer, not a fault
    """The platform did not take the message, and may later: `seconds` from now at the earliest."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class RefusesApp(NotNow):
    """The platform refuses the app itself, whatever it sends: no message is at fault.

    `reason` is the platform's short word for why; `remedy` tells an administrator what to do.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(PROBE_EVERY.total_seconds(), reason)
        self.remedy = remedy


class NobodyKnows(Exception):  # noqa: N818 - an answer, not a fault
    """The answer was lost after the message had left: it may have arrived, or not."""


class Sender(Protocol):
    """A platform's way to post a message that nobody just asked for."""

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Post `reply` to a person's identity or a place's id.

        Returns what the platform calls it, once the platform has accepted it.

        Args:
            address: `slack:<team>:<user or channel>`, `teams:<tenant>:<user or conversation>`.
            reference: what the platform gave for writing there first (opaque JSON), if known.
            reply: what to say.
            language: the reader's, `sv` or `en`.

        Raises:
            Undeliverable, NotNow, RefusesApp, NobodyKnows: as they say.
        """
