"""What writes: an act of somebody, or a duty that nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from handlers.core.incoming import Actor, Place
from handlers.core.letters import Letters
from handlers.core.records import Records
from handlers.core.scene import Scene
from handlers.core.view import View
from storage.documents.base import Document

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, kw_only=True)
class Duty(Scene):
    """A scene that can be changed: what has fallen due, or what a platform tells of itself.

    Attributes:
        records: what is read and written, committed as one.
        letters: writes to people and channels.
    """

    records: Records
    letters: Letters

    def save(self, document: D) -> D:
        """Write the document at commit; returns it with its new version."""
        return self.records.save(document)

    def remove(self, document: Document) -> None:
        """Remove the document at commit."""
        self.records.remove(document)

    def unchanged(self, document: Document) -> None:
        """Let the act stand on the document as it is: it is done anew where that has changed meanwhile."""
        self.records.unchanged(document)

    async def claim(self, key: str, kept: timedelta) -> bool:
        """Take `key`, for as long as it is `kept`; False where it was taken before."""
        return await self.records.claim(key, kept)


@dataclass(frozen=True, kw_only=True)
class Act(View, Duty):
    """What somebody does: their view, with what it changes and tells others.

    Attributes:
        actor: the account that acts.
        place: where.
    """

    actor: Actor
    place: Place
