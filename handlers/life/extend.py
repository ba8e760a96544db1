"""Let a collaboration go on longer; the pair proposes it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.leaders import those_who_lead
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, Notice, ask
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.day import LastDay
from handlers.fields.text import Line
from handlers.life import deciding, undone
from handlers.life.chosen import UnderWay
from handlers.life.proposed import propose, to_be_decided
from storage.documents.people import COORDINATING, DEVELOPING
from storage.documents.proposals import Proposed
from storage.values.texts import t


class Extend(Form):
    """What goes on, until when, and why."""

    collaboration: UnderWay = ask(t("Collaboration"))
    until: LastDay = ask(t("Last day"), hint=t("For example VT28 or 15 December"))
    reason: Line = ask(
        t("Reason"), hint=t("Those concerned will read it. Don't name anyone's health."), default=""
    )

    async def notices(self, view: View) -> Sequence[Notice]:
        """Tell who decides. Raises Refusal where it can't be extended."""
        self.collaboration.extend(self.until, view.process, today=view.today)
        return to_be_decided(view)


@command(
    "extend",
    sv="förläng",
    about=t("Let a collaboration go on longer"),
    example=t("extend {collaboration} until VT28", collaboration="Granliden"),
    who=DEVELOPING | COORDINATING,
    able=those_who_lead,
    confirms=True,
    order=87,
    also=("förläng samarbetet", "förläng samarbete", "extend collaboration"),
    back=t("Write “extend” with the day that it was."),
    undoing=undone.lived,
)
async def extend(act: Act, form: Extend) -> Reply:
    """Extend it, or propose it to those who coordinate."""
    if act.person.coordinates:
        return await deciding.extend(form.collaboration, form.until, form.reason, act)
    return await propose(form.collaboration, Proposed.EXTEND, act, day=form.until, reason=form.reason)
