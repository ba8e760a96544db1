"""Change what a collaboration is about, how large it is, and until when it is expected to go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Fact, Option, Reply
from handlers.core.view import View
from handlers.fields.day import LastDay
from handlers.fields.text import ChoiceKind, NamedLine, NamedParagraph
from handlers.life import undone
from handlers.life.chosen import OwnOrCoordinated
from handlers.life.telling import shown, tell
from storage.documents.collaborations import Collaboration, Goal
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING, LEADING_A_UNIT
from storage.documents.steps import StepKind
from storage.values.texts import Message, Refusal, named, t, typed
from storage.values.times import Day


def _sizes(view: View) -> Sequence[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.process.sizes]


ASize = Annotated[str, ChoiceKind(_sizes)]


class ChangeCollaboration(Form):
    """What is to be different; what is left as it is stays."""

    collaboration: OwnOrCoordinated = ask(t("Collaboration"))
    purpose: NamedParagraph = ask(t("Purpose"), hint=t("Don't name students or anyone's health."), default="")
    effects: NamedParagraph = ask(t("Wished effects"), default="")
    participants: NamedLine = ask(t("Who takes part"), default="")
    meeting_times: NamedLine = ask(t("Possible meeting times"), default="")
    size: ASize = ask(t("Size"), only=COORDINATING, more=True, default="")
    end: LastDay | None = ask(t("Expected end"), only=COORDINATING, more=True, default=None)
    diary_number: NamedLine = ask(t("Diary number"), only=COORDINATING, more=True, default="")

    @classmethod
    async def prefill(cls, values: Mapping[str, Any], view: View) -> dict[str, Raw]:
        """Fill in how it is now."""
        one = values.get("collaboration")
        if one is None:
            return {}
        return {
            "purpose": one.purpose,
            "effects": "\n".join(goal.text for goal in one.goals),
            "participants": one.participants,
            "meeting_times": one.meeting_times,
            "size": view.process.size(one.size).id,
            "end": one.expected_end.isoformat() if one.expected_end else "",
            "diary_number": one.diary_number,
        }

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Ask what is to be different where nothing was said."""
        return () if len(values) > 1 else ("purpose",)

    def changed(self, view: View) -> Collaboration:
        """Return the collaboration as it is to be; goals whose text stays keep their standpoint."""
        old = {goal.text: goal for goal in self.collaboration.goals}
        texts = [line.strip() for line in self.effects.splitlines() if line.strip()]
        written: dict[str, object] = {
            "purpose": self.purpose or self.collaboration.purpose,
            "goals": tuple(old.get(text) or Goal(text=text) for text in texts),
            "participants": self.participants,
            "meeting_times": self.meeting_times,
        }
        if view.person.coordinates:
            usual = self.size == view.process.usual_size and self.collaboration.size is None
            size = None if usual else self.size or self.collaboration.size
            end = self.end or self.collaboration.expected_end
            written |= {"size": size, "expected_end": end, "diary_number": self.diary_number}
        return self.collaboration.changed(**written)

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where nothing is different."""
        if self.changed(view) == self.collaboration:
            raise Refusal("Nothing is different from how it was.")
        return ()

    def facts(self, shown: Mapping[str, Fact], view: View) -> Sequence[Fact]:
        """Read back what is different."""
        return [shown["collaboration"], *_different(self.collaboration, self.changed(view), view)]


@command(
    "change collaboration",
    sv="ändra samarbete",
    about=t("Change a collaboration: purpose, participants, times, size"),
    example=t('change collaboration {collaboration} participants="All teams"', collaboration="Granliden"),
    who=LEADING_A_UNIT | COORDINATING,
    confirms=True,
    order=86,
    also=("ändra samarbetet", "ändra förfrågan", "change request", "change the collaboration"),
    back=t("Change it back with “change collaboration”."),
    undoing=undone.lived,
)
async def change(act: Act, form: ChangeCollaboration) -> Reply:
    """Keep it, and tell the others concerned what is different."""
    facts = tuple(_different(form.collaboration, form.changed(act), act))
    changed = take_step(StepKind.CHANGED, form.collaboration, form.changed(act), act)
    unit = await unit_name(changed, act)
    title = t("{name} has changed the collaboration with {unit}", name=act.person.name, unit=unit)
    waiting = changed.is_request(act.process)
    coordinators = [one.id for one in await act.who_coordinates()] if waiting else []
    await tell(changed, title, facts, act, also=coordinators)
    return await shown(changed, t("Changed"), (), act)


def _different(before: Collaboration, after: Collaboration, view: View) -> list[Fact]:
    """Return what is different, as it is to be."""
    goals = "\n".join(goal.text for goal in after.goals)
    parts: tuple[tuple[bool, Message, Message], ...] = (
        (after.purpose != before.purpose, t("Purpose"), typed(after.purpose)),
        (after.goals != before.goals, t("Wished effects"), typed(goals)),
        (after.participants != before.participants, t("Who takes part"), typed(after.participants)),
        (
            after.meeting_times != before.meeting_times,
            t("Possible meeting times"),
            typed(after.meeting_times),
        ),
        (after.size != before.size, t("Size"), named(view.process.size(after.size))),
        (
            after.expected_end != before.expected_end,
            t("Expected end"),
            t("{day}", day=Day(day=after.expected_end)) if after.expected_end else typed("–"),
        ),
        (after.diary_number != before.diary_number, t("Diary number"), typed(after.diary_number)),
    )
    return [Fact(label=label, value=value) for differs, label, value in parts if differs]
