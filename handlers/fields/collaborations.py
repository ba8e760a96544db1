"""Fields that name a collaboration, by its unit's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from handlers.cards.collaborations import collaboration_card, request_card, stage_of
from handlers.cards.names import unit_name, unit_names
from handlers.core.access import may_lead, may_see
from handlers.core.replies import Reply
from handlers.core.view import View
from handlers.fields.pick import PickKind
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.documents.messages import Message, Refusal, t
from storage.documents.times import SchoolYear
from storage.store import Equal

_SAYS_NO_MORE = re.compile(
    r"(?:(?:min|vår|my|our|the|(?:den |the )?(?:förfrågan|begäran|request)|om|för|for|about)(?!\S)\s*)+",
    re.IGNORECASE,
)


class CollaborationKind(PickKind[Collaboration]):
    """A collaboration that the person may follow, under way ones first."""

    document = Collaboration
    none = t("There are no collaborations for you here yet.")

    async def candidates(self, view: View) -> Sequence[Collaboration]:
        """Return those that may be chosen, the latest first."""
        found = []
        for one in await self._of_person(view):
            try:
                await self.check(one, view)
            except Refusal:
                continue
            found.append(one)
        return sorted(found, key=lambda one: one.requested_at, reverse=True)

    async def _of_person(self, view: View) -> Sequence[Collaboration]:
        if view.person.coordinates:
            return await view.find(Collaboration)
        return await view.find(Collaboration, Equal("members", view.person.id))

    async def only(self, view: View) -> Raw:
        """Return the only one that may be chosen, or nothing."""
        found = await self.candidates(view)
        return found[0].id if len(found) == 1 else ""

    async def name(self, document: Collaboration, view: View) -> str:
        """Return the unit's name."""
        return await unit_name(document, view)

    async def label(self, document: Collaboration, view: View) -> Message:
        """Return the unit's name, the school year and the stage."""
        asked = SchoolYear.of(document.requested_at.astimezone(view.municipality.zone).date())
        name = await unit_name(document, view)
        return t("{unit} {year}, {stage}", unit=name, year=str(asked), stage=stage_of(document, view))

    async def others(self, view: View) -> Sequence[str]:
        """Return the names of all units."""
        return await unit_names(view)

    def unknown(self, text: str) -> Message:
        """Say that there is no collaboration with it."""
        return t(
            "I find no collaboration with “{text}” here. Check the spelling, or choose from the list.",
            text=text[:60],
        )

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for somebody else's."""
        if not may_see(view.person, document):
            raise Refusal("That collaboration is not one of yours.")

    async def show(self, value: Collaboration, view: View) -> Message:
        """Return the unit's name, the school year and the stage."""
        return await self.label(value, view)

    async def card(self, document: Collaboration, view: View) -> Reply | None:
        """Return how the collaboration stands, to those who may see it."""
        if not may_see(view.person, document):
            return None
        if document.stage == "requested":
            return await request_card(document, view)
        return await collaboration_card(document, view)


class LedKind(CollaborationKind):
    """A collaboration in which the person may book now."""

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for somebody else's, before a pair is appointed and after the end."""
        if not may_lead(view.person, document):
            raise Refusal("That collaboration is not one of yours, so you can't book in it.")
        document.open_for_sessions(view.process)

    async def usual(self, view: View) -> Raw:
        """Return the only one there is, if the person leads just one."""
        return "" if view.person.coordinates else await self.only(view)


class RequestKind(CollaborationKind):
    """A request that waits to be dealt with."""

    none = t("No requests are waiting.")

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for one that has been dealt with."""
        await super().check(document, view)
        if document.stage != "requested":
            raise Refusal("This request has already been dealt with. See the status for how it stands.")


class OwnRequestKind(RequestKind):
    """A request of the person's own that waits to be dealt with."""

    none = t("No request of yours is waiting.")

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take the unit's name, and words such as `min förfrågan om` that say no more."""
        plain = _without_small(text)
        taken = await super().take(plain, view)
        if taken:
            return taken[0], _without_small(taken[1])
        return ("", plain) if plain != text else None

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for another principal's, and for one that has been dealt with."""
        if document.principal_id != view.person.id:
            raise Refusal("That request is not yours, so you can't withdraw it.")
        await super().check(document, view)

    async def usual(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


class AppointableKind(CollaborationKind):
    """A collaboration that has not ended, requests first."""

    async def candidates(self, view: View) -> Sequence[Collaboration]:
        """Return the requests, the oldest first, then the rest."""
        found = await super().candidates(view)
        return sorted(found, key=lambda one: (one.stage != "requested", one.requested_at))

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for one that has ended."""
        await super().check(document, view)
        if view.process.stage(document.stage).ended:
            raise Refusal("This collaboration has ended, so nobody can be appointed.")


class EnquiredKind(CollaborationKind):
    """A request of the person's own in which a question waits for an answer."""

    none = t("No question waits for an answer here.")

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal where no question waits."""
        await super().check(document, view)
        if document.open_enquiry is None:
            raise Refusal("No question waits for an answer here.")

    async def usual(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


def _without_small(text: str) -> str:
    """Return a text without the words at its front that say no more."""
    found = _SAYS_NO_MORE.match(text)
    return text[found.end() :] if found else text


Seen = Annotated[Collaboration, CollaborationKind()]
Mine = Annotated[Collaboration, LedKind()]
Appointable = Annotated[Collaboration, AppointableKind()]
Waiting = Annotated[Collaboration, RequestKind()]
OwnRequest = Annotated[Collaboration, OwnRequestKind()]
Enquired = Annotated[Collaboration, EnquiredKind()]
