"""What was handed over to those who lead a collaboration: who reads it, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from handlers.core.act import Act
from handlers.core.guards import Get, Guard
from handlers.core.replies import Fact
from handlers.core.scene import Scene
from storage.documents.collaborations import Collaboration
from storage.documents.handovers import HandOver
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.steps import Step, StepKind
from storage.store import Equal, NotBefore
from storage.values.texts import t, typed
from storage.values.times import instant_text

OF_USE = timedelta(days=120)
AFTER_LEAVING = timedelta(days=60)


async def handed_over(collaboration: Collaboration, scene: Scene) -> list[HandOver]:
    """Return what was handed over there lately, the latest last."""
    since = NotBefore("at", instant_text(scene.now - OF_USE))
    return await scene.find(HandOver, Equal("collaboration_id", collaboration.id), since, order_by="at")


async def let_read(
    handed: HandOver, people: Iterable[str], act: Act, *, principals: Iterable[str] = ()
) -> None:
    """Let people read the reflections that go with what was handed over.

    Principals read those of them that are shared with the principal, also from before they came.
    """
    new, leading = tuple(people), tuple(principals)
    for one in handed.reflections:
        reflection = await act.get(Reflection, one)
        if reflection and reflection.author_id == handed.by:
            too = leading if Readers.PRINCIPAL in reflection.shared_with else ()
            both = tuple(dict.fromkeys((*reflection.handed_to, *new, *too)))
            act.save(reflection.changed(handed_to=both))


async def left_lately(person: Person, scene: Scene) -> set[str]:
    """Return the ids of the collaborations that somebody was appointed to until lately."""
    since = NotBefore("at", instant_text(scene.now - AFTER_LEAVING))
    steps = await scene.find(Step, since)
    changes = [
        (one.collaboration_id, *one.people) for one in steps if one.what is StepKind.PAIR and one.people
    ]
    return {its for its, before, after in changes if person.id in before and person.id not in after}


def hand_over_facts(handed: HandOver) -> list[Fact]:
    """Return what was handed over, without what was left empty."""
    parts = (
        (t("Where we are"), handed.where_we_are),
        (t("What is agreed"), handed.agreed),
        (t("What is next"), handed.next_step),
        (t("Whom to ask"), handed.whom_to_ask),
    )
    return [Fact(label=label, value=typed(text)) for label, text in parts if text]


async def _may_be_told(person: Person, handed: HandOver, get: Get) -> bool:
    if person.id == handed.by:
        return True
    collaboration = await get(Collaboration, handed.collaboration_id)
    return collaboration is not None and person.id in collaboration.developers


guard = Guard(HandOver, _may_be_told)
