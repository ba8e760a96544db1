"""Sessions of collegial learning (lärträffar) and other meetings that are booked."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import computed_field

from config.process import SessionKind
from storage.documents.base import Document
from storage.holds import CollaborationId, PastPersonId, PersonId, Plain, SessionKindId, StandpointId, Written
from storage.values.texts import Refusal
from storage.values.times import Instant, Span, instant


class Held(StrEnum):
    """What became of a session. The values are stored."""

    BOOKED = "booked"
    HELD = "held"
    MOVED = "moved"
    NOT_HELD = "not-held"
    CANCELLED = "cancelled"


class Session(Document):
    """One booked session.

    Attributes:
        collaboration_id: None for the developers' own group.
        session_kind: id of a kind in the process.
        span: from start to end in wall-clock time; always with an end.
        people: ids of those who lead it: the pair at the time of booking, or who booked for the own group.
        place: a room or a link; may be empty.
        team: which team or group of the staff it is for; may be empty.
        absent: ids of those who should have led it and can't come.
        logged: it was noted after it had been held.
        series: what it shares with those that were booked with it, or None where it was booked alone.
        state: BOOKED until a reflection or a cancellation says otherwise.
    """

    kind: ClassVar[str] = "session"
    indexed: ClassVar[tuple[str, ...]] = (
        "collaboration_id",
        "people",
        "starts_at",
        "ends_at",
        "state",
        "series",
    )

    collaboration_id: CollaborationId | None
    session_kind: SessionKindId
    span: Span
    topic: Annotated[str, Written()] = ""
    standpoint: StandpointId | None = None
    people: tuple[PersonId, ...]
    place: Annotated[str, Written()] = ""
    team: Annotated[str, Written()] = ""
    absent: tuple[PastPersonId, ...] = ()
    logged: bool = False
    series: Plain | None = None
    state: Held = Held.BOOKED

    @computed_field  # type: ignore[prop-decorator]
    @property
    def starts_at(self) -> Instant:
        """When it starts, in UTC."""
        return instant(self.span.start)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def ends_at(self) -> Instant:
        """When it ends, in UTC."""
        return instant(self.span.end or self.span.start)

    @property
    def coming(self) -> tuple[str, ...]:
        """The ids of those who lead it and can come."""
        return tuple(one for one in self.people if one not in self.absent)

    def is_open(self) -> None:
        """Check that it can still be moved or cancelled. Raises Refusal where it was held or cancelled."""
        if self.state is Held.CANCELLED:
            raise Refusal("This session is already cancelled.")
        if self.state is not Held.BOOKED:
            raise Refusal("This session already has its reflection, so it can't be changed.")

    def move(self, span: Span, *, now: datetime) -> Self:
        """Move it to another time; an open span keeps the session's present length.

        Raises:
            Refusal: it was held or cancelled, the new time has passed, or is the time that it has.
        """
        self.is_open()
        new = span.closed(self.ends_at - self.starts_at)
        if instant(new.start) <= now:
            raise Refusal("That time has passed. Choose a time to come.")
        if new == self.span:
            raise Refusal("That is the time it already has.")
        return self.changed(span=new)

    def without(self, person_id: str) -> Self:
        """Note that one of those who lead it can't come.

        Raises Refusal where it was held or cancelled, or they don't lead it.
        """
        self.is_open()
        if person_id not in self.people:
            raise Refusal("You don't lead this session.")
        if person_id in self.absent:
            raise Refusal("It is noted already that you can't come.")
        return self.changed(absent=(*self.absent, person_id))

    def cancel(self) -> Self:
        """Call it off. Raises Refusal where it was held or cancelled."""
        self.is_open()
        return self.changed(state=Held.CANCELLED)

    def reflected(self, outcome: Held, *, now: datetime, again: bool = False) -> Self:
        """Note what became of it; the first to reflect says so, and `again` changes their own word.

        Raises:
            Refusal: it has not begun, or was cancelled.
        """
        if self.state is Held.CANCELLED:
            raise Refusal("This session is cancelled, so there is nothing to reflect on.")
        if self.starts_at > now:
            raise Refusal("This session has not started yet. Log the reflection once it has been held.")
        return self.changed(state=outcome) if again or self.state is Held.BOOKED else self


def usual_length(kind: SessionKind) -> timedelta:
    """Return how long a session of this kind is where no end is given."""
    return timedelta(minutes=kind.minutes)
