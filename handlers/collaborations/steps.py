"""Writes the history of a collaboration: a step for each thing that is done with it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from handlers.core.act import Act, Duty
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.steps import Step, StepKind

V = TypeVar("V")


def take_step(
    what: StepKind, before: Collaboration | None, after: Collaboration, duty: Duty, *, reason: str = ""
) -> Collaboration:
    """Save what a step makes of a collaboration, and keep the step; returns it as it was saved."""
    saved = duty.save(after)
    duty.save(
        Step(
            id=new_id(),
            collaboration_id=after.id,
            at=duty.now,
            by=duty.person.id if isinstance(duty, Act) else None,
            what=what,
            stages=_changed(before and before.stage, after.stage),
            people=_changed(_people(before, what), _people(after, what)) if before else None,
            days=_changed(before and _day(before, what), _day(after, what)),
            reason=reason,
        )
    )
    return saved


def _people(collaboration: Collaboration | None, what: StepKind) -> tuple[str, ...]:
    """Return those whom a step is about: the pair, unless it changes who leads the unit."""
    if collaboration is None:
        return ()
    return collaboration.principals if what is StepKind.PRINCIPAL else collaboration.developers


def _day(collaboration: Collaboration, what: StepKind) -> date | None:
    """Return the day that a step is about: the first day back of a pause, else the expected end."""
    match what:
        case StepKind.PAUSED:
            return collaboration.pause.back if collaboration.pause else None
        case StepKind.EXTENDED | StepKind.CHANGED:
            return collaboration.expected_end
        case _:
            return None


def _changed(before: V, after: V) -> tuple[V, V] | None:
    return None if before == after else (before, after)
