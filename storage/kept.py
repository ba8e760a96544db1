"""What the stores keep for themselves, as documents like any other.

These are answers, claims, the outbox, the audit and the content of files.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, PlainSerializer

from storage.documents.base import Document, new_id
from storage.documents.files import PIECE_BYTES, File
from storage.holds import Written
from storage.store import AuditEntry, Outgoing, OutgoingState, Transaction
from storage.values.times import Instant

_KEEPS_BODY = (OutgoingState.WAITING, OutgoingState.UNKNOWN)


class NotedAnswer(Document):
    """The answer given to one delivery; the id is the delivery's."""

    kind: ClassVar[str] = "_answers"
    indexed: ClassVar[tuple[str, ...]] = ("at",)

    answer: Annotated[str, Written()]
    at: Instant


class Claim(Document):
    """Who came first to something that is done once; the id is the claim's key."""

    kind: ClassVar[str] = "_claims"
    indexed: ClassVar[tuple[str, ...]] = ("until",)

    until: Instant


class Queued(Outgoing, Document):
    """An outgoing message in the outbox. Handlers find and change those that did not arrive.

    Attributes:
        taken_at: when it was last taken to be sent, or put in the outbox.
    """

    kind: ClassVar[str] = "_outbox"
    indexed: ClassVar[tuple[str, ...]] = ("state", "taken_at")
    sought_among: ClassVar[Mapping[str, tuple[str, ...]] | None] = {
        "state": (OutgoingState.WAITING, OutgoingState.UNKNOWN, OutgoingState.UNDELIVERABLE)
    }

    taken_at: Instant

    @classmethod
    def of(cls, message: Outgoing) -> Queued:
        """Return the message as a new document."""
        return cls(**dict(message), taken_at=message.created_at)

    def taken(self, *, now: datetime, lease_until: datetime) -> Queued:
        """Return the message as its sender has it to itself."""
        return self.changed(
            state=OutgoingState.SENDING, attempts=self.attempts + 1, lease_until=lease_until, taken_at=now
        )

    def lost(self, *, now: datetime) -> Queued:
        """Return the message as nobody can know whether it left, its lease being over."""
        return self.changed(state=OutgoingState.UNKNOWN, taken_at=now)

    def resent(self) -> Queued:
        """Return the message as another one takes its place."""
        return self.changed(state=OutgoingState.RESENT, body=None)

    def withdrawn(self) -> Queued:
        """Return the message, which has not left, as it never will."""
        return self.changed(state=OutgoingState.SKIPPED, body=None, reason="taken back")

    def again(self, *, now: datetime) -> Outgoing:
        """Return a new message that says the same, for the end of its line."""
        fresh = {
            "id": new_id(),
            "state": OutgoingState.WAITING,
            "attempts": 0,
            "lease_until": None,
            "reason": "",
        }
        times = {"created_at": now, "not_before": now}
        return self.message().model_copy(update=fresh | times | {"reported": False})

    def elsewhere(self, address: str, *, now: datetime) -> Outgoing:
        """Return a new message that says the same to another address, where this one refused it."""
        tried = {"tried": (*self.tried, self.address), "reported": self.reported}
        return self.again(now=now).model_copy(update={"address": address} | tried)

    def message(self) -> Outgoing:
        """Return the message alone."""
        return Outgoing(**{name: getattr(self, name) for name in Outgoing.model_fields})


class Noted(AuditEntry, Document):
    """An audit entry in the store."""

    kind: ClassVar[str] = "_audit"
    indexed: ClassVar[tuple[str, ...]] = ("documents",)

    @classmethod
    def of(cls, entry: AuditEntry) -> Noted:
        """Return the entry as a new document."""
        return cls(**dict(entry))


async def settle(message: Outgoing, tx: Transaction) -> None:
    """Store a message's new state within a transaction, as `Store.settle_outgoing` does in one of its own."""
    stored = await tx.get(Queued, message.id)
    if stored and stored.state is not OutgoingState.RESENT:
        body = message.body if message.state in _KEEPS_BODY else None
        tx.save(stored.changed(**dict(message) | {"body": body, "reported": stored.reported}))


def _read_content(value: Any) -> Any:
    return b64decode(value, validate=True) if isinstance(value, str) else value


def _content_text(content: bytes) -> str:
    return b64encode(content).decode()


class Piece(Document):
    """A part of a file's content, written once. The id is the file's and the part's number, from 0.

    Attributes:
        content: at most `PIECE_BYTES`; in JSON it is base64.
    """

    kind: ClassVar[str] = "_pieces"

    content: Annotated[bytes, BeforeValidator(_read_content), PlainSerializer(_content_text)]

    @staticmethod
    def ids_of(file: File) -> Iterator[str]:
        """Yield the ids of all parts of a file's content, in order."""
        return (f"{file.id}:{start // PIECE_BYTES}" for start in range(0, file.size, PIECE_BYTES))


KEPT: tuple[type[Document], ...] = (NotedAnswer, Claim, Queued, Noted, Piece)
