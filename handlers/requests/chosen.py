"""Fields that name a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from handlers.collaborations.chosen import CollaborationKind
from handlers.collaborations.names import unit_name
from handlers.core.view import View
from handlers.people.names import person_name, turned
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.values.texts import Message, Refusal, t
from storage.values.times import Day

LONGEST_PURPOSE = 40  # characters
_SAYS_NO_MORE = re.compile(
    r"(?:(?:min|vår|my|our|the|(?:den |the )?(?:förfrågan|begäran|request)|om|för|for|about)(?!\S)\s*)+",
    re.IGNORECASE,
)


class RequestKind(CollaborationKind):
    """A request that waits to be dealt with."""

    none = t("No requests are waiting.")

    async def names(self, document: Collaboration, text: str, view: View) -> Sequence[str]:
        """Return the unit's name, and the principal's, who may be asked for by it."""
        principal = await person_name(document.principal_id, view)
        return (*await super().names(document, text, view), *turned(principal))

    async def label(self, document: Collaboration, view: View) -> Message:
        """Return the unit's name, when it was asked for and what for: that tells two of a unit apart."""
        asked = document.requested_at.astimezone(view.municipality.zone).date()
        return t(
            "{unit}, asked for on {day}: {purpose}",
            unit=await unit_name(document, view),
            day=Day(day=asked),
            purpose=shortened(document.purpose),
        )

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for one that has been dealt with."""
        await super().check(document, view)
        if not document.is_request(view.process):
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

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


class EnquiredKind(CollaborationKind):
    """A request of the person's own in which a question waits for an answer."""

    none = t("No question waits for an answer here.")

    async def check(self, document: Collaboration, view: View) -> None:
        """Raise Refusal for another principal's, and where no question waits."""
        if not view.person.coordinates and document.principal_id != view.person.id:
            raise Refusal("That collaboration is not one of yours.")
        if document.open_enquiry(view.process) is None:
            raise Refusal("No question waits for an answer here.")

    async def default(self, view: View) -> Raw:
        """Return the only one there is."""
        return await self.only(view)


def shortened(purpose: str) -> str:
    """Return how a purpose begins, for a list."""
    words = " ".join(purpose.split())
    return words if len(words) <= LONGEST_PURPOSE else f"{words[:LONGEST_PURPOSE].rstrip()}…"


def _without_small(text: str) -> str:
    """Return a text without the words at its front that say no more."""
    found = _SAYS_NO_MORE.match(text)
    return text[found.end() :] if found else text


Waiting = Annotated[Collaboration, RequestKind()]
OwnRequest = Annotated[Collaboration, OwnRequestKind()]
Enquired = Annotated[Collaboration, EnquiredKind()]
