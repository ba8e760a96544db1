"""Where the bot is: the conversations that it was added to, and the store itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from storage.documents.base import Document
from storage.documents.people import Called
from storage.holds import Plain
from storage.values.times import Instant


class Lost(StrEnum):
    """Why nothing can be posted in a channel. The values are stored."""

    ARCHIVED = "archived"
    UNKNOWN = "unknown"  # deleted, or hidden from the bot
    REMOVED = "removed"  # the bot is no member


class Channel(Document):
    """A conversation that the bot was added to. The id is the platform's: `slack:T1:C1`.

    Attributes:
        name: as people see it; empty for somebody's own chat.
        digest: whether the weekly digest is posted here.
        posted_at: when the digest was last posted, or None.
        left: nothing can be posted here any more: the bot was removed, or the channel is archived or gone.
        lost: why that is, where the platform has told, or None.
        personal: it is the own chat of somebody who has not spoken yet, kept under their identity so that
            they can be written to once they are registered.
    """

    kind: ClassVar[str] = "channel"
    indexed: ClassVar[tuple[str, ...]] = ("digest", "left", "personal")

    name: Annotated[Plain, Called]
    reference: Plain | None = None
    digest: bool = False
    posted_at: Instant | None = None
    left: bool = False
    lost: Lost | None = None
    personal: bool = False


class Installation(Document):
    """What is true of the whole store; one document with the id `installation`.

    Attributes:
        sample: made-up data, in which a terminal may speak as anybody.
        ahead: seconds that a sample's clock is ahead of the real one.
    """

    kind: ClassVar[str] = "installation"

    sample: bool = False
    ahead: int = 0
