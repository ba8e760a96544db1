"""A transaction that keeps its writes to itself until it is committed; both stores use this one."""

from __future__ import annotations

import heapq
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from pydantic_core import from_json

from storage.bodies import as_data, decode, decode_all, written
from storage.conditions import check_fields, key_of, predicate, values_of
from storage.documents.base import Document
from storage.documents.files import MOST_BYTES, PIECE_BYTES, File, FileTooLargeError
from storage.kept import Claim, Noted, NotedAnswer, Piece, Queued
from storage.store import AuditEntry, BrokenDocumentError, Condition, Conflict, Outgoing
from storage.turns import drained, parts

D = TypeVar("D", bound=Document)
_AT_ONCE = 100  # documents looked at before the event loop gets a turn: about 1 ms
_PIECES_AT_ONCE = 4  # pieces of a file made before the event loop gets a turn: about 1 ms


@dataclass(slots=True)
class Write:
    """What a transaction does to one document.

    Attributes:
        key: the name of its kind and its id.
        base: the version that must be stored when it commits; 0 where the document must not exist.
        version: the version that it will have; 0 where it is removed.
        body: its JSON, or None to remove it.
        data: what the JSON says.
    """

    kind: type[Document]
    key: tuple[str, str]
    base: int
    version: int
    body: str | None
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.key[1]


Found = tuple[str, str]  # a document's id and its JSON


class Base(Protocol):
    """What a transaction stands on: all that has been committed, and the way to commit more."""

    @property
    def kinds(self) -> Mapping[str, type[Document]]:
        """Every kind of document, by its name."""

    async def read(self, kind: type[Document], document_id: str) -> str | None:
        """Return the document's JSON, or None."""

    async def search(
        self, kind: type[Document], conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[Found]:
        """Return the documents that meet all conditions, in order."""

    async def commit(self, writes: Sequence[Write]) -> None:
        """Do all writes or none. Raises Conflict and StoreError."""

    def begins(self) -> None:
        """Count a transaction in. Raises StoreError where the store is closed."""

    def ends(self) -> None:
        """Count a transaction out."""


class OptimisticTransaction:
    """Reads what is committed and its own writes; the store checks versions when the block is left."""

    __slots__ = ("_base", "_outdated", "_writes")

    def __init__(self, base: Base) -> None:
        self._base = base
        self._writes: dict[tuple[str, str], Write] = {}
        self._outdated = False

    async def __aenter__(self) -> Self:
        self._base.begins()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and (writes := self._due()):
                await self._base.commit(writes)
        finally:
            self._base.ends()

    def _due(self) -> list[Write]:
        if self._outdated:
            raise Conflict("a document was written twice from one version")
        return [write for write in self._writes.values() if write.base or write.body is not None]

    async def get(self, kind: type[D], document_id: str) -> D | None:
        """As `Transaction.get`."""
        own = self._writes.get((kind.kind, document_id))
        body = own.body if own else await self._base.read(kind, document_id)
        return None if body is None else decode(kind, body)

    async def find(
        self, kind: type[D], *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """As `Transaction.find`."""
        check_fields(kind, conditions, order_by)
        own = [write for (name, _), write in self._writes.items() if name == kind.kind]
        wanted = None if limit is None else limit + len(own)
        found = await self._base.search(kind, conditions, order_by, wanted)
        if own:
            found = (await _merged(kind, found, own, conditions, order_by))[:limit]
        return await decode_all(kind, (body for _, body in drained(found)))

    def save(self, document: D) -> D:
        """As `Transaction.save`."""
        saved = document.at_version(document.version + 1)
        data = as_data(saved)
        self._write(document, written(type(saved), data), data, saved.version)
        return saved

    def unchanged(self, document: Document) -> None:
        """As `Transaction.unchanged`."""
        data = as_data(document)
        self._write(document, written(type(document), data), data, document.version)

    def remove(self, document: Document) -> None:
        """As `Transaction.remove`."""
        self._write(document, None, {}, 0)
        for piece_id in Piece.ids_of(document) if isinstance(document, File) else ():
            self._write(Piece(id=piece_id, version=1, content=b""), None, {}, 0)

    async def keep_file(self, file: File, content: bytes) -> File:
        """As `Transaction.keep_file`."""
        if len(content) > MOST_BYTES:
            raise FileTooLargeError(len(content))
        if file.version:
            raise ValueError("a file that is stored gets no other content")
        sized = file.changed(size=len(content))
        async for part in parts(enumerate(Piece.ids_of(sized)), _PIECES_AT_ONCE):
            for number, piece_id in part:
                start = number * PIECE_BYTES
                self.save(Piece(id=piece_id, content=content[start : start + PIECE_BYTES]))
        return self.save(sized)

    async def content_of(self, file: File) -> AsyncIterator[bytes]:
        """As `Transaction.content_of`. Raises BrokenDocumentError where only the file is there."""
        for piece_id in Piece.ids_of(file):
            piece = await self.get(Piece, piece_id)
            if piece is None and await self.get(File, file.id):
                raise BrokenDocumentError(
                    f"file {file.id} in the store lacks content. Run samlar store check."
                )
            if piece is None:
                raise Conflict(f"file {file.id} was removed by another")
            yield piece.content

    def _write(self, document: Document, body: str | None, data: dict[str, Any], version: int) -> None:
        key = (document.kind, document.id)
        base = document.version
        if earlier := self._writes.get(key):
            self._outdated |= base != earlier.version
            base = earlier.base
        self._writes[key] = Write(type(document), key, base, version, body, data)

    async def answered(self, delivery_id: str) -> str | None:
        """As `Transaction.answered`."""
        known = await self.get(NotedAnswer, delivery_id)
        return known.answer if known else None

    def note_answer(self, delivery_id: str, answer: str, *, at: datetime) -> None:
        """As `Transaction.note_answer`."""
        self.save(NotedAnswer(id=delivery_id, answer=answer, at=at))

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

    @property
    def kinds(self) -> Collection[type[Document]]:
        """As `Transaction.kinds`."""
        return self._base.kinds.values()

    @property
    def writes(self) -> bool:
        """As `Transaction.writes`."""
        return bool(self._writes)

    def audit(self, entry: AuditEntry) -> None:
        """As `Transaction.audit`."""
        self.save(Noted.of(entry))


async def _merged(
    kind: type[Document],
    found: Sequence[Found],
    own: Sequence[Write],
    conditions: Sequence[Condition],
    order_by: str | None,
) -> list[Found]:
    """Put a transaction's own writes among what the store found, without holding up the event loop."""
    tests = [(kind.indexed.index(condition.field), predicate(condition)) for condition in conditions]

    def met(write: Write) -> bool:
        values = values_of(kind, write.data)
        return all(test(values[place]) for place, test in tests)

    def order(row: Found) -> tuple[str, str]:
        return (key_of(from_json(row[1])[order_by]) if order_by else "", row[0])

    rewritten = {write.id for write in own}
    rows = [row for row in found if row[0] not in rewritten]
    mine: list[Found] = []
    async for part in parts(own, _AT_ONCE):
        mine += [(write.id, write.body) for write in part if write.body is not None and met(write)]
    if not mine:
        return rows
    both = heapq.merge(rows, sorted(mine, key=order), key=order)
    return [row async for part in parts(both, _AT_ONCE) for row in part]
