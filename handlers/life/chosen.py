"""Fields that name a collaboration by how it stands: at work, paused or closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.collaborations.access import may_lead
from handlers.collaborations.chosen import AtUnitKind
from handlers.core.forms import Problem, Read
from handlers.core.matching import match
from handlers.core.replies import Card, Option
from handlers.core.view import View
from handlers.fields.text import ChoiceKind, bare
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.lives import REOPENED_WITHIN
from storage.values.texts import Message, Refusal, named, t

DONE, EARLY = "done", "early"


class InAStateKind(AtUnitKind):
    """A collaboration in some state; of one in another it is said why it can't be chosen now."""

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the collaboration. Raises Problem, of one that can't be chosen now with why."""
        try:
            return await super().read(raw, view)
        except Problem as problem:
            why = None if problem.offers else await self._why_refused(bare(raw), view)
            raise (Problem(why) if why else problem) from None

    async def instead(self, text: str, view: View) -> Card | None:
        """Return why one that is named can't be chosen now, or what a known unit lacks."""
        why = await self._why_refused(text, view) if text else None
        return Card(title=why) if why else await super().instead(text, view)

    async def _why_refused(self, text: str, view: View) -> Message | None:
        """Return why the collaboration that a text names can't be chosen; None where it can, or is none."""
        seen = AtUnitKind()
        named = [
            (name, one) for one in await seen.candidates(view) for name in await seen.names(one, text, view)
        ]
        found = match(text, named).found
        for one in found[:1]:
            try:
                await self.check(one, view)
            except Refusal as refusal:
                return refusal.message
        return None


class NotOverKind(InAStateKind):
    """A request that waits or a collaboration under way, for those who coordinate."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for what has ended."""
        await super().check(document, view)
        if document.has_ended(view.process):
            raise Refusal("This collaboration has ended.")


class OwnOrCoordinatedKind(NotOverKind):
    """A request or collaboration of which the person is the principal; those who coordinate, any."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for another principal's, and what has ended."""
        await super().check(document, view)
        if not view.person.coordinates and view.person.id not in document.principals:
            raise Refusal("That collaboration is not one of yours.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return "" if view.person.coordinates else await self.only(view)


class UnderWayKind(InAStateKind):
    """A collaboration with a pair that has not ended, and that the person leads or coordinates."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for somebody else's, a request and what has ended."""
        await super().check(document, view)
        if not may_lead(view.person, document):
            raise Refusal("That collaboration is not one that you lead.")
        if not document.developers:
            raise Refusal("No pair is appointed there yet.")
        if document.has_ended(view.process):
            raise Refusal("This collaboration has ended.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is, if the person leads just one."""
        return "" if view.person.coordinates else await self.only(view)


class AtWorkKind(UnderWayKind):
    """One of those that is not paused either."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for what is paused, too."""
        await super().check(document, view)
        if document.pause:
            raise Refusal("It is paused. Resume it first.")


class PausedKind(UnderWayKind):
    """A collaboration that is paused."""

    none = t("Nothing is paused.")

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for what isn't paused."""
        await super().check(document, view)
        if not document.pause:
            raise Refusal("It is not paused.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


class ClosedKind(InAStateKind):
    """A collaboration that was closed lately."""

    none = t("Nothing has been closed in the last 30 days.")

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for what wasn't."""
        await super().check(document, view)
        if not document.ending or view.now - document.ending.at > REOPENED_WITHIN:
            raise Refusal("It was not closed in the last 30 days.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


def _stages(view: View) -> Sequence[Option]:
    return [Option(value=one.id, label=named(one)) for one in view.process.worked_through]


def _endings(view: View) -> Sequence[Option]:
    return [Option(value=DONE, label=t("as completed")), Option(value=EARLY, label=t("early"))]


def _endings_also(view: View) -> dict[str, Sequence[str]]:
    return {
        DONE: ("som klart", "klart", "färdigt", "as done", "done"),
        EARLY: ("i förtid", "för tidigt", "förtid", "ended early"),
    }


NotOver = Annotated[Collaboration, NotOverKind()]
OwnOrCoordinated = Annotated[Collaboration, OwnOrCoordinatedKind()]
UnderWay = Annotated[Collaboration, UnderWayKind()]
AtWork = Annotated[Collaboration, AtWorkKind()]
Paused = Annotated[Collaboration, PausedKind()]
Closed = Annotated[Collaboration, ClosedKind()]
StageOfWork = Annotated[str, ChoiceKind(_stages)]
HowItEnds = Annotated[str, ChoiceKind(_endings, DONE, also=_endings_also)]
