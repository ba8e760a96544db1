"""What front ends hand acts to, as a protocol: dispatch is the one that runs."""

from __future__ import annotations

from typing import Protocol

from handlers.core.incoming import Actor, Check, Incoming, Suggest
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Option
from handlers.core.unposted import Unposted
from storage.documents.people import Language
from storage.values.texts import Message


class Desk(Protocol):
    """Takes acts and answers them."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what the act asks and answer it once all is kept.

        Never raises; a repeated delivery gets the same answer and does nothing twice.
        """

    async def language(self, actor: Actor) -> Language:
        """Return in which language somebody reads, as far as it can be found out. Never raises."""

    async def suggest(self, search: Suggest) -> tuple[Option, ...]:
        """Return the options of a form's field that match, at most 100, best first."""

    async def keep(self, unposted: Unposted) -> bool:
        """Put what a platform did not take of an answer into the outbox, to be sent when it does.

        Never raises; False where it can't be kept, so that it is lost.
        """

    async def remember(self, shown: Shown) -> None:
        """Keep what the platform calls what was posted of an answer, so that it can be replaced.

        Never raises: where it can't be kept, what was posted stays as it is.
        """


class CheckingDesk(Desk, Protocol):
    """Tells besides what is wrong with a field before its form is sent, for those who ask field by field."""

    async def check(self, check: Check) -> tuple[Message, ...]:
        """Return what is wrong with a form's field, and what may be meant in it; nothing where it will do.

        Never raises: what can't be told now is told when the form is sent.
        """
