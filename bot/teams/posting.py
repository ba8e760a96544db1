"""Posts replies one after the other, and tells what of them did not arrive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.delivery import NobodyKnows, NotNow, Undeliverable
from bot.teams.limits import Json
from handlers.core.replies import Reply
from storage.documents.posts import Posted

Post = Callable[[Json], Awaitable[str]]
Render = Callable[[Reply], list[Json]]


@dataclass(frozen=True)
class Left:
    """What was not posted, and why.

    Attributes:
        lost: the reply that may have arrived, if it is that.
        replies: those that surely did not, in order.
    """

    replies: tuple[Reply, ...]
    lost: tuple[Reply, ...]
    error: Undeliverable | NotNow | NobodyKnows


@dataclass(frozen=True)
class Outcome:
    """What became of replies: what Teams calls each that was posted, and what was not, if anything."""

    posted: tuple[Posted, ...]
    left: Left | None = None


async def post_messages(messages: Sequence[Json], post: Post) -> Posted:
    """Post the messages of one reply; returns what Teams calls them.

    Raises:
        Undeliverable, NotNow, NobodyKnows: as `bot.delivery` says. A reply that takes several messages is
            NobodyKnows once the first of them is there, for it must not come again as a whole.
    """
    names: list[str] = []
    for message in messages:
        try:
            names.append(await post(message))
        except (NotNow, Undeliverable) as error:
            if names:
                raise NobodyKnows from error
            raise
    return Posted(ids=tuple(filter(None, names)))


async def post_replies(replies: Sequence[Reply], render: Render, post: Post) -> Outcome:
    """Post replies in order, up to the first that is not taken."""
    posted: list[Posted] = []
    for reply in replies:
        after = tuple(replies[len(posted) + 1 :])
        try:
            posted.append(await post_messages(render(reply), post))
        except NobodyKnows as error:
            return Outcome(tuple(posted), Left(after, (reply,), error))
        except (NotNow, Undeliverable) as error:
            return Outcome(tuple(posted), Left((reply, *after), (), error))
    return Outcome(tuple(posted))
