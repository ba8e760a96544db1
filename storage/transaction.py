"""A transaction that keeps its writes to itself until it is committed; both stores use this one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from storage.bodies import decode, decode_all, encode
from storage.conditions import check_fields, fields_of, key_of, meets, values_of
from storage.documents.base import Document
from storage.kept import Answer, Claim, Noted, Queued
from storage.store import AuditEntry, Condition, Conflict, Outgoing

D = TypeVar("D", bound=Document)


@dataclass(slots=True)
class Write:
    """What a transaction does to one document.

    Attributes:
        base: the version that must be stored when it commits; 0 where the document must not exist.
        version: the version that it will have.
        body: its JSON, or None to remove it.
    """

    kind: type[Document]
    id: str
    base: int
    version: int
    body: str | None


class Reader(Protocol):
    """What a transaction reads from: all that has been committed."""

    async def read(self, kind: type[Document], document_id: str) -> str | None:
        """Return the document's JSON, or None."""

    async def search(
        self, kind: type[Document], conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[str]:
        """Return the JSON of the documents that meet all conditions, in order."""


class Changes:
    """The writes of one transaction, by kind and id."""

    def __init__(self) -> None:
        self._writes: dict[tuple[str, str], Write] = {}
        self._outdated = False

    def __bool__(self) -> bool:
        return bool(self._writes) or self._outdated

    def of(self, kind: type[Document], document_id: str) -> Write | None:
        """Return what the transaction does to a document, or None."""
        return self._writes.get((kind.kind, document_id))

    def all_of(self, kind: type[Document]) -> list[Write]:
        """Return what the transaction does to documents of a kind."""
        return [write for (name, _), write in self._writes.items() if name == kind.kind]

    def add(self, document: Document, body: str | None, version: int) -> None:
        """Add a write of `document`; the latest one for a document counts."""
        key = (document.kind, document.id)
        earlier = self._writes.get(key)
        if earlier is None:
            base = document.version
        else:
            base = earlier.base
            self._outdated |= document.version != (earlier.version if earlier.body is not None else 0)
        self._writes[key] = Write(type(document), document.id, base, version, body)

    def settled(self) -> list[Write]:
        """Return the writes to be done.

        Raises:
            Conflict: the transaction wrote a document that it had itself changed since.
        """
        if self._outdated:
            raise Conflict("a document was written twice from one version")
        return [write for write in self._writes.values() if write.base or write.body is not None]


class OptimisticTransaction:
    """Reads what is committed and its own writes; the store checks versions when it commits."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.changes = Changes()

    async def get(self, kind: type[D], document_id: str) -> D | None:
        """As `Transaction.get`."""
        own = self.changes.of(kind, document_id)
        body = own.body if own else await self._reader.read(kind, document_id)
        return None if body is None else decode(kind, body)

    async def find(
        self, kind: type[D], *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """As `Transaction.find`."""
        check_fields(kind, conditions, order_by)
        own = self.changes.all_of(kind)
        wanted = None if limit is None else limit + len(own)
        bodies = await self._reader.search(kind, conditions, order_by, wanted)
        if own:
            bodies = _merged(kind, bodies, own, conditions, order_by)[:limit]
        return await decode_all(kind, bodies)

    def save(self, document: D) -> D:
        """As `Transaction.save`."""
        saved = document.model_copy(update={"version": document.version + 1})
        self.changes.add(document, encode(saved), saved.version)
        return saved

    def remove(self, document: Document) -> None:
        """As `Transaction.remove`."""
        self.changes.add(document, None, 0)

    async def answered(self, delivery_id: str) -> str | None:
        """As `Transaction.answered`."""
        known = await self.get(Answer, delivery_id)
        return known.answer if known else None

    def note_answer(self, delivery_id: str, answer: str, *, at: datetime) -> None:
        """As `Transaction.note_answer`."""
        self.save(Answer(id=delivery_id, answer=answer, at=at))

    async def claim(self, key: str, *, now: datetime, until: datetime) -> bool:
        """As `Transaction.claim`; where two claim at once, the later to commit meets a Conflict."""
        held = await self.get(Claim, key)
        if held and held.until > now:
            return False
        self.save(Claim(id=key, until=until, version=held.version if held else 0))
        return True

    def enqueue(self, message: Outgoing) -> None:
        """As `Transaction.enqueue`."""
        self.save(Queued.of(message))

    def audit(self, entry: AuditEntry) -> None:
        """As `Transaction.audit`."""
        self.save(Noted.of(entry))


def _merged(
    kind: type[Document],
    bodies: Iterable[str],
    own: Sequence[Write],
    conditions: Sequence[Condition],
    order_by: str | None,
) -> list[str]:
    """Put a transaction's own writes among what the store found."""
    place = {field: number for number, field in enumerate(fields_of(kind))}

    def met(data: dict[str, Any]) -> bool:
        keys = values_of(kind, data)
        return all(meets(keys[place[condition.field]], condition) for condition in conditions)

    def row(data: dict[str, Any], body: str) -> tuple[Any, str, str]:
        return (key_of(data[order_by]) if order_by else (), data["id"], body)

    rewritten = {write.id for write in own}
    stored = [(json.loads(body), body) for body in bodies]
    mine = [(json.loads(write.body), write.body) for write in own if write.body is not None]
    rows = [row(data, body) for data, body in stored if data["id"] not in rewritten]
    rows += [row(data, body) for data, body in mine if met(data)]
    return [body for _, _, body in sorted(rows)]
