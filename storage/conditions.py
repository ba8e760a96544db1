"""What a document is found by: the values of its indexed fields, in one order for both stores.

The order is None, then false and true, then numbers, then texts by code point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore

Key = tuple[int, Any]


def fields_of(kind: type[Document]) -> tuple[str, ...]:
    """Return the names of the fields that a kind is found by: its id and what it declares."""
    return ("id", *kind.indexed)


def check_fields(kind: type[Document], conditions: Sequence[Condition], order_by: str | None) -> None:
    """Raise ValueError where a question names a field that the kind does not declare."""
    asked = {condition.field for condition in conditions} | ({order_by} if order_by else set())
    if unknown := asked.difference(fields_of(kind)):
        raise ValueError(f"{kind.kind} is not indexed by {', '.join(sorted(unknown))}")


def key_of(value: Any) -> Key:
    """Return what a value sorts by."""
    match value:
        case None:
            return (0, 0)
        case bool():
            return (1, value)
        case int() | float():
            return (2, value)
        case str():
            return (3, value)
    raise ValueError(f"a {type(value).__name__} can't be looked up")


def keys_of(value: Any) -> tuple[Key, ...]:
    """Return the keys that a field's value is found by: one, or one for each member of a list."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(map(key_of, value)))
    return (key_of(value),)


def values_of(kind: type[Document], data: dict[str, Any]) -> tuple[tuple[Key, ...], ...]:
    """Return the keys of each field in `fields_of(kind)`, from a document's JSON."""
    return tuple(keys_of(data.get(field)) for field in fields_of(kind))


def meets(keys: tuple[Key, ...], condition: Condition) -> bool:
    """Tell whether a field with these keys meets the condition."""
    wanted = key_of(condition.value)
    match condition:
        case Equal():
            return wanted in keys
        case Before():
            return any(key[0] == wanted[0] and key < wanted for key in keys)
        case NotBefore():
            return any(key[0] == wanted[0] and key >= wanted for key in keys)
