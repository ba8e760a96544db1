"""What a collaboration keeps of its life: pauses, its end, who came later, and partners."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from storage.documents.base import Part
from storage.holds import CoordinatorId, MemberId, StageId, Written
from storage.values.times import Instant

REOPENED_WITHIN = timedelta(days=30)


class Pause(Part):
    """That a collaboration rests.

    Attributes:
        since: when it was paused.
        back: the first day on which it goes on, or None where nobody has said.
        stage, stage_since: the stage that it rests in, and when that was reached.
    """

    since: Instant
    back: date | None
    reason: Annotated[str, Written()] = ""
    stage: StageId
    stage_since: Instant


class Ending(Part):
    """That a collaboration has ended.

    Attributes:
        at: when.
        early: whether it was broken off.
        stage, stage_since: the stage in which it ended, and when that was reached.
    """

    at: Instant
    early: bool
    reason: Annotated[str, Written()] = ""
    stage: StageId
    stage_since: Instant


class Joined(Part):
    """Since when somebody who came later takes part. Who has left stays here, for when they come back."""

    person_id: CoordinatorId
    at: Instant


class Partner(Part):
    """Somebody from another support unit who is invited to sessions.

    `since`, `until`: the first and the last day; None is open.
    """

    person_id: MemberId
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Tell whether they are invited on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
