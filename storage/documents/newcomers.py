"""People whom nobody has let in, as far as they have said how they want to be talked with."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from storage.documents.base import Document
from storage.documents.people import Language
from storage.values.times import Instant


class Newcomer(Document):
    """Somebody who is not kept as a person yet. The id is their identity.

    Attributes:
        language: what they chose to read, at `chosen_at`; forgotten after a month.
    """

    kind: ClassVar[str] = "newcomer"
    audited: ClassVar[bool] = False
    indexed: ClassVar[tuple[str, ...]] = ("chosen_at",)
    goes: ClassVar[tuple[str, timedelta] | None] = ("chosen_at", timedelta(days=30))

    language: Language
    chosen_at: Instant
