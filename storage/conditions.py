"""What a document is found by: the values of its indexed fields, as keys in one order for both stores.

The order is None, then false and true, then numbers, then texts by code point.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any

from storage.documents.base import Document
from storage.store import Before, Condition, Equal, NotBefore

Value = Any  # None, bool, int, float, str, or a tuple of them


_SIGN = 1 << 63
_ALL = (1 << 64) - 1


def check_fields(kind: type[Document], conditions: Sequence[Condition], order_by: str | None) -> None:
    """Raise ValueError where a question names a field that the kind does not declare."""
    asked = {condition.field for condition in conditions} | ({order_by} if order_by else set())
    if unknown := asked.difference(kind.indexed):
        raise ValueError(f"{kind.kind} is not indexed by {', '.join(sorted(unknown))}")


def key_of(value: Any) -> str:
    """Return a text that sorts as the value does; its first character says of what type it is.

    Numbers count as doubles do: integers are told apart up to 2**53.

    Raises:
        ValueError: nothing can be looked up by such a value.
    """
    match value:
        case str():
            return "3" + value
        case None:
            return "0"
        case bool():
            return "1t" if value else "1f"
        case int() | float():
            (bits,) = struct.unpack(">Q", struct.pack(">d", value + 0.0))  # no minus zero
            return f"2{bits ^ (_SIGN if value >= 0 else _ALL):016x}"
    raise ValueError(f"a {type(value).__name__} can't be looked up")


def values_of(kind: type[Document], data: dict[str, Any]) -> tuple[Value, ...]:
    """Return the values of the kind's indexed fields from a document's JSON; a list's members as a tuple.

    Raises:
        ValueError: a field holds what can't be looked up.
    """
    values = [data.get(field) for field in kind.indexed]
    return tuple([value if type(value) is str else _value(value) for value in values])


def keys_of(value: Value) -> list[str]:
    """Return the keys that a field's value is found by: one, or one for each member of a list."""
    return [key_of(member) for member in value] if type(value) is tuple else [key_of(value)]


def predicate(condition: Condition) -> Callable[[Value], bool]:
    """Return what tells whether a field's value meets the condition."""
    wanted = key_of(condition.value)
    match condition:
        case Equal():
            return lambda value: wanted in keys_of(value)
        case Before():
            return lambda value: any(key[0] == wanted[0] and key < wanted for key in keys_of(value))
        case NotBefore():
            return lambda value: any(key[0] == wanted[0] and key >= wanted for key in keys_of(value))


def _value(value: Any) -> Value:
    if type(value) is list:
        return tuple(dict.fromkeys(map(_value, value)))
    if type(value) is dict or (type(value) is int and abs(value) > _ALL):
        raise ValueError(f"a {type(value).__name__} like that can't be looked up")
    return value
