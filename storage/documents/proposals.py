"""What a pair proposes to those who coordinate: to pause, extend or close a collaboration."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from storage.documents.base import Document
from storage.holds import CollaborationId, PersonId, Plain, Written
from storage.values.times import Instant


class Proposed(StrEnum):
    """What is proposed. The values are stored."""

    PAUSE = "pause"
    EXTEND = "extend"
    CLOSE = "close"


class Answered(StrEnum):
    """What became of a proposal. The values are stored."""

    WAITS = "waits"
    ACCEPTED = "yes"
    DECLINED = "no"


class Proposal(Document):
    """A proposal of one of the pair.

    Attributes:
        day: the first day back of a pause, or the last day of what is extended; None where none was said.
        early: whether it is to end before its work is done.
        coming: what becomes of the sessions to come, as it was chosen.
    """

    kind: ClassVar[str] = "proposal"
    indexed: ClassVar[tuple[str, ...]] = ("collaboration_id", "proposed_by", "answered")

    collaboration_id: CollaborationId
    what: Proposed
    proposed_by: PersonId
    proposed_at: Instant
    day: date | None = None
    early: bool = False
    coming: Plain = ""
    reason: Annotated[str, Written(by="proposed_by")] = ""
    answered: Answered = Answered.WAITS
