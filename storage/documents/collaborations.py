"""A collaboration between a unit and a pair of developers, from the request to its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import computed_field, model_validator

from config.process import Process
from storage.documents.base import Document, Part
from storage.documents.lives import REOPENED_WITHIN, Ending, Joined, Partner, Pause
from storage.documents.people import Person, Unit
from storage.holds import CoordinatorId, MemberId, PersonId, SizeId, StageId, StandpointId, UnitId, Written
from storage.values.texts import Refusal
from storage.values.times import Instant, Term

PAIR = 2


class Goal(Part):
    """Something that a collaboration is to lead to, perhaps tagged with a standpoint of the programme."""

    text: Annotated[str, Written(by="requested_by")]
    standpoint: StandpointId | None = None


class Enquiry(Part):
    """The coordinator's question about a request, and the answer once there is one."""

    text: Annotated[str, Written(by="asked_by")]
    asked_by: CoordinatorId
    asked_at: Instant
    answer: Annotated[str | None, Written(by="requested_by")] = None


def not_at_own_school(person: Person, unit: Unit, day: date) -> None:
    """Raise Refusal where somebody works at a unit on a day, or will, and so can't lead anything there."""
    if any(one.unit_id == unit.id and one.holds_or_will(day) for one in person.positions):
        raise Refusal(
            "{name} works at {unit} and can't be appointed to their own school. Choose another.",
            name=person.name,
            unit=unit.name,
        )


class Collaboration(Document):
    """One collaboration. A request is a collaboration in the stage in which requests wait.

    Attributes:
        stage: id of a stage in the process; `stage_since` is when it was reached.
        principal_id: the principal who leads it there: who asked, or for whom the coordinator did, at first.
        requested_by: the principal in whose name it was asked for, whose the words of the request are.
        co_principals: further principals of the unit who follow it.
        developers: ids of those appointed, nearly always two; partners among them.
        process_group: ids of the members of the local process group.
        partners: people from other support units, who are invited to sessions but lead nothing.
        joined: since when those who came later take part, whose is only what is shared from then on.
        meeting_times, start: possible times and the wished start, as typed.
        decline_reason, withdraw_reason: why the request came to nothing, where somebody said so.
        waits_for: the term for which a request is on the waiting list, or None.
        size: id of a size in the process, or None for the usual one.
        expected_end: the last day that it is expected to go on.
        diary_number: what the municipality's records call it; may be empty.
        pause, ending: that it rests, or has ended, and how it was before.
        untold: it was imported, and those concerned have not been told yet.
    """

    kind: ClassVar[str] = "collaboration"
    indexed: ClassVar[tuple[str, ...]] = (
        "stage",
        "unit_id",
        "members",
        "requested_by",
        "requested_at",
        "has_partners",
    )

    unit_id: UnitId
    principal_id: MemberId
    requested_by: PersonId = ""
    co_principals: tuple[MemberId, ...] = ()
    requested_at: Instant
    stage: StageId
    stage_since: Instant
    purpose: Annotated[str, Written(by="requested_by")]
    goals: tuple[Goal, ...] = ()
    participants: Annotated[str, Written(by="requested_by")] = ""
    meeting_times: Annotated[str, Written(by="requested_by")] = ""
    start: Annotated[str, Written(by="requested_by")] = ""
    developers: tuple[MemberId, ...] = ()
    process_group: tuple[MemberId, ...] = ()
    partners: tuple[Partner, ...] = ()
    joined: tuple[Joined, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    decline_reason: Annotated[str, Written()] = ""
    withdraw_reason: Annotated[str, Written(by="requested_by")] = ""
    waits_for: Term | None = None
    size: SizeId | None = None
    expected_end: date | None = None
    diary_number: Annotated[str, Written()] = ""
    pause: Pause | None = None
    ending: Ending | None = None
    untold: bool = False

    @model_validator(mode="before")
    @classmethod
    def _asked_by_its_principal(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("requested_by"):
            return data | {"requested_by": data.get("principal_id")}
        return data

    @computed_field  # type: ignore[prop-decorator]
    @property
    def members(self) -> tuple[PersonId, ...]:
        """Everybody who follows it: those who take part, and partners."""
        return tuple(dict.fromkeys((*self.taking_part, *(one.person_id for one in self.partners))))

    @property
    def taking_part(self) -> tuple[str, ...]:
        """The principals, the developers and the process group."""
        return tuple(dict.fromkeys((*self.principals, *self.developers, *self.process_group)))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def has_partners(self) -> bool:
        """Whether partners are invited."""
        return bool(self.partners)

    @property
    def principals(self) -> tuple[str, ...]:
        """The principals, the one who leads it first."""
        return tuple(dict.fromkeys((self.principal_id, *self.co_principals)))

    @property
    def led_process_group(self) -> tuple[str, ...]:
        """The process group with the principals, who lead it."""
        return tuple(dict.fromkeys((*self.principals, *self.process_group)))

    def takes_part_since(self, person_id: str) -> datetime | None:
        """Return since when somebody who came later takes part; None for those from the start."""
        return next((one.at for one in self.joined if one.person_id == person_id), None)

    def invited_on(self, day: date) -> tuple[str, ...]:
        """Return the ids of the partners who are invited to sessions on a day."""
        return tuple(one.person_id for one in self.partners if one.on(day))

    def led_by(self, principals: Iterable[Person], *, now: datetime) -> Self:
        """Let these principals lead it at the unit, the first first; who comes new reads what comes from now.

        Raises:
            Refusal: nobody given, somebody who is not principal there, or those who lead it already.
        """
        ids = tuple(dict.fromkeys(one.id for one in principals))
        if not ids:
            raise Refusal("Choose at least one principal.")
        if ids == self.principals:
            raise Refusal("They lead it already.")
        new = [one for one in ids if one not in self.members]
        kept = tuple(one for one in self.joined if one.person_id not in new)
        came = tuple(Joined(person_id=one, at=now) for one in new)
        return self.changed(principal_id=ids[0], co_principals=ids[1:], joined=(*kept, *came))

    def others(self, person: Person) -> tuple[str, ...]:
        """Return the ids of the principals and the developers, but for `person`."""
        return tuple(i for i in (*self.principals, *self.developers) if i != person.id)

    def is_request(self, process: Process) -> bool:
        """Tell whether it waits to be dealt with."""
        return self.stage == process.request.id

    def has_ended(self, process: Process) -> bool:
        """Tell whether it came to its end, or the request to nothing."""
        return process.stage(self.stage).ended

    def at_work(self, process: Process) -> bool:
        """Tell whether a pair is at work there now."""
        return process.stage(self.stage).moves

    def open_enquiry(self, process: Process) -> Enquiry | None:
        """Return the question that waits for an answer; None once it has ended."""
        if self.has_ended(process):
            return None
        return next((enquiry for enquiry in self.enquiries if enquiry.answer is None), None)

    def assign(
        self,
        pair: Iterable[Person],
        unit: Unit,
        principal: Person,
        process: Process,
        *,
        now: datetime,
        today: date,
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
            not_at_own_school(person, unit, today)
        first = self.is_request(process)
        return self.changed(
            developers=tuple(person.id for person in chosen),
            stage=process.appointed.id if first else self.stage,
            stage_since=now if first else self.stage_since,
            waits_for=None,
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

    def put_in(self, stage: str, process: Process, *, now: datetime) -> Self:
        """Set the stage by hand, on or back.

        Raises:
            Refusal: nobody works there now, it is no stage of work, or the one that it is in.
        """
        self._at_work(process)
        if not process.stage(stage).moves:
            raise Refusal("That is no stage of the work. Choose one that is.")
        if stage == self.stage:
            raise Refusal("It is in that stage already.")
        return self.changed(stage=stage, stage_since=now)

    def rest(self, back: date | None, reason: str, process: Process, *, now: datetime, today: date) -> Self:
        """Pause it until `back`, the first day on which it goes on; of what rests, that day is changed.

        Raises:
            Refusal: a request, what has ended, a day that isn't to come, or no stage to rest in.
        """
        self._appointed(process)
        if process.resting is None:
            raise Refusal("Nothing can be paused here: the process has no stage for it.")
        if back and back <= today:
            raise Refusal("That day is not to come. Write the first day on which the work goes on.")
        if self.pause:
            return self.changed(
                pause=self.pause.model_copy(update={"back": back, "reason": reason or self.pause.reason})
            )
        pause = Pause(since=now, back=back, reason=reason, stage=self.stage, stage_since=self.stage_since)
        return self.changed(stage=process.resting.id, stage_since=now, pause=pause)

    def go_on(self, process: Process, *, now: datetime) -> Self:
        """Take it up where it was paused; the time in the stage doesn't count the pause.

        Raises Refusal where it does not rest.
        """
        self._appointed(process)
        if self.pause is None:
            raise Refusal("It is not paused.")
        since = self.pause.stage_since + (now - self.pause.since)
        return self.changed(stage=self.pause.stage, stage_since=since, pause=None)

    def extend(self, until: date, process: Process, *, today: date) -> Self:
        """Expect it to go on until a day, which is the last. Raises Refusal for a past day and what ended."""
        self._appointed(process)
        if until <= today:
            raise Refusal("That day is not to come. Write the last day on which the work is to go on.")
        if until == self.expected_end:
            raise Refusal("It is expected to go on until that day already.")
        return self.changed(expected_end=until)

    def close(self, reason: str, process: Process, *, early: bool, now: datetime) -> Self:
        """End it: completed, or early with a reason.

        Raises:
            Refusal: a request, what has ended, early without a reason, or no stage to end in.
        """
        self._appointed(process)
        stage = process.ending(early=early)
        if stage is None:
            raise Refusal("Nothing can be closed here: the process has no stage for it.")
        if early and not reason:
            raise Refusal("Say why it ends early.")
        ending = Ending(at=now, early=early, reason=reason, stage=self.stage, stage_since=self.stage_since)
        return self.changed(stage=stage.id, stage_since=now, ending=ending)

    def reopen(self, *, now: datetime) -> Self:
        """Take it up as it was when it was closed. Raises Refusal where it wasn't, or too long ago."""
        if self.ending is None:
            raise Refusal("It is not closed.")
        if now - self.ending.at > REOPENED_WITHIN:
            raise Refusal(
                "It was closed more than {days} days ago. Ask for a new collaboration instead.",
                days=REOPENED_WITHIN.days,
            )
        return self.changed(stage=self.ending.stage, stage_since=self.ending.stage_since, ending=None)

    def put_off(self, term: Term | None, process: Process) -> Self:
        """Put a request on the waiting list for a term, or None to take it off. Raises as `decline`."""
        self._still_requested(process)
        return self.changed(waits_for=term)

    def open_for_sessions(self, process: Process) -> None:
        """Check that sessions can be booked. Raises Refusal before a pair is appointed and after the end."""
        if not self.developers:
            raise Refusal("No pair is appointed yet, so nothing can be booked.")
        if self.has_ended(process):
            raise Refusal("This collaboration has ended, so nothing more can be booked.")

    def _appointed(self, process: Process) -> None:
        if self.is_request(process):
            raise Refusal("This is a request. Appoint a pair first, or decline it.")
        if self.has_ended(process):
            raise Refusal("This collaboration has ended.")

    def _at_work(self, process: Process) -> None:
        self._appointed(process)
        if self.pause:
            raise Refusal("It is paused. Resume it first.")

    def _still_requested(self, process: Process) -> None:
        if not self.is_request(process):
            raise Refusal("This request has already been dealt with. See the status for how it stands.")
