"""What a store does, as plainly as it can be said: dictionaries and lists, one thing at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from storage.documents.base import Document
from storage.store import AuditEntry, Before, Condition, Conflict, Equal, Outgoing, OutgoingState

UNSETTLED = {OutgoingState.WAITING, OutgoingState.SENDING}


class ModelStore:
    """Everything that is committed."""

    def __init__(self) -> None:
        self.documents: dict[tuple[type[Document], str], Document] = {}
        self.answers: dict[str, tuple[str, datetime]] = {}
        self.claims: dict[str, datetime] = {}
        self.outbox: list[Outgoing] = []
        self.taken: dict[str, datetime] = {}
        self.audits: list[AuditEntry] = []

    def claim_outgoing(self, now: datetime, lease_until: datetime, limit: int) -> list[Outgoing]:
        """As `Store.claim_outgoing`."""
        for message in list(self.outbox):
            if message.state is OutgoingState.SENDING:
                assert message.lease_until
                if message.lease_until <= now:
                    self._change(message, now, state=OutgoingState.UNKNOWN)
        heads: dict[str, Outgoing] = {}
        for message in self.outbox:
            if message.state in UNSETTLED:
                heads.setdefault(message.address, message)
        ready = [m for m in heads.values() if m.state is OutgoingState.WAITING and m.not_before <= now]
        ready.sort(key=self.outbox.index)
        return [
            self._change(
                message,
                now,
                state=OutgoingState.SENDING,
                attempts=message.attempts + 1,
                lease_until=lease_until,
            )
            for message in ready[:limit]
        ]

    def settle_outgoing(self, message: Outgoing) -> None:
        """As `Store.settle_outgoing`."""
        keeps = message.state in {OutgoingState.WAITING, OutgoingState.UNKNOWN}
        place = [stored.id for stored in self.outbox].index(message.id)
        self.outbox[place] = message if keeps else message.model_copy(update={"body": None})

    def forget(self, before: datetime) -> int:
        """As `Store.forget`."""
        answers = [key for key, (_, at) in self.answers.items() if at < before]
        claims = [key for key, until in self.claims.items() if until < before]
        over = [m for m in self.outbox if m.state not in UNSETTLED and self.taken[m.id] < before]
        for key in answers:
            del self.answers[key]
        for key in claims:
            del self.claims[key]
        for message in over:
            self.outbox.remove(message)
        return len(answers) + len(claims) + len(over)

    def _change(self, message: Outgoing, now: datetime, **fields: Any) -> Outgoing:
        changed = message.model_copy(update=fields)
        self.outbox[self.outbox.index(message)] = changed
        self.taken[message.id] = now
        return changed


class ModelTransaction:
    """One act: what it did is done to the store by `commit`."""

    def __init__(self, store: ModelStore) -> None:
        self.store = store
        self.own: dict[tuple[type[Document], str], Document | None] = {}
        self.bases: dict[tuple[type[Document], str], int] = {}
        self.stale = False
        self.answers: dict[str, tuple[str, datetime]] = {}
        self.claims: dict[str, tuple[datetime | None, datetime]] = {}
        self.messages: list[Outgoing] = []
        self.audits: list[AuditEntry] = []

    def get(self, kind: type[Document], document_id: str) -> Document | None:
        """As `Transaction.get`."""
        key = (kind, document_id)
        return self.own[key] if key in self.own else self.store.documents.get(key)

    def find(
        self, kind: type[Document], conditions: list[Condition], order_by: str | None, limit: int | None
    ) -> list[Document]:
        """As `Transaction.find`."""
        seen = {**self.store.documents, **self.own}
        rows = [
            (document.model_dump(mode="json"), document)
            for (found, _), document in seen.items()
            if found is kind and document
        ]
        met = [row for row in rows if all(_meets(row[0][c.field], c) for c in conditions)]
        met.sort(key=lambda row: (_rank(row[0][order_by]) if order_by else 0, row[0]["id"]))
        return [document for _, document in met][:limit]

    def save(self, document: Document) -> Document:
        """As `Transaction.save`."""
        saved = document.model_copy(update={"version": document.version + 1})
        self._write(document, saved)
        return saved

    def remove(self, document: Document) -> None:
        """As `Transaction.remove`."""
        self._write(document, None)

    def _write(self, document: Document, written: Document | None) -> None:
        key = (type(document), document.id)
        if key in self.own:
            before = self.own[key]
            self.stale |= document.version != (before.version if before else 0)
        else:
            self.bases[key] = document.version
        self.own[key] = written

    def claim(self, key: str, now: datetime, until: datetime) -> bool:
        """As `Transaction.claim`."""
        held = self.claims[key][1] if key in self.claims else self.store.claims.get(key)
        if held and held > now:
            return False
        first = self.claims[key][0] if key in self.claims else self.store.claims.get(key)
        self.claims[key] = (first, until)
        return True

    def note_answer(self, delivery_id: str, answer: str, at: datetime) -> None:
        """As `Transaction.note_answer`."""
        self.stale |= delivery_id in self.answers
        self.answers[delivery_id] = (answer, at)

    def commit(self) -> None:
        """Do it, or raise Conflict."""
        store = self.store
        if (
            self.stale
            or any(
                _version(store.documents.get(key)) != base
                for key, base in self.bases.items()
                if base or self.own[key]  # what it made and removed itself never was
            )
            or any(key in store.answers for key in self.answers)
            or any(store.claims.get(key) != first for key, (first, _) in self.claims.items())
        ):
            raise Conflict
        for key, document in self.own.items():
            if document:
                store.documents[key] = document
            elif self.bases[key]:
                del store.documents[key]
        store.answers.update(self.answers)
        store.claims.update({key: until for key, (_, until) in self.claims.items()})
        store.outbox += self.messages
        store.taken.update({message.id: message.created_at for message in self.messages})
        store.audits += self.audits


def _version(document: Document | None) -> int:
    return document.version if document else 0


def _rank(value: Any) -> tuple[int, Any]:
    if value is None:
        return (0, 0)
    return (1 if isinstance(value, bool) else 2 if isinstance(value, int | float) else 3, value)


def _meets(value: Any, condition: Condition) -> bool:
    wanted = _rank(condition.value)
    values = [_rank(member) for member in value] if isinstance(value, list) else [_rank(value)]
    if isinstance(condition, Equal):
        return wanted in values
    same = [found for found in values if found[0] == wanted[0]]
    return any(found < wanted if isinstance(condition, Before) else found >= wanted for found in same)
