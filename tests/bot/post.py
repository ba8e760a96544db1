"""An outbox in a real store, a platform that does as a test says, and the courier between them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import handlers
from bot.delivery import Courier
from handlers.core.replies import Reply, Say
from handlers.core.rooms import rooms_of
from handlers.core.wire import write_reply
from storage.documents.posts import Posted
from storage.store import Outgoing, OutgoingState, Store
from storage.values.texts import typed

NOW = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
MAJA, OLLE = "slack:T1:UMAJA", "slack:T1:UOLLE"


class Platform:
    """A platform that takes messages, or answers as a test says, one answer per message to an address.

    Attributes:
        got: what arrived, as (address, text).
        answers: what to raise next, by address.
        names: what to call the next message, by address.
    """

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        self.got: list[tuple[str, str]] = []
        self.references: list[str | None] = []
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Take a message once the gate is open."""
        self.reached.set()
        await self.gate.wait()
        if self.answers[address]:
            raise self.answers[address].pop(0)
        assert isinstance(reply, Say)
        self.got.append((address, str(reply.text.values["text"])))
        self.references.append(reference)
        names = self.names.pop(address, None)
        return Posted(ids=names if names is not None else (f"{address} {len(self.got)}",))


class Post:
    """An outbox, a platform and a courier between them; `now` is the present."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.platform = Platform()
        self.now = NOW
        self.courier = self.another()

    def another(self, store: Store | None = None) -> Courier:
        """Return a courier of another instance of the bot, or one over another store."""
        return Courier(
            store or self.store, {"slack": self.platform}, rooms_of(handlers).guards, lambda: self.now
        )

    async def put(self, address: str, *texts: str, **fields: Any) -> None:
        """Put messages in the outbox."""
        usual: dict[str, Any] = {
            "language": "sv",
            "created_at": self.now,
            "useful_until": self.now + timedelta(days=2),
            "not_before": self.now,
        }
        async with self.store.transaction() as tx:
            for text in texts:
                body = write_reply(Say(text=typed(text)))
                tx.enqueue(Outgoing(**({"address": address, "body": body} | usual | fields)))

    async def carry(self, rounds: int = 1, **later: float) -> None:
        """Carry, with time passing between."""
        for _ in range(rounds):
            await self.courier.carry()
            self.now += timedelta(**later)

    async def states(self) -> list[OutgoingState]:
        """Return how all messages stand, the oldest first."""
        return [one.state for one in await self.store.outgoing(*OutgoingState)]

    async def only(self) -> Outgoing:
        """Return the only message."""
        (one,) = await self.store.outgoing(*OutgoingState)
        return one
