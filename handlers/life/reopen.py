"""Take up a collaboration that was closed lately."""

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
from handlers.life.chosen import Closed
from handlers.life.telling import shown, tell
from storage.documents.people import COORDINATING
from storage.documents.steps import StepKind
from storage.values.texts import t


class Reopen(Form):
    """What goes on after all."""

    collaboration: Closed = ask(t("Collaboration"))

    async def notices(self, view: View) -> Sequence[Notice]:
        """Raise Refusal where it can't be reopened; tell that what was cancelled stays so."""
        self.collaboration.reopen(now=view.now)
        return [Notice(t("Sessions that were cancelled with it stay cancelled."))]


@command(
    "reopen",
    sv="öppna igen",
    about=t("Reopen a collaboration that was closed"),
    example=t("reopen {collaboration}", collaboration="Tallås"),
    who=COORDINATING,
    confirms=True,
    order=88,
    also=("öppna samarbetet igen", "återöppna", "open again"),
    back=t("Write “close” to close it again."),
    undoing=undone.lived,
)
async def reopen(act: Act, form: Reopen) -> Reply:
    """Take it up as it was, and tell those concerned."""
    open_again = form.collaboration.reopen(now=act.now)
    reopened = take_step(StepKind.REOPENED, form.collaboration, open_again, act)
    unit = await unit_name(reopened, act)
    title = t("{name} has reopened the collaboration with {unit}", name=act.person.name, unit=unit)
    await tell(reopened, title, (), act)
    return await shown(reopened, t("Reopened"), (), act)
