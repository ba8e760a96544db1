"""What a pair proposes: it waits until one who coordinates accepts it with one press, or declines it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.collaborations.names import unit_name
from handlers.core.act import Act
from handlers.core.forms import Notice
from handlers.core.guards import Get, Guard
from handlers.core.replies import Button, Card, Fact, Reply, Style
from handlers.core.standing import Stands
from handlers.core.view import View, seen_by
from handlers.life.coming import Fate
from handlers.life.telling import reason_fact
from handlers.people.names import person_name
from storage.documents.base import new_id
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.proposals import Answered, Proposal, Proposed
from storage.store import Equal
from storage.values.texts import Message, Refusal, t, typed
from storage.values.times import Day

WHAT = {
    Proposed.PAUSE: t("Pause the collaboration"),
    Proposed.EXTEND: t("Let the collaboration go on longer"),
    Proposed.CLOSE: t("Close the collaboration"),
}
_ANSWERS = {
    Answered.WAITS: t("waits for an answer"),
    Answered.ACCEPTED: t("accepted"),
    Answered.DECLINED: t("not accepted"),
}


def to_be_decided(view: View) -> Sequence[Notice]:
    """Tell whoever doesn't coordinate that others decide."""
    if view.person.coordinates:
        return ()
    return [Notice(t("It is sent as a proposal: {names} decides.", names=view.coordinators))]


async def propose(
    collaboration: Collaboration,
    what: Proposed,
    act: Act,
    *,
    day: date | None = None,
    reason: str = "",
    coming: str = "",
    early: bool = False,
) -> Reply:
    """Keep a proposal and send it to those who coordinate. Raises Refusal where the same waits already."""
    its = Equal("collaboration_id", collaboration.id), Equal("answered", Answered.WAITS.value)
    if any(one.what is what for one in await act.find(Proposal, *its)):
        raise Refusal("That is proposed already and waits for an answer.")
    proposal = act.save(
        Proposal(
            id=new_id(),
            collaboration_id=collaboration.id,
            what=what,
            proposed_by=act.person.id,
            proposed_at=act.now,
            day=day,
            reason=reason,
            coming=coming,
            early=early,
        )
    )
    for one in await act.who_coordinates():
        await act.letters.tell([one.id], await proposal_card(proposal, seen_by(one, act)), about=proposal)
    card = await proposal_card(proposal, act)
    return card.model_copy(update={"title": t("Your proposal is sent to {names}", names=act.coordinators)})


async def proposal_card(proposal: Proposal, view: View) -> Card:
    """Return what is proposed by whom, with what one who coordinates can answer."""
    collaboration = await view.need(Collaboration, proposal.collaboration_id)
    name = await person_name(proposal.proposed_by, view)
    return Card(
        title=_title(proposal, name, await unit_name(collaboration, view)),
        facts=(
            *_day(proposal),
            *await _coming(proposal, collaboration, view),
            *reason_fact(proposal.reason),
            Fact(label=t("Status"), value=_ANSWERS[proposal.answered]),
        ),
        buttons=_buttons(proposal, view),
    )


def _title(proposal: Proposal, name: str, unit: str) -> Message:
    match proposal.what:
        case Proposed.PAUSE:
            return t("{name} proposes to pause the collaboration with {unit}", name=name, unit=unit)
        case Proposed.EXTEND:
            return t("{name} proposes to extend the collaboration with {unit}", name=name, unit=unit)
        case Proposed.CLOSE:
            return t("{name} proposes to close the collaboration with {unit}", name=name, unit=unit)


async def _coming(proposal: Proposal, collaboration: Collaboration, view: View) -> tuple[Fact, ...]:
    """Return what would become of the sessions to come."""
    if proposal.what is Proposed.EXTEND or proposal.answered is not Answered.WAITS:
        return ()
    back = proposal.day if proposal.what is Proposed.PAUSE else None
    fate = await Fate.of(proposal.coming, collaboration, back, view)
    return tuple(
        Fact(label=t("Sessions to come"), value=one.message)
        for one in await fate.notices(collaboration, back, view)
    )


def _day(proposal: Proposal) -> tuple[Fact, ...]:
    if proposal.what is Proposed.CLOSE:
        how = t("early") if proposal.early else t("as completed")
        return (Fact(label=t("How it ends"), value=how),)
    label = t("First day back") if proposal.what is Proposed.PAUSE else t("Last day")
    value: Message = t("{day}", day=Day(day=proposal.day)) if proposal.day else typed("–")
    return (Fact(label=label, value=value),)


def _buttons(proposal: Proposal, view: View) -> tuple[Button, ...]:
    if not view.person.coordinates or proposal.answered is not Answered.WAITS:
        return ()
    about = {"id": proposal.id, "revision": proposal.version}
    return (
        Button(label=t("Accept the proposal"), action="proposals.accept", style=Style.PRIMARY, **about),
        Button(label=t("Decline the proposal"), action="proposals.decline", opens=True, **about),
    )


async def _may_be_told(person: Person, proposal: Proposal, get: Get) -> bool:
    return person.coordinates or person.id == proposal.proposed_by


async def _stands(proposal: Proposal, view: View) -> Card | None:
    if not (view.person.coordinates or view.person.id == proposal.proposed_by):
        return None
    return await proposal_card(proposal, view)


guard = Guard(Proposal, _may_be_told)
stands = Stands(Proposal, _stands)
