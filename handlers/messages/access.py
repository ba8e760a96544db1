"""Who may read of messages that did not arrive, and which these are."""

from __future__ import annotations

from handlers.core.guards import Get, Guard
from handlers.core.scene import Scene
from storage.documents.people import Person
from storage.kept import Queued
from storage.store import Equal, OutgoingState


async def failed_messages(scene: Scene) -> list[Queued]:
    """Return the messages that may not have arrived, or did not, the oldest first.

    Those to several people together say nothing that is not written to each of them, too.
    """
    states = (OutgoingState.UNKNOWN, OutgoingState.UNDELIVERABLE)
    found = [one for state in states for one in await scene.find(Queued, Equal("state", state.value))]
    return sorted((one for one in found if not one.is_for_several), key=lambda one: one.created_at)


def is_lost(message: Queued) -> bool:
    """Tell whether a message may have arrived or not, and is still kept."""
    return message.state is OutgoingState.UNKNOWN and message.body is not None


async def _may_read(person: Person, message: Queued, get: Get) -> bool:
    return person.coordinates


guard = Guard(Queued, _may_read)
