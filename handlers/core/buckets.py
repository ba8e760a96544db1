"""How much one account may do at a time, so that nobody's machine or temper holds up the others.

Numbers that no person at work meets: a coordinator who presses through twenty schools does an act in two
seconds. What is counted is forgotten with the process; several instances each count for themselves.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from handlers.core.incoming import Command, Incoming, Opened, Press, Said, Submit
from handlers.core.replies import Reply, Say
from storage.documents.messages import t

MOST_KNOWN = 10_000  # accounts that are counted; the one that has been quiet for longest is forgotten first
REMEMBERED = 64  # deliveries of one account that may come again without being counted again


class Space(Enum):
    """Whether there is room for one more: if not, it is said once until there is room again."""

    FREE = "free"
    JUST_FULL = "just full"
    FULL = "full"


@dataclass
class _Bucket:
    left: float
    at: datetime
    told: str | None = None
    counted: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


class Buckets:
    """A bucket for each account, which holds so many and gets so many a second back."""

    def __init__(self, holds: int, a_second: float, *, most_known: int = MOST_KNOWN) -> None:
        self._holds = holds
        self._a_second = a_second
        self._most_known = most_known
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, identity: str, now: datetime, delivery_id: str = "") -> Space:
        """Take one out of an account's bucket; what was delivered before is not counted again."""
        bucket = self._bucket(identity, now)
        if delivery_id in bucket.counted:
            return Space.FREE
        if delivery_id and bucket.told == delivery_id:
            return Space.JUST_FULL
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.told = None
            if delivery_id:
                bucket.counted.append(delivery_id)
            return Space.FREE
        if bucket.told is not None:
            return Space.FULL
        bucket.told = delivery_id
        return Space.JUST_FULL

    def _bucket(self, identity: str, now: datetime) -> _Bucket:
        """Return the bucket, filled up to the present."""
        bucket = self._buckets.setdefault(identity, _Bucket(self._holds, now))
        self._buckets.move_to_end(identity)
        if len(self._buckets) > self._most_known:
            self._buckets.popitem(last=False)
        passed = max((now - bucket.at).total_seconds(), 0.0)
        bucket.left = min(bucket.left + passed * self._a_second, self._holds)
        bucket.at = now
        return bucket


class Quota:
    """What each account may do: acts, forms sent, and searches in long lists while typing."""

    def __init__(self) -> None:
        self._acts = Buckets(30, 1)
        self._sent = Buckets(30, 1)  # of their own: a form that is refused would lose what was typed
        self._searches = Buckets(200, 20)

    def refused(self, incoming: Incoming, now: datetime) -> tuple[Reply, ...] | None:
        """Return what an act is answered with instead of being done; None where there is room for it.

        Nothing more is said after the first time, but to a form or a button, which wait for an answer.
        """
        if not isinstance(incoming, Command | Said | Press | Submit | Opened):
            return None
        buckets = self._sent if isinstance(incoming, Submit) else self._acts
        room = buckets.take(incoming.actor.identity, now, incoming.delivery_id)
        if room is Space.FREE:
            return None
        if room is Space.FULL and isinstance(incoming, Command | Said):
            return ()
        return (Say(text=t("That is more than I can keep up with. Nothing was done. Wait half a minute.")),)

    def may_search(self, identity: str, now: datetime) -> bool:
        """Tell whether there is room for one more search."""
        return self._searches.take(identity, now) is Space.FREE
