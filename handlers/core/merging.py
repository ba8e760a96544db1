"""Makes one person of a stranger and somebody registered: whatever names the one then names the other."""

from __future__ import annotations

from handlers.core.act import Act
from storage.documents.base import Document
from storage.documents.people import Person
from storage.holds import AnyReference, Reference
from storage.kept import Queued
from storage.kinds import all_kinds
from storage.store import Equal
from storage.walk import Content, Declared, declared, rewritten


async def merge(stranger_id: str, person_id: str, act: Act) -> None:
    """Let each document that names the stranger name the person; the stranger's own is removed.

    Documents say in their types what names people (`storage.holds`), so that no kind is listed here.
    """

    def told(content: Content) -> object:
        match content.declared.holds:
            case Reference() if content.value == stranger_id and _becomes(content.declared):
                return person_id
            case AnyReference() if content.value == _name(stranger_id) and _becomes(content.declared):
                return _name(person_id)
        return content.value

    kinds: tuple[type[Document], ...] = (*all_kinds(), Queued)
    for kind in kinds:
        for document in await _naming(kind, stranger_id, act):
            changed = rewritten(document, told)
            if changed != document:
                act.save(changed)
    act.remove(await act.need(Person, stranger_id))


async def _naming(kind: type[Document], stranger_id: str, act: Act) -> list[Document]:
    """Return the documents of a kind that may name the stranger: all, where they can't be found by it."""
    fields = [one for one in declared(kind) if _becomes(one)]
    found: dict[str, Document] = {}
    for one in fields:
        through = one.holds.through if isinstance(one.holds, Reference) else ""
        field = through or one.path[0]
        name = stranger_id if isinstance(one.holds, Reference) else _name(stranger_id)
        conditions = (Equal(field, name),) if field in kind.indexed else ()
        found |= {document.id: document for document in await act.find(kind, *conditions)}
    return list(found.values())


def _becomes(one: Declared) -> bool:
    """Tell whether a field can name a stranger, and names the person once they are one."""
    match one.holds:
        case Reference(kind=Person.kind, past=past, let_in=let_in):
            return not (past or let_in)
        case AnyReference(past=past):
            return not past
    return False


def _name(person_id: str) -> str:
    return f"{Person.kind}:{person_id}"
