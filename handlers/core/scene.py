"""Where and when: the municipality's ways, the present, a language, and the documents as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from config.process import Process
from handlers.core.guards import Guards
from handlers.core.municipality import Municipality
from handlers.core.records import Source, who_coordinates
from handlers.core.words import Words
from storage.documents.base import Document
from storage.documents.people import Language, Person
from storage.store import Condition

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What can be shown to whoever it may be, such as all who read a channel.

    Attributes:
        now: the present, aware, in UTC.
        language: in which it is read.
        guards: who may read of what.
        words: for finding what people typed among names in both languages.
    """

    source: Source
    municipality: Municipality
    guards: Guards
    words: Words
    now: datetime
    language: Language

    @property
    def process(self) -> Process:
        """The municipality's process."""
        return self.municipality.process

    @property
    def local_now(self) -> datetime:
        """The present on the wall clock."""
        return self.now.astimezone(self.municipality.zone)

    @property
    def today(self) -> date:
        """Today's date where people are."""
        return self.local_now.date()

    async def get(self, kind: type[D], document_id: str | None, /) -> D | None:
        """Return the document, or None."""
        return await self.source.get(kind, document_id) if document_id else None

    async def need(self, kind: type[D], document_id: str) -> D:
        """Return a document that another one names. Raises LookupError where it is gone."""
        found = await self.get(kind, document_id)
        if found is None:
            raise LookupError(f"{kind.kind} is gone")
        return found

    async def find(
        self, kind: type[D], *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """Return the documents that meet all conditions."""
        return await self.source.find(kind, *conditions, order_by=order_by, limit=limit)

    async def may_be_told(self, person: Person, name: str) -> bool:
        """Tell whether a person may read of the document called `name`, as `kind:id`, as it is now."""
        return await self.guards.may_be_told(person, name, self.source.get)

    async def who_coordinates(self) -> list[Person]:
        """Return the active coordinators, or the heads who stand in for them where there are none."""
        return await who_coordinates(self.source)
