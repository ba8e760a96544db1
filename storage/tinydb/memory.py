"""All documents of a kind in memory, as JSON text, with an ordered index for each field.

Entries and index keys are plain tuples of texts and numbers: Python's garbage collector leaves such
tuples alone, so that a collection takes no longer with many documents than with few.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

from storage.conditions import Key, fields_of, key_of, meets, values_of
from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore
from storage.tinydb.ordered import Entry, Ordered

Held = tuple[int, int, str, tuple[tuple[Key, ...], ...]]  # TinyDB's id, version, JSON, keys by field

_LAST = "\U0010ffff"  # after every id
_AT_ONCE = 2000  # documents looked at before the event loop gets a turn: about 2 ms
_SORTED = 1000  # more documents than this are read in an index's order rather than sorted


def hold(kind: type[Document], doc_id: int, body: str) -> tuple[str, Held]:
    """Return a stored document's id and what memory keeps of it."""
    data = json.loads(body)
    return data["id"], (doc_id, data["version"], body, values_of(kind, data))


class Memory:
    """The committed documents of one kind."""

    def __init__(self, kind: type[Document]) -> None:
        self._fields = {field: number for number, field in enumerate(fields_of(kind))}
        self._indexes = [Ordered() for _ in self._fields]
        self._held: dict[str, Held] = {}
        self._last_doc_id = 0

    def count_on(self, last_doc_id: int) -> None:
        """Give no TinyDB id again up to this one."""
        self._last_doc_id = max(self._last_doc_id, last_doc_id)

    def next_doc_id(self) -> int:
        """Return a TinyDB id that no document of the kind has had since the store was opened."""
        self._last_doc_id += 1
        return self._last_doc_id

    def get(self, document_id: str) -> Held | None:
        """Return what is held of a document, or None."""
        return self._held.get(document_id)

    def put(self, document_id: str, held: Held) -> None:
        """Add a document, or replace it."""
        before = self._held.get(document_id)
        self._held[document_id] = held
        self.count_on(held[0])
        for number, index in enumerate(self._indexes):
            old, new = before[3][number] if before else (), held[3][number]
            if old != new:
                self._reindex(index, document_id, old, new)

    def drop(self, document_id: str) -> Held:
        """Remove a document and return what was held of it."""
        held = self._held.pop(document_id)
        for index, keys in zip(self._indexes, held[3], strict=True):
            self._reindex(index, document_id, keys, ())
        return held

    @staticmethod
    def _reindex(index: Ordered, document_id: str, old: tuple[Key, ...], new: tuple[Key, ...]) -> None:
        for key in old:
            index.remove((*key, document_id))
        for key in new:
            index.add((*key, document_id))

    def equal(self, field: str, values: Sequence[str]) -> list[Held]:
        """Return the documents whose field is, or holds, one of `values`, by TinyDB id."""
        found = {
            entry[-1]: self._held[entry[-1]]
            for value in values
            for entry in self._index(field).between(*_range(Equal(field, value)))
        }
        return sorted(found.values())

    async def search(
        self, conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[str]:
        """Return the JSON of the documents that meet all conditions, by the field `order_by` or by id."""
        field = order_by or "id"
        candidates, in_order = self._candidates(conditions, field)
        rest = [(self._fields[condition.field], condition) for condition in conditions]
        found: list[Held] = []
        for start in range(0, len(candidates), _AT_ONCE):
            if start:
                await asyncio.sleep(0)
            found += [
                held
                for held in candidates[start : start + _AT_ONCE]
                if all(meets(held[3][number], condition) for number, condition in rest)
            ]
            if in_order and limit is not None and len(found) >= limit:
                break
        if not in_order:
            number, by_id = self._fields[field], self._fields["id"]
            found.sort(key=lambda held: (held[3][number], held[3][by_id]))
        return [held[2] for held in found[:limit]]

    def _candidates(self, conditions: Sequence[Condition], field: str) -> tuple[list[Held], bool]:
        """Return documents among which are all that meet the conditions, and whether they are in order."""
        ranges = [(condition, *_range(condition)) for condition in conditions]
        counted = [(self._index(c.field).count(low, high), c, low, high) for c, low, high in ranges]
        best = min(counted, key=lambda row: row[0], default=None)
        if best is None or (best[0] > _SORTED and not _sorts(best[1], field)):
            entries = self._index(field).between((), (_AFTER_ALL,))
            return [self._held[entry[-1]] for entry in entries], True
        entries = self._index(best[1].field).between(best[2], best[3])
        return [self._held[entry[-1]] for entry in entries], _sorts(best[1], field)

    def _index(self, field: str) -> Ordered:
        return self._indexes[self._fields[field]]


_AFTER_ALL = 9  # after every key's rank


def _range(condition: Condition) -> tuple[Entry, Entry]:
    """Return the range of an index in which the documents stand that meet a condition."""
    rank, value = key_of(condition.value)
    match condition:
        case Equal():
            return (rank, value), (rank, value, _LAST)
        case Before():
            return (rank,), (rank, value)
        case NotBefore():
            return (rank, value), (rank + 1,)


def _sorts(condition: Condition, field: str) -> bool:
    """Tell whether the documents of a condition's range stand in the order of `field`, then of id."""
    return condition.field == field or (field == "id" and isinstance(condition, Equal))
