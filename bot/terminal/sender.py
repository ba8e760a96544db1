"""Messages, shown in the same terminal and kept for when one speaks as whom they went to."""

from __future__ import annotations

from collections import defaultdict

from bot.terminal.screen import Screen
from handlers.core.replies import Reply
from storage.documents.people import Account, Person
from storage.documents.places import Channel
from storage.documents.posts import Posted
from storage.store import Store


class TerminalSender:
    """The `Sender` of a sample store's terminal.

    Attributes:
        speaker: the identity of who speaks now. What is sent to them is not shown as to another.
    """

    def __init__(self, store: Store, screen: Screen) -> None:
        self._store = store
        self._screen = screen
        self.speaker = ""
        self._inbox: dict[str, list[Reply]] = defaultdict(list)

    async def send(self, address: str, reference: str | None, reply: Reply, language: str) -> Posted:
        """Show the message; never fails. What is printed is called nothing: it can't be replaced."""
        self._inbox[address].append(reply)
        if address != self.speaker:
            self._screen.posted(await self._name(address), reply, language)
        return Posted()

    def take_inbox(self, identity: str) -> list[Reply]:
        """Return what was sent to this person since they last spoke."""
        return self._inbox.pop(identity, [])

    async def _name(self, address: str) -> str:
        async with self._store.transaction() as tx:
            account = await tx.get(Account, address)
            person = await tx.get(Person, account.person_id) if account else None
            channel = await tx.get(Channel, address)
        known = person or channel
        return known.name if known else address
