"""Close a collaboration: its work is done, or it ends early; the pair proposes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.text import Line
from handlers.life import deciding, undone
from handlers.life.chosen import EARLY, HowItEnds, UnderWay
from handlers.life.coming import CancelledUnlessSaid, Fate, unsaid
from handlers.life.proposed import propose, to_be_decided
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.proposals import Proposed
from storage.values.texts import Message, t, tn


class Close(Form):
    """What ends, how, and why where it ends early."""

    collaboration: UnderWay = ask(t("Collaboration"))
    how: HowItEnds = ask(t("How it ends"), default="")
    reason: Line = ask(
        t("Reason"), hint=t("Those concerned will read it. Don't name anyone's health."), default=""
    )
    coming: CancelledUnlessSaid = ask(t("Sessions to come"), more=True, default="")

    @classmethod
    def needed(cls, values: Mapping[str, Any], view: View) -> Collection[str]:
        """Ask why it ends early."""
        return ("reason",) if values.get("how") == EARLY else ()

    async def problems(self, view: View) -> Mapping[str, Message]:
        """Ask why it ends early."""
        return {"reason": t("Say why it ends early.")} if self.how == EARLY and not self.reason else {}

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell what can't be done afterwards, and who decides. Raises Refusal where it can't be closed."""
        self.collaboration.close(self.reason, view.process, early=self.how == EARLY, now=view.now)
        fate = await Fate.of(self.coming, self.collaboration, None, view)
        waiting = len(await unsaid(self.collaboration, view))
        lost = tn(
            "{count} session waits for a reflection, which can't be written once it is closed.",
            "{count} sessions wait for reflections, which can't be written once it is closed.",
            waiting,
        )
        return [
            *to_be_decided(view),
            *await fate.notices(self.collaboration, None, view),
            *([Notice(lost)] if waiting else []),
        ]


@command(
    "close",
    sv="avsluta",
    about=t("Close a collaboration"),
    example=t("close {collaboration}", collaboration="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    order=88,
    also=("avsluta samarbetet", "avsluta samarbete", "close collaboration"),
    back=t("Write “reopen” within 30 days to take it up again."),
    undoing=undone.lived,
)
async def close(act: Act, form: Close) -> Reply:
    """Close it, or propose it to those who coordinate."""
    early = form.how == EARLY
    if act.person.coordinates:
        return await deciding.close(form.collaboration, form.reason, form.coming, act, early=early)
    return await propose(
        form.collaboration, Proposed.CLOSE, act, reason=form.reason, coming=form.coming, early=early
    )
