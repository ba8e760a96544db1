"""Posts replies one after the other, and tells what of them did not arrive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.teams.limits import Json
from handlers.core.replies import Reply

Post = Callable[[Json], Awaitable[None]]
Render = Callable[[Reply], list[Json]]


@dataclass(frozen=True)
class Left:
    """What was not posted, and why.

    Attributes:
        lost: the reply that may have arrived, if it is that.
        replies: those that surely did not, in order.
        posted: how many replies are there.
    """

    replies: tuple[Reply, ...]
    lost: tuple[Reply, ...]
    posted: int
    error: Undeliverable | NotNow | NobodyKnows


async def post_messages(messages: Sequence[Json], post: Post) -> None:
    """Post the messages of one reply.

    Raises:
        Undeliverable, NotNow, NobodyKnows: as `bot.delivery` says. A reply that takes several messages is
            NobodyKnows once the first of them is there, for it must not come again as a whole.
    """
    for posted, message in enumerate(messages):
        try:
            await post(message)
        except (NotNow, Undeliverable) as error:
            if posted:
                raise NobodyKnows from error
            raise


async def post_replies(replies: Sequence[Reply], render: Render, post: Post) -> Left | None:
    """Post replies in order, up to the first that is not taken; returns what is left, if anything is."""
    for posted, reply in enumerate(replies):
        after = tuple(replies[posted + 1 :])
        try:
            await post_messages(render(reply), post)
        except NobodyKnows as error:
            return Left(after, (reply,), posted, error)
        except (NotNow, Undeliverable) as error:
            return Left((reply, *after), (), posted, error)
    return None
