"""What front ends hand acts to, as a protocol: dispatch is the one that runs."""

from __future__ import annotations

from typing import Protocol

from handlers.core.incoming import Actor, Incoming, Suggest
from handlers.core.posted import Shown
from handlers.core.replies import Answer, Option
from handlers.core.unposted import Unposted
from storage.documents.people import Language


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
