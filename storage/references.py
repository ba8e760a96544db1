"""Which documents refer to another one, and what they are once it has become one with a third."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any, Protocol, TypeVar

from storage.documents.base import Document
from storage.holds import AnyReference, Holds, Reference
from storage.store import Condition, Equal
from storage.walk import EACH, Content, Declared, computed, declared, rewritten, walk

D = TypeVar("D", bound=Document)


class Source(Protocol):
    """Where documents are found."""

    @property
    def kinds(self) -> Collection[type[Document]]:
        """Every kind of document that there is."""

    async def find(self, kind: type[D], /, *conditions: Condition) -> list[D]:
        """Return the documents that meet all conditions."""


async def referring(source: Source, kind: str, document_id: str) -> list[Document]:
    """Return the documents that refer to a document, but for those that only say what was.

    Indexed references find them; where a kind has others, its `sought_among` says where they are looked for.
    """
    found: dict[tuple[str, str], Document] = {}
    for one in source.kinds:
        for conditions in _questions(one, kind, document_id):
            for document in await source.find(one, *conditions):
                if refers(document, kind, document_id):
                    found[one.kind, document.id] = document
    return list(found.values())


def refers(document: Document, kind: str, document_id: str) -> bool:
    """Tell whether a document refers to another one."""
    return any(
        refers_to(one.declared.holds, kind) and one.value == _written(one.declared.holds, kind, document_id)
        for one in walk(document, Reference, AnyReference)
    )


def become(document: D, kind: str, before: str, after: str) -> D:
    """Return a document with each reference to one document of a kind made one to another of it."""
    return rewritten(document, partial(_become, kind, before, after))


def refers_to(holds: Holds | None, kind: str) -> bool:
    """Tell whether such a text can refer to a document of the kind, and doesn't only say what was."""
    match holds:
        case Reference():
            return holds.kind == kind and not holds.past
        case AnyReference():
            return not holds.past
    return False


def _become(kind: str, before: str, after: str, one: Content) -> Any:
    holds = one.declared.holds
    if refers_to(holds, kind) and one.value == _written(holds, kind, before):
        return _written(holds, kind, after)
    return one.value


def _written(holds: Holds | None, kind: str, document_id: str) -> str:
    return f"{kind}:{document_id}" if isinstance(holds, AnyReference) else document_id


def _questions(among: type[Document], kind: str, document_id: str) -> Iterable[tuple[Condition, ...]]:
    """Return what a store is asked for all documents of one kind that refer to a document."""
    fields = [one for one in (*declared(among), *computed(among)) if refers_to(one.holds, kind)]
    if not fields:
        return []
    if among.sought_among == {}:
        return [()]
    rest = (among.sought_among or {}).items()
    wanted = [(one.path[0], _written(one.holds, kind, document_id)) for one in fields if _indexed(one, among)]
    wanted += [(field, value) for field, values in rest for value in values]
    return [(Equal(field, value),) for field, value in wanted]


def _indexed(one: Declared, kind: type[Document]) -> bool:
    return one.path[0] in kind.indexed and one.path[1:] in {(), (EACH,)}
