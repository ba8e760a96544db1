"""All documents of a kind in memory, as JSON text, with an ordered index for each indexed field.

What is held is a plain tuple of texts and numbers, and an index's entries are texts (the key of a value,
NUL, and the document's id): Python's garbage collector leaves both alone, so that a collection takes no
longer with many documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from storage.conditions import Value, key_of, keys_of, values_of
from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore
from storage.tinydb.ordered import Ordered

Cached = tuple[str, int, int, str, tuple[Value, ...]]
ID: Final = 0
DOC_ID: Final = 1  # TinyDB's
VERSION: Final = 2
BODY: Final = 3
VALUES: Final = 4  # of the indexed fields

_AFTER_ALL = "9"  # after every key
_AT_ONCE = 1000  # documents handed on together, as many as in a run of an index


@dataclass(frozen=True)
class Range:
    """The part of a field's index from `low` to just before `high`, where some conditions are met."""

    field: str
    low: str = ""
    high: str = _AFTER_ALL
    conditions: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, condition: Condition) -> Range:
        """Return where one condition is met."""
        key = key_of(condition.value)
        match condition:
            case Equal():
                low, high = f"{key}\0", f"{key}\1"
            case Before():
                low, high = key[0], key
            case NotBefore():
                low, high = key, chr(ord(key[0]) + 1)
        return cls(condition.field, low, high, (condition,))

    def within(self, other: Range) -> Range:
        """Return where the conditions of both are met."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Range(self.field, low, max(low, high), (*self.conditions, *other.conditions))


class Memory:
    """The committed documents of one kind.

    Args:
        kind: theirs.
        whole: whether their JSON is in memory too; where it isn't, `BODY` is empty and no field is indexed.
    """

    def __init__(self, kind: type[Document], *, whole: bool = True) -> None:
        self._kind = kind
        self._whole = whole
        self._indexes = {field: Ordered() for field in kind.indexed}
        self._lists: set[str] = set()  # fields in which lists were seen
        self._held: dict[str, Cached] = {}
        self._last_doc_id = 0

    def count_on(self, last_doc_id: int) -> None:
        """Give no TinyDB id again up to this one."""
        self._last_doc_id = max(self._last_doc_id, last_doc_id)

    def next_doc_id(self) -> int:
        """Return a TinyDB id that no document of the kind has had since the store was opened."""
        self._last_doc_id += 1
        return self._last_doc_id

    def get(self, document_id: str) -> Cached | None:
        """Return what is held of a document, or None."""
        return self._held.get(document_id)

    def hold(self, doc_id: int, body: str, data: dict[str, Any]) -> Cached:
        """Return what memory would hold of a document, from its JSON and what that says."""
        kept = body if self._whole else ""
        return data["id"], doc_id, data["version"], kept, values_of(self._kind, data)

    def put(self, held: Cached) -> None:
        """Add a document, or replace it."""
        document_id = held[ID]
        before = self._held.get(document_id)
        self._held[document_id] = held
        for number, field in enumerate(self._indexes):
            new = held[VALUES][number]
            if before is not None:
                old = before[VALUES][number]
                if old is new or keys_of(old) == keys_of(new):
                    continue
                self._leave(field, old, document_id)
            self._enter(field, new, document_id)

    def drop(self, document_id: str) -> Cached:
        """Remove a document and return what was held of it."""
        held = self._held.pop(document_id)
        for field, value in zip(self._indexes, held[VALUES], strict=True):
            self._leave(field, value, document_id)
        return held

    def place(self, field: str) -> int:
        """Return where the values of a document have an indexed field's."""
        return self._kind.indexed.index(field)

    def ranges(self, conditions: Iterable[Condition]) -> list[Range]:
        """Return where in the indexes the documents stand that meet the conditions.

        Conditions on one field share a range, unless the field is a list: each may be met by another member.
        """
        found: list[Range] = []
        for condition in conditions:
            one = Range.of(condition)
            same = next((other for other in found if other.field == one.field), None)
            if same is None or condition.field in self._lists:
                found.append(one)
            else:
                found[found.index(same)] = same.within(one)
        return found

    def count(self, reach: Range) -> int:
        """Return how many index entries a range has."""
        return self._indexes[reach.field].count(reach.low, reach.high)

    def within(self, reach: Range, most: int | None = None) -> Iterator[list[Cached]]:
        """Yield the documents of a range, by its field's value and their ids, some at a time.

        Each yield has at most `most` of them; nothing may change in the memory between two.
        """
        for entries in self._indexes[reach.field].runs(reach.low, reach.high):
            yield [self._held[_id(entry)] for entry in entries[:most]]

    def all(self) -> Iterator[list[Cached]]:
        """Yield all documents, in no order, as `within` does."""
        everything = list(self._held.values())
        for start in range(0, len(everything), _AT_ONCE):
            yield everything[start : start + _AT_ONCE]

    def __len__(self) -> int:
        return len(self._held)

    def _enter(self, field: str, value: Value, document_id: str) -> None:
        if type(value) is str:
            self._indexes[field].add(f"3{value}\0{document_id}")
            return
        if type(value) is tuple:
            self._lists.add(field)
        for key in keys_of(value):
            self._indexes[field].add(f"{key}\0{document_id}")

    def _leave(self, field: str, value: Value, document_id: str) -> None:
        for key in keys_of(value):
            self._indexes[field].remove(f"{key}\0{document_id}")


def _id(entry: str) -> str:
    return entry[entry.rindex("\0") + 1 :]
