"""Fields that name a channel that the bot was added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from handlers.core.view import View
from handlers.fields.pick import PickKind
from storage.documents.drafts import Raw
from storage.documents.places import Channel
from storage.store import Equal
from storage.values.letters import order_of
from storage.values.texts import Message, Refusal, t, typed


class ChannelKind(PickKind[Channel]):
    """A channel that the bot is in."""

    document = Channel
    none = t("I am in no channel yet. Add me to one first.")

    async def candidates(self, view: View) -> Sequence[Channel]:
        """Return them, the one with the digest first."""
        found = await view.find(Channel, Equal("left", value=False), Equal("personal", value=False))
        named = [one for one in found if one.name]
        return sorted(named, key=lambda one: (not one.digest, order_of(one.name)))

    async def name(self, document: Channel, view: View) -> str:
        """Return the channel's name."""
        return document.name

    async def check(self, document: Channel, view: View) -> None:
        """Raise Refusal for one that the bot was taken away from, and for somebody's own chat."""
        if document.personal:
            raise Refusal("That is somebody's own chat, not a channel.")
        if document.left:
            raise Refusal("I am no longer in {channel}. Add me there first.", channel=document.name)

    def unknown(self, text: str) -> Message:
        """Say how the bot comes into a channel."""
        return t("I am in no channel called “{text}”. Add me there first, then choose it.", text=text[:60])

    async def show(self, value: Channel, view: View) -> Message:
        """Return the channel's name."""
        return typed(value.name)


class DigestChannelKind(ChannelKind):
    """A channel, unless something else is said the one with the digest, or the one where it is asked."""

    async def default(self, view: View) -> Raw:
        """Return the channel that gets the digest each week."""
        found = await self.candidates(view)
        here = [one for one in found if one.id == view.here]
        chosen = here or [one for one in found if one.digest] or found
        return chosen[0].id if chosen and (chosen is not found or len(found) == 1) else ""


KnownChannel = Annotated[Channel, ChannelKind()]
DigestChannel = Annotated[Channel, DigestChannelKind()]
