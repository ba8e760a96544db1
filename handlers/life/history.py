"""What has been done with a collaboration: when, who, what, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.chosen import Seen
from handlers.collaborations.names import unit_name
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Reply, Table
from handlers.core.view import View
from handlers.people.names import people_names, person_name
from storage.documents.collaborations import Collaboration
from storage.documents.steps import Step, StepKind
from storage.store import Equal
from storage.values.texts import Message, named, t, typed
from storage.values.times import Day

NAMES = {
    StepKind.REQUESTED: t("asked for"),
    StepKind.WAITS: t("waiting list"),
    StepKind.DECLINED: t("was declined"),
    StepKind.WITHDRAWN: t("was withdrawn"),
    StepKind.PAIR: t("pair"),
    StepKind.STAGE: t("stage"),
    StepKind.PAUSED: t("was paused"),
    StepKind.RESUMED: t("resumed"),
    StepKind.EXTENDED: t("expected end"),
    StepKind.CLOSED: t("closed"),
    StepKind.REOPENED: t("reopened"),
    StepKind.CHANGED: t("changed"),
    StepKind.PRINCIPAL: t("principal"),
    StepKind.HANDED_OVER: t("handed over"),
    StepKind.IMPORTED: t("imported"),
}


class History(Form):
    """Of which collaboration."""

    collaboration: Seen = ask(t("Collaboration"))


@command(
    "history",
    sv="historik",
    about=t("See what has been done with a collaboration"),
    example=t("history {collaboration}", collaboration="Granliden"),
    reads=True,
    order=89,
    also=("historia", "vad har hänt med", "vad har hänt", "what has happened with"),
)
async def history(view: View, form: History) -> Reply:
    """Show each step, the first first."""
    steps = await view.find(Step, Equal("collaboration_id", form.collaboration.id), order_by="at")
    return Table(
        title=t("History: {unit}", unit=await unit_name(form.collaboration, view)),
        columns=(t("When"), t("What"), t("From and to"), t("Who"), t("Why")),
        rows=tuple([await _row(one, form.collaboration, view) for one in steps]),
        empty=t("Nothing is noted of it. What was done before the history was kept is not in it."),
    )


async def _row(step: Step, collaboration: Collaboration, view: View) -> Sequence[Message]:
    day = step.at.astimezone(view.municipality.zone).date()
    return (
        t("{day}", day=Day(day=day)),
        what_of(step),
        await _change(step, view),
        typed(await person_name(step.by, view)) if step.by else t("a session that was held"),
        typed(step.reason),
    )


def what_of(step: Step) -> Message:
    """Return what a step was, in words."""
    if step.undoes:
        return t("undone: {what}", what=NAMES[step.undoes])
    return NAMES[step.what]


async def _change(step: Step, view: View) -> Message:
    """Return from what to what it went: people where they changed, else the day, else the stage."""
    if step.people:
        before, after = [await people_names(one, view) for one in step.people]
        return _to(before if step.people[0] else None, after)
    if step.days:
        before_day, after_day = [one and t("{day}", day=Day(day=one)) for one in step.days]
        return _to(before_day or None, after_day or t("not decided yet"))
    if step.stages:
        stages = [one and named(view.process.stage(one)) for one in step.stages]
        return _to(stages[0] or None, stages[1] or typed(""))
    return typed("")


def _to(before: Message | None, after: Message) -> Message:
    return t("{before} → {after}", before=before, after=after) if before else after
