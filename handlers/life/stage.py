"""Set by hand in which stage a collaboration is."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.leaders import those_who_lead
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.life import undone
from handlers.life.chosen import AtWork, StageOfWork
from handlers.life.telling import shown
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.steps import StepKind
from storage.values.texts import lines, named, t


class SetStage(Form):
    """Which collaboration, where it is now, and why it is set."""

    collaboration: AtWork = ask(t("Collaboration"))
    stage: StageOfWork = ask(t("Stage"))
    reason: Line = ask(
        t("Reason"), hint=t("It stands in the history. Don't name anyone's health."), default=""
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what is skipped, or that it goes back. Raises Refusal where it can't be set."""
        self.collaboration.put_in(self.stage, view.process, now=view.now)
        way = view.process.worked_through
        ids = [one.id for one in way]
        at, to = ids.index(self.collaboration.stage), ids.index(self.stage)
        if to < at:
            return [Notice(t("That goes back from: {stage}.", stage=named(way[at])))]
        skipped = way[at + 1 : to]
        if not skipped:
            return ()
        return [Notice(t("That skips: {stages}", stages=lines(*(named(one) for one in skipped))))]


@command(
    "stage",
    sv="skede",
    about=t("Set the stage of a collaboration"),
    example=t("stage {collaboration} closing", collaboration="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    order=85,
    also=("sätt skede", "ändra skede", "set stage", "change stage"),
    back=t("Write “stage” with the stage that it was."),
    undoing=undone.lived,
)
async def set_stage(act: Act, form: SetStage) -> Reply:
    """Set it, and keep why in the history."""
    there = form.collaboration.put_in(form.stage, act.process, now=act.now)
    set_by_hand = take_step(StepKind.STAGE, form.collaboration, there, act, reason=form.reason)
    return await shown(set_by_hand, t("The stage is set"), (), act)
