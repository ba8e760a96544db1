"""A collaboration between a unit and a pair of developers, from the request to its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from pydantic import computed_field

from config.process import Process
from storage.documents.base import Document, Part
from storage.documents.messages import Refusal
from storage.documents.people import Person, Unit
from storage.documents.times import Instant

PAIR = 2


class Goal(Part):
    """Something that a collaboration is to lead to, perhaps tagged with a standpoint of the programme."""

    text: str
    standpoint: str | None = None


class Enquiry(Part):
    """The coordinator's question about a request, and the answer once there is one."""

    text: str
    asked_by: str
    asked_at: Instant
    answer: str | None = None


class Collaboration(Document):
    """One collaboration. A request is a collaboration in the stage in which requests wait.

    Attributes:
        stage: id of a stage in the process; `stage_since` is when it was reached.
        principal_id: the person who asked, or for whom the coordinator did.
        developers: ids of those appointed, nearly always two; partners among them.
        process_group: ids of the members of the local process group.
        meeting_times, start: possible times and the wished start, as typed.
        decline_reason, withdraw_reason: why the request came to nothing, where somebody said so.
    """

    kind: ClassVar[str] = "collaboration"
    indexed: ClassVar[tuple[str, ...]] = ("stage", "unit_id", "members", "requested_at")

    unit_id: str
    principal_id: str
    requested_at: Instant
    stage: str
    stage_since: Instant
    purpose: str
    goals: tuple[Goal, ...] = ()
    participants: str = ""
    meeting_times: str = ""
    start: str = ""
    developers: tuple[str, ...] = ()
    process_group: tuple[str, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    decline_reason: str = ""
    withdraw_reason: str = ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def members(self) -> tuple[str, ...]:
        """Everybody who takes part: the principal, the developers and the process group."""
        return tuple(dict.fromkeys((self.principal_id, *self.developers, *self.process_group)))

    @property
    def led_process_group(self) -> tuple[str, ...]:
        """The process group with the principal, who leads it."""
        return tuple(dict.fromkeys((self.principal_id, *self.process_group)))

    def others(self, person: Person) -> tuple[str, ...]:
        """Return the ids of the principal and the developers, but for `person`."""
        return tuple(i for i in (self.principal_id, *self.developers) if i != person.id)

    def is_request(self, process: Process) -> bool:
        """Tell whether it waits to be dealt with."""
        return self.stage == process.request.id

    def has_ended(self, process: Process) -> bool:
        """Tell whether it came to its end, or the request to nothing."""
        return process.stage(self.stage).ended

    def open_enquiry(self, process: Process) -> Enquiry | None:
        """Return the question that waits for an answer; None once it has ended."""
        if self.has_ended(process):
            return None
        return next((enquiry for enquiry in self.enquiries if enquiry.answer is None), None)

    def assign(
        self, pair: Iterable[Person], unit: Unit, principal: Person, process: Process, *, now: datetime
    ) -> Self:
        """Appoint the developers.

        Raises:
            Refusal: nobody given, somebody who is no developer, somebody's own school, unit or principal not
                yet confirmed, or the collaboration has ended.
        """
        chosen = tuple({person.id: person for person in pair}.values())
        if not chosen:
            raise Refusal("Choose who is to be appointed, nearly always two developers.")
        if not unit.confirmed:
            raise Refusal("{unit} is not confirmed yet. Confirm the request first.", unit=unit.name)
        if not principal.approved:
            raise Refusal("{name} is not confirmed yet. Confirm the request first.", name=principal.name)
        if self.stage == process.refused.id:
            raise Refusal("This request was declined. Ask for a new collaboration instead.")
        if self.stage == process.withdrawn.id:
            raise Refusal("This request was withdrawn. Ask for a new collaboration instead.")
        for person in chosen:
            if not person.develops or not person.active:
                raise Refusal("{name} is not a developer. Choose somebody who is.", name=person.name)
            if person.home_unit == unit.id:
                raise Refusal(
                    "{name} works at {unit} and can't be appointed to their own school. Choose another.",
                    name=person.name,
                    unit=unit.name,
                )
        first = self.is_request(process)
        return self.changed(
            developers=tuple(person.id for person in chosen),
            stage=process.appointed.id if first else self.stage,
            stage_since=now if first else self.stage_since,
        )

    def decline(self, reason: str, process: Process, *, now: datetime) -> Self:
        """Decline a request, with the reason. Raises Refusal where it is no longer a request."""
        self._still_requested(process)
        return self.changed(stage=process.refused.id, stage_since=now, decline_reason=reason)

    def withdraw(self, reason: str, process: Process, *, now: datetime) -> Self:
        """Take the request back, with the reason or "". Raises Refusal as `decline` does."""
        self._still_requested(process)
        return self.changed(stage=process.withdrawn.id, stage_since=now, withdraw_reason=reason)

    def enquire(self, text: str, asked_by: Person, process: Process, *, now: datetime) -> Self:
        """Ask the principal a question about the request. Raises Refusal as `decline` does."""
        self._still_requested(process)
        if self.open_enquiry(process):
            raise Refusal("A question already waits for an answer. Wait for it before you ask the next.")
        enquiry = Enquiry(text=text, asked_by=asked_by.id, asked_at=now)
        return self.changed(enquiries=(*self.enquiries, enquiry))

    def answer(self, text: str, process: Process) -> Self:
        """Answer the open question. Raises Refusal where none waits."""
        waiting = self.open_enquiry(process)
        if waiting is None:
            raise Refusal("No question waits for an answer here.")
        answered = tuple(e.model_copy(update={"answer": text}) if e is waiting else e for e in self.enquiries)
        return self.changed(enquiries=answered)

    def reach(self, stage: str, process: Process, *, now: datetime) -> Self:
        """Move on to `stage`; stays where it already is there or past it, rests or has ended."""
        if not process.stage(self.stage).moves or not process.is_past(stage, self.stage):
            return self
        return self.changed(stage=stage, stage_since=now)

    def open_for_sessions(self, process: Process) -> None:
        """Check that sessions can be booked. Raises Refusal before a pair is appointed and after the end."""
        if not self.developers:
            raise Refusal("No pair is appointed yet, so nothing can be booked.")
        if self.has_ended(process):
            raise Refusal("This collaboration has ended, so nothing more can be booked.")

    def _still_requested(self, process: Process) -> None:
        if not self.is_request(process):
            raise Refusal("This request has already been dealt with. See the status for how it stands.")
