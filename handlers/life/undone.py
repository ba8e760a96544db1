"""How steps in a collaboration's life are undone: it is as it was, and the history tells both."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.collaborations.access import may_lead
from handlers.collaborations.names import unit_name
from handlers.collaborations.shown import stage_of
from handlers.core.forms import Notice
from handlers.core.records import of_kind
from handlers.core.replies import Fact
from handlers.core.undoing import Changes, Undoing, Undone
from handlers.core.view import View
from handlers.sessions.planning import clashes
from storage.documents.collaborations import Collaboration
from storage.documents.proposals import Proposal
from storage.documents.sessions import Session
from storage.values.texts import Refusal, t
from storage.values.times import instant


async def _check(changes: Changes, view: View) -> Sequence[Notice]:
    """Raise Refusal where it isn't the reader's, or a session's old time is past; tell of clashes."""
    collaboration = await _collaboration(changes, view)
    if not may_lead(view.person, collaboration) and view.person.id not in collaboration.principals:
        raise Refusal("That collaboration is not one that you lead.")
    notices: list[Notice] = []
    for one in of_kind(Session, changes):
        if one.before is None:
            continue
        if instant(one.before.span.start) <= view.now:
            raise Refusal("The time that a session had before has passed.")
        notices += await clashes([one.before.span], one.before.people, view, but=[one.before])
    return notices


async def _said(changes: Changes, view: View) -> Undone:
    collaboration = await _collaboration(changes, view)
    unit = await unit_name(collaboration, view)
    before = next((one.before for one in of_kind(Collaboration, changes)), None) or collaboration
    return Undone(
        own=t("That is undone"),
        others=t(
            "{name} has undone it: the collaboration with {unit} is as it was",
            name=view.person.name,
            unit=unit,
        ),
        facts=(Fact(label=t("Stage"), value=stage_of(before, view)),),
    )


async def _collaboration(changes: Changes, view: View) -> Collaboration:
    """Return the one that was changed, or that a proposal is about, as it is now."""
    for changed in of_kind(Collaboration, changes):
        return changed.document
    (proposal,) = of_kind(Proposal, changes)
    return await view.need(Collaboration, proposal.document.collaboration_id)


lived = Undoing(_check, _said)
