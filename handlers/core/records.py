"""The documents of one act: what it reads of them, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from handlers.core.guards import Guards
from storage.documents.base import Document
from storage.documents.people import Person, Role
from storage.kept import Queued
from storage.store import AuditEntry, Condition, Equal, Outgoing, Transaction

D = TypeVar("D", bound=Document)

_OF_EVERY_DOCUMENT = {"id", "version"}


@dataclass(frozen=True)
class Change(Generic[D]):
    """A document before an act, None where the act made it, and after it, None where it was removed."""

    before: D | None
    after: D | None

    @property
    def document(self) -> D:
        """The document as it was last. Raises LookupError for one that never was."""
        last = self.after or self.before
        if last is None:
            raise LookupError("nothing changed")
        return last


class Finder(Protocol):
    """Where documents are found."""

    async def find(
        self, kind: type[D], /, *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """Return the documents that meet all conditions."""


class Source(Finder, Protocol):
    """Where documents are read from."""

    @property
    def kinds(self) -> Collection[type[Document]]:
        """Every kind of document that there is."""

    async def get(self, kind: type[D], document_id: str, /) -> D | None:
        """Return the document, or None."""


async def who_coordinates(source: Finder) -> list[Person]:
    """Return the active coordinators, or the heads who stand in for them where there are none."""
    active = Equal("active", value=True)
    for role in (Role.COORDINATOR, Role.HEAD):
        found = await source.find(Person, Equal("roles", role.value), active)
        if found:
            return found
    return []


class Records:
    """Reads and writes in one transaction, and knows what was read and what was changed.

    Attributes:
        made_of: what of that not everybody may read the act has read or written so far, as `kind:id`.
        posts: the messages that the act sends, as `kind:id`.
        command: the English name of the command that was run, or "".
    """

    def __init__(self, tx: Transaction, now: datetime, guards: Guards) -> None:
        self._tx = tx
        self._now = now
        self._guards = guards
        self._known: dict[tuple[str, str], Document | None] = {}
        self._as_found: dict[tuple[type[Document], str], Document] = {}
        self._changed: dict[str, tuple[str, ...]] = {}
        self._changes: dict[str, Change[Document]] = {}
        self._unread: set[str] = set()
        self._removed: dict[str, None] = {}
        self._unaudited: set[str] = set()
        self.made_of: set[str] = set()
        self.posts: list[str] = []
        self.command = ""

    @property
    def writes(self) -> bool:
        """Whether the act leaves anything behind: documents, messages, claims."""
        return self._tx.writes

    @property
    def kinds(self) -> Collection[type[Document]]:
        """Every kind of document that there is."""
        return self._tx.kinds

    @property
    def touched(self) -> tuple[str, ...]:
        """Which documents the act writes, as `kind:id`."""
        return tuple(self._changed)

    @property
    def changes(self) -> tuple[Change[Document], ...]:
        """What the act changes that the audit names; nothing where it wrote what it had not read."""
        return () if self._unread else tuple(self._changes.values())

    async def get(self, kind: type[D], document_id: str, /) -> D | None:
        """Return the document, or None."""
        key = (kind.kind, document_id)
        if key not in self._known:
            self._known[key] = await self._tx.get(kind, document_id)
        known = self._known[key]
        if not isinstance(known, kind):
            return None
        self._note_read([known])
        return known

    async def find(
        self, kind: type[D], /, *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """Return the documents that meet all conditions."""
        found = await self._tx.find(kind, *conditions, order_by=order_by, limit=limit)
        self._note_read(found)
        return found

    def save(self, document: D) -> D:
        """Write the document at commit; returns it with its new version."""
        before = self._as_found.get((type(document), document.id))
        self._note_change(document, _fields_changed(before, document))
        self._removed.pop(name_of(document), None)
        saved = self._tx.save(document)
        self._note_left(document, before, saved)
        self._note_read([saved])
        self._known[document.kind, document.id] = saved
        return saved

    def remove(self, document: Document) -> None:
        """Remove the document at commit."""
        self._note_change(document, ())
        self._note_left(document, self._as_found.get((type(document), document.id)), None)
        self._removed[name_of(document)] = None
        self._tx.remove(document)
        self._known[document.kind, document.id] = None

    def unchanged(self, document: Document) -> None:
        """Let the act stand on the document as it is: it is done anew where that has changed meanwhile."""
        self._tx.unchanged(document)

    async def claim(self, key: str, kept: timedelta) -> bool:
        """Take `key`, for as long as it is `kept`; False where it was taken before."""
        return await self._tx.claim(key, now=self._now, until=self._now + kept)

    def enqueue(self, message: Outgoing) -> None:
        """Send the message once the act is committed."""
        self.posts.append(f"{Queued.kind}:{message.id}")
        self._tx.enqueue(message)

    def audit(self, person_id: str, otherwise: str) -> None:
        """Write who did what: which fields of which documents it changed and what it sent, if anything.

        What they did is the command that was run, `otherwise` where there was none.
        """
        changed = {name: fields for name, fields in self._changed.items() if name not in self._unaudited}
        documents = (*changed, *self.posts)
        if documents:
            removed = tuple(name for name in self._removed if name in changed)
            entry = AuditEntry(
                at=self._now,
                person_id=person_id,
                act=self.command or otherwise,
                documents=documents,
                changed=changed,
                removed=removed,
            )
            self._tx.audit(entry)

    def _note_read(self, documents: Iterable[Document]) -> None:
        for one in documents:
            self._as_found.setdefault((type(one), one.id), one)
            if one in self._guards:
                self.made_of.add(name_of(one))

    def _note_change(self, document: Document, fields: tuple[str, ...]) -> None:
        name = name_of(document)
        self._changed[name] = tuple(dict.fromkeys((*self._changed.get(name, ()), *fields)))
        if not document.audited:
            self._unaudited.add(name)

    def _note_left(self, document: Document, before: Document | None, after: Document | None) -> None:
        name = name_of(document)
        if not document.audited:
            return
        if name in self._changes:
            before = self._changes[name].before
        elif before is None and document.version:
            self._unread.add(name)
        self._changes[name] = Change(before, after)


def of_kind(kind: type[D], changes: Iterable[Change[Document]]) -> list[Change[D]]:
    """Return the changes of documents of a kind."""
    found: list[Change[D]] = []
    for one in changes:
        before = one.before if isinstance(one.before, kind) else None
        after = one.after if isinstance(one.after, kind) else None
        if before or after:
            found.append(Change(before, after))
    return found


def name_of(document: Document) -> str:
    """Return what a document is called elsewhere: `kind:id`."""
    return f"{document.kind}:{document.id}"


def _fields_changed(before: Document | None, after: Document) -> tuple[str, ...]:
    """Return the names of the fields that differ, or that were set where the document is new."""
    fields = [one for one in type(after).model_fields if one not in _OF_EVERY_DOCUMENT]
    if before is None:
        return tuple(one for one in fields if one in after.model_fields_set)
    return tuple(one for one in fields if getattr(before, one, None) != getattr(after, one))
