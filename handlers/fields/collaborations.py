"""Fields that name a collaboration, by its unit's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from handlers.cards.collaborations import collaboration_card, request_card, stage_of
from handlers.cards.names import unit_name, unit_names
from handlers.core.access import may_lead, may_see
from handlers.core.context import Context
from handlers.core.replies import Reply
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

    async def candidates(self, ctx: Context) -> Sequence[Collaboration]:
        """Return those that may be chosen, the latest first."""
        found = []
        for one in await self._of_person(ctx):
            try:
                await self.check(one, ctx)
            except Refusal:
                continue
            found.append(one)
        return sorted(found, key=lambda one: one.requested_at, reverse=True)

    async def _of_person(self, ctx: Context) -> Sequence[Collaboration]:
        if ctx.person.coordinates:
            return await ctx.find(Collaboration)
        return await ctx.find(Collaboration, Equal("members", ctx.person.id))

    async def only(self, ctx: Context) -> Raw:
        """Return the only one that may be chosen, or nothing."""
        found = await self.candidates(ctx)
        return found[0].id if len(found) == 1 else ""

    async def name(self, document: Collaboration, ctx: Context) -> str:
        """Return the unit's name."""
        return await unit_name(document, ctx)

    async def label(self, document: Collaboration, ctx: Context) -> Message:
        """Return the unit's name, the school year and the stage."""
        asked = SchoolYear.of(document.requested_at.astimezone(ctx.municipality.zone).date())
        name = await unit_name(document, ctx)
        return t("{unit} {year}, {stage}", unit=name, year=str(asked), stage=stage_of(document, ctx))

    async def others(self, ctx: Context) -> Sequence[str]:
        """Return the names of all units."""
        return await unit_names(ctx)

    def unknown(self, text: str) -> Message:
        """Say that there is no collaboration with it."""
        return t(
            "I find no collaboration with “{text}” here. Check the spelling, or choose from the list.",
            text=text[:60],
        )

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal for somebody else's."""
        if not may_see(ctx.person, document):
            raise Refusal("That collaboration is not one of yours.")

    async def show(self, value: Collaboration, ctx: Context) -> Message:
        """Return the unit's name, the school year and the stage."""
        return await self.label(value, ctx)

    async def card(self, document: Collaboration, ctx: Context) -> Reply | None:
        """Return how the collaboration stands, to those who may see it."""
        if not may_see(ctx.person, document):
            return None
        if document.stage == "requested":
            return await request_card(document, ctx)
        return await collaboration_card(document, ctx)


class LedKind(CollaborationKind):
    """A collaboration in which the person may book now."""

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal for somebody else's, before a pair is appointed and after the end."""
        if not may_lead(ctx.person, document):
            raise Refusal("That collaboration is not one of yours, so you can't book in it.")
        document.open_for_sessions(ctx.process)

    async def usual(self, ctx: Context) -> Raw:
        """Return the only one there is, if the person leads just one."""
        return "" if ctx.person.coordinates else await self.only(ctx)


class RequestKind(CollaborationKind):
    """A request that waits to be dealt with."""

    none = t("No requests are waiting.")

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal for one that has been dealt with."""
        await super().check(document, ctx)
        if document.stage != "requested":
            raise Refusal("This request has already been dealt with. See the status for how it stands.")


class OwnRequestKind(RequestKind):
    """A request of the person's own that waits to be dealt with."""

    none = t("No request of yours is waiting.")

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take the unit's name, and words such as `min förfrågan om` that say no more."""
        plain = _without_small(text)
        taken = await super().take(plain, ctx)
        if taken:
            return taken[0], _without_small(taken[1])
        return ("", plain) if plain != text else None

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal for another principal's, and for one that has been dealt with."""
        if document.principal_id != ctx.person.id:
            raise Refusal("That request is not yours, so you can't withdraw it.")
        await super().check(document, ctx)

    async def usual(self, ctx: Context) -> Raw:
        """Return the only one there is."""
        return await self.only(ctx)


class AppointableKind(CollaborationKind):
    """A collaboration that has not ended, requests first."""

    async def candidates(self, ctx: Context) -> Sequence[Collaboration]:
        """Return the requests, the oldest first, then the rest."""
        found = await super().candidates(ctx)
        return sorted(found, key=lambda one: (one.stage != "requested", one.requested_at))

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal for one that has ended."""
        await super().check(document, ctx)
        if ctx.process.stage(document.stage).ended:
            raise Refusal("This collaboration has ended, so nobody can be appointed.")


class EnquiredKind(CollaborationKind):
    """A request of the person's own in which a question waits for an answer."""

    none = t("No question waits for an answer here.")

    async def check(self, document: Collaboration, ctx: Context) -> None:
        """Raise Refusal where no question waits."""
        await super().check(document, ctx)
        if document.open_enquiry is None:
            raise Refusal("No question waits for an answer here.")

    async def usual(self, ctx: Context) -> Raw:
        """Return the only one there is."""
        return await self.only(ctx)


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
