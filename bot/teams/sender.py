"""Posts to Teams what nobody there just asked for."""

from __future__ import annotations

from functools import partial

from bot.delivery import Undeliverable
from bot.teams.door import Door
from bot.teams.posting import post_messages
from bot.teams.references import Reference
from bot.teams.render import Rendering
from handlers.core.replies import Reply
from storage.documents.posts import Posted


class TeamsSender:
    """The `bot.delivery.Sender` of Teams."""

    def __init__(self, door: Door, rendering: Rendering) -> None:
        self._door = door
        self._rendering = rendering

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Post `reply` where `reference` says; returns what Teams calls it.

        Raises:
            Undeliverable, NotNow, NobodyKnows: as `bot.delivery` says. A reply that takes several messages
                is NobodyKnows once the first of them is there.
        """
        where = _read(reference)
        messages = self._rendering(language).messages(reply, private=bool(where.user_id))
        return await post_messages(messages, partial(self._door.post, where))


def _read(reference: str | None) -> Reference:
    if reference is None:
        raise Undeliverable("no-reference")
    try:
        return Reference.read(reference)
    except ValueError as error:
        raise Undeliverable("unreadable-reference") from error
