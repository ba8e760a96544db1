"""Fields that name a request."""

from __future__ import annotations

import re
from typing import Annotated

from handlers.collaborations.chosen import CollaborationKind
from handlers.core.view import View
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Raw
from storage.values.texts import Refusal, t

_SAYS_NO_MORE = re.compile(
    r"(?:(?:min|vår|my|our|the|(?:den |the )?(?:förfrågan|begäran|request)|om|för|for|about)(?!\S)\s*)+",
    re.IGNORECASE,
)


class RequestKind(CollaborationKind):
    """A request that waits to be dealt with."""

    none = t("No requests are waiting.")

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


def _without_small(text: str) -> str:
    """Return a text without the words at its front that say no more."""
    found = _SAYS_NO_MORE.match(text)
    return text[found.end() :] if found else text


Waiting = Annotated[Collaboration, RequestKind()]
OwnRequest = Annotated[Collaboration, OwnRequestKind()]
Enquired = Annotated[Collaboration, EnquiredKind()]
