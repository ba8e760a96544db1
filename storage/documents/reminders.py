"""What somebody wants to be reminded of."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar

from storage.documents.base import Document
from storage.holds import PersonId, Written
from storage.values.times import Instant

USEFUL = timedelta(days=2)
"""How long after its time a reminder is still said, and kept."""


class OwnReminder(Document):
    """Something that the bot is to say to one person at a time that they chose, and to nobody else.

    Attributes:
        person_id: who wants to be reminded, the only one who may know of it.
        at: when, in UTC.
        text: of what, as they typed it.
    """

    kind: ClassVar[str] = "own_reminder"
    indexed: ClassVar[tuple[str, ...]] = ("person_id", "at")
    goes: ClassVar[tuple[str, timedelta] | None] = ("at", USEFUL)

    person_id: PersonId
    at: Instant
    text: Annotated[str, Written(by="person_id")]
