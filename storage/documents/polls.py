"""Times that are put to people: for a session to be booked, or instead of one that doesn't suit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar, Self

from storage.documents.base import Document, Part
from storage.holds import AskedId, CollaborationId, PersonId, SessionId, SessionKindId, Written
from storage.values.texts import Refusal
from storage.values.times import Instant, Span

MOST_TIMES = 5


class Answer(Part):
    """Which of the times, counted from 0, work for somebody; none where no time does."""

    person_id: AskedId
    works: tuple[int, ...] = ()


class Poll(Document):
    """A question of times. The id of a time is its place among `spans`.

    Attributes:
        session_id: the booked session that is to be moved to one of them, or None for one to be booked.
        session_kind, topic: of the session to be booked.
        asked: ids of those who are asked, and of who asks.
        answers: of those who have answered, each once.
        settled: a time was taken, or the question dropped.
    """

    kind: ClassVar[str] = "poll"
    indexed: ClassVar[tuple[str, ...]] = ("collaboration_id", "session_id", "asked_by", "asked", "settled")

    collaboration_id: CollaborationId
    session_id: SessionId | None = None
    session_kind: SessionKindId
    topic: Annotated[str, Written(by="asked_by")] = ""
    reason: Annotated[str, Written(by="asked_by")] = ""
    asked_by: PersonId
    asked_at: Instant
    spans: tuple[Span, ...]
    asked: tuple[PersonId, ...]
    answers: tuple[Answer, ...] = ()
    settled: bool = False

    def is_open(self) -> None:
        """Check that it can still be answered. Raises Refusal."""
        if self.settled:
            raise Refusal("This question of times is settled.")

    def works_for(self, place: int) -> tuple[str, ...]:
        """Return the ids of those for whom a time works."""
        return tuple(one.person_id for one in self.answers if place in one.works)

    def work_for(self, person_id: str) -> frozenset[int]:
        """Return which times somebody has ticked."""
        answer = self.answer_of(person_id)
        return frozenset(answer.works if answer else ())

    def answer_of(self, person_id: str) -> Answer | None:
        """Return what somebody has answered, or None."""
        return next((one for one in self.answers if one.person_id == person_id), None)

    def answered(self, person_id: str, works: Collection[int]) -> Self:
        """Keep which times work for somebody, instead of what they have answered before.

        Raises Refusal once it is settled, and for who isn't asked.
        """
        self.is_open()
        if person_id not in self.asked:
            raise Refusal("You are not asked about these times.")
        answer = Answer(person_id=person_id, works=tuple(sorted(works)))
        others = tuple(one for one in self.answers if one.person_id != person_id)
        return self.changed(answers=(*others, answer))

    @property
    def answered_by_all(self) -> bool:
        """Whether everybody has answered."""
        return set(self.asked) <= {one.person_id for one in self.answers}
