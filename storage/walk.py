"""Walks over documents by what their fields say that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from storage.documents.base import Document
from storage.holds import Holds

D = TypeVar("D", bound=Document)
Path = tuple[str, ...]
_NO_TEXT = (int, float, bytes, Enum, date, time, timedelta, NoneType)

EACH = "[]"
"""The step of a path to each member of a tuple."""
KEYS = "{keys}"
"""The step of a path to each key of a mapping."""
VALUES = "{values}"
"""The step of a path to each value of a mapping."""


@dataclass(frozen=True)
class Declared:
    """One text, or some of a kind, in all documents of a kind.

    Attributes:
        path: how to get there: names of fields, and EACH, KEYS or VALUES.
        holds: what it is, or None where it doesn't say.
    """

    path: Path
    holds: Holds | None


@dataclass(frozen=True)
class Content:
    """One text in one document; `declared` says where it is and what."""

    declared: Declared
    value: Any


@cache
def declared(kind: type[BaseModel]) -> tuple[Declared, ...]:
    """Return what the stored fields of a kind, and of the parts in it, hold."""
    return tuple(
        Declared((name, *path), holds)
        for name, field in kind.model_fields.items()
        for path, holds in _inside(Annotated[field.annotation, None, *field.metadata])
    )


@cache
def computed(kind: type[BaseModel]) -> tuple[Declared, ...]:
    """Return what the computed fields of a kind hold."""
    return tuple(
        Declared((name, *path), holds)
        for name, field in kind.model_computed_fields.items()
        for path, holds in _inside(field.return_type)
    )


def walk(document: Document, *sorts: type) -> Iterator[Content]:
    """Yield each text in a document that is set; where sorts of markers are given, those with one of them."""
    for one in declared(type(document)):
        if not sorts or isinstance(one.holds, sorts):
            for value in _at(document, one.path):
                yield Content(one, value)


def rewritten(document: D, change: Callable[[Content], Any]) -> D:
    """Return the document with each text as `change` returns it.

    What a list of texts names twice because two have become the same is there once.

    Raises:
        pydantic.ValidationError: what was returned breaks a rule of the document.
    """
    fields: dict[str, Any] = {}
    for one in declared(type(document)):
        name, *rest = one.path

        def told(value: Any, one: Declared = one) -> Any:
            return change(Content(one, value))

        before = fields.get(name, getattr(document, name))
        after = _changed(before, rest, told)
        if after != before:
            fields[name] = after
    return document.changed(**fields) if fields else document


def _inside(annotation: Any) -> Iterator[tuple[Path, Holds | None]]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *metadata = arguments
        marked = [one for one in metadata if isinstance(one, Holds)]
        yield from [((), one) for one in marked] or _inside(inner)
    elif origin in {Union, UnionType}:
        for one in arguments:
            yield from _inside(one)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        for step, one in zip((KEYS, VALUES), arguments, strict=True):
            yield from (((step, *path), holds) for path, holds in _inside(one))
    elif origin is tuple:
        for one in arguments:
            yield from (((EACH, *path), holds) for path, holds in _inside(one))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from ((one.path, one.holds) for one in declared(annotation))
    elif _may_be_text(annotation):
        yield (), None


def _may_be_text(annotation: Any) -> bool:
    """Tell whether any text may stand there: one of a few, as of an enumeration, is another thing."""
    if get_origin(annotation) is Literal or annotation is ...:
        return False
    return not (isinstance(annotation, type) and issubclass(annotation, _NO_TEXT))


def _at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    if value is None:
        return
    if not path:
        yield value
        return
    step, *rest = path
    for one in _members(value, step):
        yield from _at(one, rest)


def _members(value: Any, step: str) -> Sequence[Any]:
    match step, value:
        case "[]", tuple():
            return value
        case "{keys}", Mapping():
            return tuple(value)
        case "{values}", Mapping():
            return tuple(value.values())
        case _, BaseModel():
            return (getattr(value, step, None),)
    return ()


def _changed(value: Any, path: Sequence[str], change: Callable[[Any], Any]) -> Any:
    """Return a value with what is at a path as `change` returns it."""
    if value is None:
        return None
    if not path:
        return change(value)
    step, *rest = path
    match step, value:
        case "[]", tuple():
            members = tuple(_changed(one, rest, change) for one in value)
            return members if rest or members == value else tuple(dict.fromkeys(members))
        case "{keys}", Mapping():
            return {_changed(key, rest, change): one for key, one in value.items()}
        case "{values}", Mapping():
            return {key: _changed(one, rest, change) for key, one in value.items()}
        case _, BaseModel() if step in type(value).model_fields:
            return value.model_copy(update={step: _changed(getattr(value, step), rest, change)})
    return value
