"""Accept or decline what a pair proposes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.command import command
from handlers.core.forms import Form, ask
from handlers.core.replies import Card, Replace, Reply
from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.fields.text import Line
from handlers.life import deciding, undone
from handlers.life.proposed import WHAT, proposal_card
from handlers.life.telling import reason_fact
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.people import COORDINATING
from storage.documents.proposals import Answered, Proposal, Proposed
from storage.store import Equal
from storage.values.texts import Message, Refusal, t


class ProposalKind(PickKind[Proposal]):
    """A proposal that waits for an answer."""

    document = Proposal
    none = t("No proposal is waiting.")

    async def candidates(self, view: View) -> Sequence[Proposal]:
        """Return those that wait, the oldest first."""
        found = await view.find(Proposal, Equal("answered", Answered.WAITS.value))
        return sorted(found, key=lambda one: one.proposed_at)

    async def name(self, document: Proposal, view: View) -> str:
        """Return the unit's name."""
        return await unit_name(await view.need(Collaboration, document.collaboration_id), view)

    async def label(self, document: Proposal, view: View) -> Message:
        """Return the unit's name and what is proposed."""
        return t("{unit}: {what}", unit=await self.name(document, view), what=WHAT[document.what])

    async def show(self, document: Proposal, view: View) -> Message:
        """Return the same."""
        return await self.label(document, view)

    async def check(self, document: Proposal, view: View) -> None:
        """Raise Refusal for one that is answered."""
        if document.answered is not Answered.WAITS:
            raise Refusal("This proposal is answered already.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        found = await self.candidates(view)
        return found[0].id if len(found) == 1 else ""


Waiting = Annotated[Proposal, ProposalKind()]


class Accept(Form):
    """Which proposal."""

    proposal: Waiting = ask(t("Proposal"))


class DeclineProposal(Form):
    """Which proposal, and why not."""

    proposal: Waiting = ask(t("Proposal"))
    reason: Line = ask(t("Reason"), hint=t("Who proposed it will read it."), default="")


@command(
    "proposals accept",
    sv="förslag godkänn",
    about=t("Accept what a pair proposes"),
    example=t("proposals accept {proposal}", proposal="Granliden"),
    who=COORDINATING,
    tells=True,
    order=89,
    also=("godkänn förslag", "godkänn förslaget", "accept proposal", "accept the proposal"),
    undoing=undone.lived,
)
async def accept(act: Act, form: Accept) -> Reply:
    """Do what is proposed, and tell those concerned, who proposed it among them."""
    proposal = act.save(form.proposal.changed(answered=Answered.ACCEPTED))
    collaboration = await act.need(Collaboration, proposal.collaboration_id)
    also = (proposal.proposed_by,)
    match proposal.what:
        case Proposed.PAUSE:
            return await deciding.pause(
                collaboration, proposal.day, proposal.reason, proposal.coming, act, also
            )
        case Proposed.EXTEND if proposal.day:
            return await deciding.extend(collaboration, proposal.day, proposal.reason, act, also)
        case _:
            return await deciding.close(
                collaboration, proposal.reason, proposal.coming, act, early=proposal.early, also=also
            )


@command(
    "proposals decline",
    sv="förslag avböj",
    about=t("Decline what a pair proposes"),
    example=t("proposals decline {proposal} Let us meet first.", proposal="Granliden"),
    who=COORDINATING,
    tells=True,
    order=89,
    also=("avböj förslag", "avböj förslaget", "decline proposal", "decline the proposal"),
    undoing=undone.lived,
)
async def decline(act: Act, form: DeclineProposal) -> Reply:
    """Leave it as it is, and tell who proposed it."""
    declined = act.save(form.proposal.changed(answered=Answered.DECLINED))
    collaboration = await act.need(Collaboration, declined.collaboration_id)
    unit = await unit_name(collaboration, act)
    told = Card(title=t("Your proposal for {unit} was declined", unit=unit), facts=reason_fact(form.reason))
    await act.letters.tell([declined.proposed_by], told)
    return Replace(card=await proposal_card(declined, act))
