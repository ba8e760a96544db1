"""The field that names a message that can be sent again."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.core.view import View
from handlers.fields.pick import PickKind
from handlers.messages.access import failed_messages, is_lost
from handlers.messages.shown import to_whom, written
from storage.kept import Queued
from storage.store import OutgoingState
from storage.values.texts import Message, Refusal, t


class LostKind(PickKind[Queued]):
    """A message whose answer was lost."""

    document = Queued
    none = t("No message waits to be sent again.")

    async def candidates(self, view: View) -> Sequence[Queued]:
        """Return those that are still of use, the oldest first."""
        return [one for one in await failed_messages(view) if is_lost(one) and one.useful_until > view.now]

    async def name(self, document: Queued, view: View) -> str:
        """Return whom it is for."""
        return await to_whom(document, view)

    async def label(self, document: Queued, view: View) -> Message:
        """Return whom it is for and when it was written."""
        return t("{name}, {when}", name=await to_whom(document, view), when=written(document, view))

    async def show(self, value: Queued, view: View) -> Message:
        """Return whom it is for and when it was written."""
        return await self.label(value, view)

    async def check(self, document: Queued, view: View) -> None:
        """Raise Refusal where it arrived or was sent again, or is no longer of use or theirs to read."""
        name = await to_whom(document, view)
        if document.state is OutgoingState.RESENT:
            raise Refusal("The message to {name} has already been sent again.", name=name)
        if document.state is OutgoingState.SENT:
            raise Refusal("The message to {name} has arrived after all.", name=name)
        if not is_lost(document):
            raise Refusal("The message to {name} can't be sent again.", name=name)
        if document.useful_until <= view.now:
            raise Refusal("The message to {name} is no longer of use, so it is not sent again.", name=name)
        if await view.guards.why_not(document, view.get):
            raise Refusal("{name} may no longer read that message, so it is not sent again.", name=name)
