"""All documents of a kind in memory, as JSON text, with an ordered index for each indexed field.

What is held is a plain tuple of texts and numbers, and an index's entries are texts (the key of a value,
NUL, and the document's id): Python's garbage collector leaves both alone, so that a collection takes no
longer with many documents.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic_core import from_json

from storage.conditions import Value, key_of, keys_of, meets, values_of
from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore
from storage.tinydb.ordered import Ordered

Held = tuple[str, int, int, str, tuple[Value, ...]]
ID: Final = 0
DOC_ID: Final = 1  # TinyDB's
VERSION: Final = 2
BODY: Final = 3
VALUES: Final = 4  # of the indexed fields

_AFTER_ALL = "9"  # after every key
_AT_ONCE = 1000  # documents looked at before the event loop gets a turn: about 2 ms


class Memory:
    """The committed documents of one kind."""

    def __init__(self, kind: type[Document]) -> None:
        self._kind = kind
        self._fields = {field: number for number, field in enumerate(kind.indexed)}
        self._indexes = [Ordered() for _ in kind.indexed]
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

    def hold(self, doc_id: int, body: str) -> Held:
        """Return what memory would hold of a document."""
        data = from_json(body)
        return data["id"], doc_id, data["version"], body, values_of(self._kind, data)

    def put(self, held: Held) -> None:
        """Add a document, or replace it."""
        document_id = held[ID]
        before = self._held.get(document_id)
        self._held[document_id] = held
        if before is None:
            for index, value in zip(self._indexes, held[VALUES], strict=True):
                _enter(index, value, document_id)
            return
        for index, old, new in zip(self._indexes, before[VALUES], held[VALUES], strict=True):
            if old is not new and keys_of(old) != keys_of(new):
                _leave(index, old, document_id)
                _enter(index, new, document_id)

    def drop(self, document_id: str) -> Held:
        """Remove a document and return what was held of it."""
        held = self._held.pop(document_id)
        for index, value in zip(self._indexes, held[VALUES], strict=True):
            _leave(index, value, document_id)
        return held

    def equal(self, field: str, values: Sequence[str]) -> list[Held]:
        """Return the documents whose field is, or holds, one of `values`, by TinyDB id."""
        ids = {_id(entry) for value in values for entry in self._entries(Equal(field, value))}
        return sorted((self._held[document_id] for document_id in ids), key=lambda held: held[DOC_ID])

    async def search(
        self, conditions: Sequence[Condition], order_by: str | None, limit: int | None
    ) -> list[tuple[str, str]]:
        """Return ids and JSON of the documents that meet all conditions, by the field `order_by` or by id."""
        best = min(conditions, key=self._count, default=None)
        in_order = order_by is not None if best is None else _in_order(best, order_by)
        rest = [condition for condition in conditions if condition is not best]
        candidates = self._candidates(best, order_by, limit if in_order and not rest else None)
        found: list[Held] = []
        for start in range(0, len(candidates), _AT_ONCE):
            await _give_way(start)
            found += [held for held in candidates[start : start + _AT_ONCE] if self._meets_all(held, rest)]
            if in_order and limit is not None and len(found) >= limit:
                break
        if not in_order:
            found = await _sorted(found, self._key(order_by))
        return [(held[ID], held[BODY]) for held in found[:limit]]

    def _candidates(self, best: Condition | None, order_by: str | None, most: int | None) -> list[Held]:
        """Return the documents that meet one condition, or all; in one go, so that it is one moment's."""
        held = self._held
        if best is not None:
            return [held[_id(entry)] for entry in self._entries(best, most)]
        if order_by is not None:
            return [held[_id(entry)] for entry in self._index(order_by).between("", _AFTER_ALL, most)]
        return list(held.values())

    def _meets_all(self, held: Held, conditions: Sequence[Condition]) -> bool:
        return all(meets(held[VALUES][self._fields[condition.field]], condition) for condition in conditions)

    def _count(self, condition: Condition) -> int:
        return self._index(condition.field).count(*_range(condition))

    def _entries(self, condition: Condition, most: int | None = None) -> list[str]:
        return self._index(condition.field).between(*_range(condition), most)

    def _index(self, field: str) -> Ordered:
        return self._indexes[self._fields[field]]

    def _key(self, order_by: str | None) -> Callable[[Held], Any]:
        if order_by is None:
            return lambda held: held[ID]
        number = self._fields[order_by]
        return lambda held: (keys_of(held[VALUES][number]), held[ID])


def _enter(index: Ordered, value: Value, document_id: str) -> None:
    if type(value) is str:
        index.add(f"3{value}\0{document_id}")
        return
    for key in keys_of(value):
        index.add(f"{key}\0{document_id}")


def _leave(index: Ordered, value: Value, document_id: str) -> None:
    for key in keys_of(value):
        index.remove(f"{key}\0{document_id}")


def _range(condition: Condition) -> tuple[str, str]:
    """Return the range of an index in which the documents stand that meet a condition."""
    key = key_of(condition.value)
    match condition:
        case Equal():
            return f"{key}\0", f"{key}\1"
        case Before():
            return key[0], key
        case NotBefore():
            return key, chr(ord(key[0]) + 1)


def _id(entry: str) -> str:
    return entry[entry.rindex("\0") + 1 :]


def _in_order(condition: Condition, order_by: str | None) -> bool:
    """Tell whether the documents of a condition's range stand in the order asked for, then of id."""
    return condition.field == order_by or (order_by is None and isinstance(condition, Equal))


async def _sorted(found: list[Held], key: Callable[[Held], Any]) -> list[Held]:
    """Sort without holding up the event loop."""
    runs = []
    for start in range(0, len(found), _AT_ONCE):
        await _give_way(start)
        runs.append(sorted(found[start : start + _AT_ONCE], key=key))
    if len(runs) < 2:
        return runs[0] if runs else []
    merged: list[Held] = []
    for held in heapq.merge(*runs, key=key):
        merged.append(held)
        if len(merged) % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return merged


async def _give_way(done: int) -> None:
    if done:
        await asyncio.sleep(0)
