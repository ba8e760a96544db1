"""Carries a town's outbox with the real courier to a platform that takes it, or answers as a test says.

`book` puts messages into it, and `lose` loses the answer to one of them.
"""

from __future__ import annotations

from collections import defaultdict

import handlers
from bot.delivery import Courier, NobodyKnows
from handlers.core.plain import PlainText
from handlers.core.replies import Reply
from handlers.core.rooms import rooms_of
from storage.documents.posts import Posted
from storage.store import Outgoing, OutgoingState
from tests.handlers.desk import WORDS, Seat, Town


class Mail:
    """The platform.

    Attributes:
        got: what arrived, as text, by whom it is for.
        answers: what to raise next, by whom it is for.
    """

    def __init__(self, town: Town) -> None:
        self._town = town
        self._courier = Courier(town.store, {"terminal": self}, rooms_of(handlers).guards, lambda: town.now)
        self.got: dict[str, list[str]] = defaultdict(list)
        self.answers: dict[str, list[Exception]] = defaultdict(list)

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Take a message."""
        whom = address.rpartition(":")[2]
        if self.answers[whom]:
            raise self.answers[whom].pop(0)
        self.got[whom].append(PlainText(WORDS, language).write(reply))
        return Posted()

    async def carry(self) -> dict[str, list[str]]:
        """Carry all that can be carried now; returns what arrived since the last time, by whom it is for."""
        self.got.clear()
        while await self._courier.carry():
            pass
        return dict(self.got)

    async def settled(self, state: OutgoingState) -> list[Outgoing]:
        """Return the messages that stand so, the oldest first."""
        return list(await self._town.store.outgoing(state))


async def book(maja: Seat, topic: str = "Nära") -> None:
    """Let Maja book, which writes to Petter and Greta; the longer the topic the later the week."""
    await maja.says(f"boka Granliden torsdag v {44 + len(topic)} kl 14-15.30 {topic}")
    await maja.confirms()


async def lose(town: Town, mail: Mail, maja: Seat) -> None:
    """Let Maja's booking reach Petter, lose the answer on the way to Greta, and let the clock look."""
    mail.answers["greta"] = [NobodyKnows()]
    await book(maja)
    await mail.carry()
    await town.tick()
