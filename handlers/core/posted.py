"""What stands in chats: which posts there are about a document, so that they can become what came of it.

A post is known by what its platform calls it, for as long as `handlers.core.housekeeping` keeps it. What is
ephemeral is never kept, and neither is the text of anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.core.incoming import Actor, Place
from handlers.core.records import Source
from handlers.core.unposted import MOST_READ, MadeOf
from storage.documents.people import Account, Person
from storage.documents.posts import Post, Posted
from storage.kept import settle
from storage.store import Equal, Outgoing, OutgoingState, Store, Transaction


@dataclass(frozen=True)
class Shown:
    """What was posted of an answer, and stays.

    Attributes:
        delivery_id: the act's.
        own: what the platform calls each reply in the asker's own chat.
        there: the same for each reply in the place, where others read it too.
    """

    actor: Actor
    place: Place
    delivery_id: str
    own: tuple[Posted, ...] = ()
    there: tuple[Posted, ...] = ()


async def remember(shown: Shown, made_of: MadeOf, store: Store, now: datetime) -> None:
    """Keep what was posted of an answer as being about what the answer was made of, but for who asked.

    What was made of nothing else that is guarded is not kept, and neither is an overview of more than
    MOST_READ documents: nothing that becomes of one of them takes its place. Raises StoreError and Conflict.
    """
    names = made_of.of(shown.delivery_id) or frozenset()
    async with store.transaction() as tx:
        account = await tx.get(Account, shown.actor.identity)
        reader = account.person_id if account else None
        about = tuple(sorted(names - {f"{Person.kind}:{reader}"}))
        if not 0 < len(about) <= MOST_READ:
            return
        for posted in shown.own:
            await _keep(posted, shown.actor.identity, reader, about, now, tx)
        for posted in shown.there:
            await _keep(posted, shown.place.id, None, about, now, tx)


async def settle_as_sent(message: Outgoing, posted: Posted, now: datetime, tx: Transaction) -> None:
    """Settle a message of the outbox that the platform took, and keep what it calls it."""
    await settle(message.model_copy(update={"state": OutgoingState.SENT, "reason": ""}), tx)
    await _keep(posted, message.address, message.to, message.about, now, tx)


async def posts_about(name: str, source: Source) -> list[Post]:
    """Return what stands in chats about the document called `name`, as `kind:id`, the oldest first."""
    return await source.find(Post, Equal("about", name), order_by="posted_at")


async def _keep(
    posted: Posted, address: str, to: str | None, about: Iterable[str], now: datetime, tx: Transaction
) -> None:
    """Keep a post; what took the place of an earlier one is kept as that one, and no longer than it."""
    if not posted.ids:
        return
    known = await tx.get(Post, posted.post_id)
    since = known or Post(id=posted.post_id, address=address, ids=posted.ids, to=to, posted_at=now)
    tx.save(since.changed(about=tuple(about)))
