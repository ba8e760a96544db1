"""What a platform did not take of an answer: it goes to the outbox, behind what waits there already.

An answer is shown at once, and its reader may read what it holds. One that waits may be overtaken, so it
names what it was made of, and `handlers.core.guards` looks at that again before it is sent.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from handlers.core.guards import Guards
from handlers.core.incoming import Actor, Place, PlaceKind
from handlers.core.letters import USEFUL
from handlers.core.replies import Audience, Reply, Say
from handlers.core.wire import write_reply
from storage.documents.people import Account, Person
from storage.documents.places import Channel
from storage.store import Conflict, Outgoing, OutgoingState, Store, Transaction
from storage.values.texts import t

ATTEMPTS = 5
MOST_REMEMBERED = 2_000
MOST_READ = 500
"""Documents that an answer which waits can have been made of; looking at more would hold up others."""

LOOK_FIRST = t("My answer to you did not arrive. Look at how things stand before you ask for it again.")

_Left = tuple[Reply, OutgoingState]


@dataclass(frozen=True)
class Unposted:
    """Replies that were not posted, in order, with whom they answer.

    Attributes:
        delivery_id: the act's.
        language: in which the answer is worded.
        lost: those that may have arrived or not; they came before `replies`. They are not sent again by
            themselves: the coordinators are told, as of any message.
        replies: those that surely did not arrive.
    """

    actor: Actor
    place: Place
    delivery_id: str
    language: str
    replies: tuple[Reply, ...] = ()
    lost: tuple[Reply, ...] = ()


class MadeOf:
    """What the latest answers were made of: documents as `kind:id`, by the act's delivery."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._names: OrderedDict[str, AbstractSet[str]] = OrderedDict()

    def note(self, delivery_id: str, names: AbstractSet[str]) -> None:
        """Remember it; `names` may grow while the act is under way."""
        self._names[delivery_id] = names
        while len(self._names) > self._most:
            self._names.popitem(last=False)

    def of(self, delivery_id: str) -> AbstractSet[str] | None:
        """Return it, or None where it is not known (any more)."""
        return self._names.get(delivery_id)


async def keep(unposted: Unposted, made_of: MadeOf, guards: Guards, store: Store, now: datetime) -> None:
    """Put what was not posted into the outbox. Raises StoreError, or Conflict in the end."""
    for left in reversed(range(ATTEMPTS)):
        try:
            async with store.transaction() as tx:
                await _keep(unposted, made_of.of(unposted.delivery_id), guards, tx, now)
        except Conflict:
            if not left:
                raise
        else:
            return


async def _keep(
    unposted: Unposted, made_of: AbstractSet[str] | None, guards: Guards, tx: Transaction, now: datetime
) -> None:
    """Put what was not posted into the outbox: where all read it, or else in the asker's own chat."""
    place, actor = unposted.place, unposted.actor
    own: list[_Left] = []
    for left in _all(unposted):
        if place.kind is PlaceKind.PERSONAL or left[0].audience is not Audience.CONVERSATION:
            own.append(left)
            continue
        await _know(Channel(id=place.id, name=place.name, reference=place.reference), tx)
        tx.enqueue(_message(unposted, place.id, left, now))
    if not own:
        return
    account = await tx.get(Account, actor.identity)
    person = await tx.get(Person, account.person_id) if account else None
    if person is None:
        await _know(Channel(id=actor.identity, name="", reference=actor.reference, personal=True), tx)
    elif made_of is None or len(made_of) > MOST_READ:
        own, made_of = [(Say(text=LOOK_FIRST), OutgoingState.WAITING)], frozenset()
    about = await _readable(person, made_of or (), guards, tx) if person else ()
    to = person.id if person and (person.approved or about) else None
    for left in own:
        message = _message(unposted, actor.identity, left, now)
        tx.enqueue(message.model_copy(update={"to": to, "about": about}))


def _all(unposted: Unposted) -> Iterator[_Left]:
    yield from ((reply, OutgoingState.UNKNOWN) for reply in unposted.lost)
    yield from ((reply, OutgoingState.WAITING) for reply in unposted.replies)


async def _know(channel: Channel, tx: Transaction) -> None:
    """See to it that a place, or the own chat of somebody not registered, can be written to."""
    if channel.reference and await tx.get(Channel, channel.id) is None:
        tx.save(channel)


async def _readable(person: Person, names: Iterable[str], guards: Guards, tx: Transaction) -> tuple[str, ...]:
    """Return what of it the person may read now; the rest they were not shown."""
    return tuple([name for name in sorted(names) if await guards.may_be_told(person, name, tx.get)])


def _message(unposted: Unposted, address: str, left: _Left, now: datetime) -> Outgoing:
    reply, state = left
    return Outgoing(
        address=address,
        body=write_reply(reply),
        language=unposted.language,
        created_at=now,
        useful_until=now + USEFUL,
        not_before=now,
        state=state,
        reason="answer lost" if state is OutgoingState.UNKNOWN else "",
    )
