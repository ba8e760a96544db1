"""Pause a collaboration for a while; the pair proposes it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.day import FirstDay
from handlers.fields.text import Line
from handlers.life import deciding, undone
from handlers.life.chosen import UnderWay
from handlers.life.coming import Fate, KeptUnlessSaid
from handlers.life.proposed import propose, to_be_decided
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.proposals import Proposed
from storage.values.texts import t


class Pause(Form):
    """What to pause, until when, and why."""

    collaboration: UnderWay = ask(t("Collaboration"))
    back: FirstDay = ask(
        t("First day back"), hint=t("For example week 10 or 1 March, or until further notice")
    )
    reason: Line = ask(
        t("Reason"), hint=t("Those concerned will read it. Don't name anyone's health."), default=""
    )
    coming: KeptUnlessSaid = ask(t("Sessions until then"), more=True, default="")

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell of the sessions until then, and who decides. Raises Refusal where it can't be paused."""
        self.collaboration.rest(self.back, self.reason, view.process, now=view.now, today=view.today)
        fate = await Fate.of(self.coming, self.collaboration, self.back, view)
        return [*to_be_decided(view), *await fate.notices(self.collaboration, self.back, view)]


@command(
    "pause",
    sv="pausa",
    about=t("Pause a collaboration"),
    example=t("pause {collaboration} until week 10 new principal", collaboration="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    order=86,
    also=("pausa samarbetet", "pausa samarbete", "pause collaboration", "gör uppehåll i"),
    back=t("Write “resume” to take the work up again."),
    undoing=undone.lived,
)
async def pause(act: Act, form: Pause) -> Reply:
    """Pause it, or propose it to those who coordinate."""
    if act.person.coordinates:
        return await deciding.pause(form.collaboration, form.back, form.reason, form.coming, act)
    return await propose(
        form.collaboration, Proposed.PAUSE, act, day=form.back, reason=form.reason, coming=form.coming
    )
