"""Take up a collaboration that was paused."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.names import unit_name
from handlers.collaborations.steps import take_step
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.life import undone
from handlers.life.chosen import Paused
from handlers.life.telling import shown, tell
from storage.documents.people import COORDINATING
from storage.documents.steps import StepKind
from storage.values.texts import t


class Resume(Form):
    """What goes on."""

    collaboration: Paused = ask(t("Collaboration"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where it does not rest."""
        self.collaboration.go_on(view.process, now=view.now)
        return ()


@command(
    "resume",
    sv="återuppta",
    about=t("Resume a paused collaboration"),
    example=t("resume {collaboration}", collaboration="Ekdala"),
    who=COORDINATING,
    confirms=True,
    order=86,
    also=("återuppta samarbetet", "återuppta samarbete", "resume collaboration"),
    back=t("Write “pause” to pause it again."),
    undoing=undone.lived,
)
async def resume(act: Act, form: Resume) -> Reply:
    """Take it up in the stage in which it was paused, and tell those concerned."""
    going_on = form.collaboration.go_on(act.process, now=act.now)
    resumed = take_step(StepKind.RESUMED, form.collaboration, going_on, act)
    unit = await unit_name(resumed, act)
    title = t("{name} has resumed the collaboration with {unit}", name=act.person.name, unit=unit)
    await tell(resumed, title, (), act)
    return await shown(resumed, t("Resumed"), (), act)
