"""The history of collaborations: each step is kept, with when, who, from what to what, and why."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from storage.documents.base import Document, new_id
from storage.holds import CollaborationId, PastPersonId, PersonId, StageId, Written
from storage.values.times import Instant


class StepKind(StrEnum):
    """What was done. The values are stored."""

    REQUESTED = "request"
    WAITS = "wait"
    DECLINED = "decline"
    WITHDRAWN = "withdraw"
    PAIR = "pair"
    STAGE = "stage"
    PAUSED = "pause"
    RESUMED = "resume"
    EXTENDED = "extend"
    CLOSED = "close"
    REOPENED = "reopen"
    CHANGED = "change"
    PRINCIPAL = "principal"
    HANDED_OVER = "hand-over"
    IMPORTED = "import"
    UNDONE = "undo"


class Step(Document):
    """One step of a collaboration. It stays when the act that took it is undone, which is a step of its own.

    Attributes:
        by: who took it, or None for what comes by itself, such as a stage that a session begins.
        stages, people, days: what was before and what is after, where the step changed that.
        reason: why, where somebody said so.
        undoes: the kind of the step that was undone, where this one undid it.
    """

    kind: ClassVar[str] = "step"
    history: ClassVar[bool] = True
    indexed: ClassVar[tuple[str, ...]] = ("collaboration_id", "by", "at")

    collaboration_id: CollaborationId
    at: Instant
    by: PersonId | None
    what: StepKind
    stages: tuple[StageId | None, StageId | None] | None = None
    people: tuple[tuple[PastPersonId, ...], tuple[PastPersonId, ...]] | None = None
    days: tuple[date | None, date | None] | None = None
    reason: Annotated[str, Written(by="by")] = ""
    undoes: StepKind | None = None

    def undone(self, by: str, *, now: datetime) -> Self:
        """Return the step back."""
        return type(self)(
            id=new_id(),
            collaboration_id=self.collaboration_id,
            at=now,
            by=by,
            what=StepKind.UNDONE,
            stages=self.stages and (self.stages[1], self.stages[0]),
            people=self.people and (self.people[1], self.people[0]),
            days=self.days and (self.days[1], self.days[0]),
            undoes=self.what,
        )
