"""What a document is found by: the values of its indexed fields, in one order for both stores.

The order is None, then false and true, then numbers, then texts by code point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore

Key = tuple[int, Any]
Value = Any  # None, bool, int, float, str, or a tuple of them

RANKS: dict[type, int] = {type(None): 0, bool: 1, int: 2, float: 2, str: 3}  # in which types sort


def check_fields(kind: type[Document], conditions: Sequence[Condition], order_by: str | None) -> None:
    """Raise ValueError where a question names a field that the kind does not declare."""
    asked = {condition.field for condition in conditions} | ({order_by} if order_by else set())
    if unknown := asked.difference(kind.indexed):
        raise ValueError(f"{kind.kind} is not indexed by {', '.join(sorted(unknown))}")


def key_of(value: Any) -> Key:
    """Return what a value sorts by: the rank of its type, and itself."""
    rank = RANKS.get(type(value))
    if rank is not None:
        return (rank, value)
    if isinstance(value, str):
        return (RANKS[str], str.__str__(value))
    raise ValueError(f"a {type(value).__name__} can't be looked up")


def values_of(kind: type[Document], data: dict[str, Any]) -> tuple[Value, ...]:
    """Return the values of the kind's indexed fields from a document's JSON; a list's members as a tuple."""
    return tuple([_value(data.get(field)) for field in kind.indexed])


def keys_of(value: Value) -> list[Key]:
    """Return the keys that a field's value is found by: one, or one for each member of a list."""
    return [key_of(member) for member in value] if type(value) is tuple else [key_of(value)]


def meets(value: Value, condition: Condition) -> bool:
    """Tell whether a field's value meets the condition."""
    wanted = key_of(condition.value)
    keys = keys_of(value)
    match condition:
        case Equal():
            return wanted in keys
        case Before():
            return any(key[0] == wanted[0] and key < wanted for key in keys)
        case NotBefore():
            return any(key[0] == wanted[0] and key >= wanted for key in keys)


def _value(value: Any) -> Value:
    return tuple(dict.fromkeys(value)) if type(value) is list else value
