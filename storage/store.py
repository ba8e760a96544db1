"""The Store protocol: documents with versions, transactions, deliveries, claims, outbox and audit.

Two stores keep it, `storage.tinydb` and `storage.postgres`; one contract test class runs on both.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from storage.documents.base import Document, new_id
from storage.documents.files import File
from storage.holds import DocumentName, PastName, PastPersonId, PersonId, Plain, Written
from storage.values.times import Instant

D = TypeVar("D", bound=Document)
Scalar = str | int | bool | None


class StoreError(Exception):
    """The store can't do it. The text is one line for an administrator: what is wrong and what to do."""


class DamagedError(StoreError):
    """What the store's files hold can't be right."""


class BrokenDocumentError(Exception):
    """A stored document breaks its kind's rules. The text is a line for administrators: which, and where."""


class Conflict(Exception):  # noqa: N818 - a race lost, not a fault
    """Somebody else changed a document that this transaction writes, or took its id. Start again."""


@dataclass(frozen=True)
class Equal:
    """The field equals `value`; for a field that is a list: `value` is one of its members."""

    field: str
    value: Scalar


@dataclass(frozen=True)
class Before:
    """The field is less than `value` (text order: instants are written so that it is time order)."""

    field: str
    value: str | int


@dataclass(frozen=True)
class NotBefore:
    """The field is `value` or more."""

    field: str
    value: str | int


Condition = Equal | Before | NotBefore


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class OutgoingState(StrEnum):
    """Where an outgoing message stands. RESENT: another message has taken its place."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    UNDELIVERABLE = "undeliverable"
    SKIPPED = "skipped"
    RESENT = "resent"


class Outgoing(_Record):
    """One message in the outbox.

    Attributes:
        address: whom or where to: a person's identity (`slack:T1:U1`), several people's together
            (`slack:T1:U1,U2`) or a conversation's id.
            Messages to one address leave in the order in which they were committed.
        body: opaque JSON; removed (None) once the message is settled as anything but UNKNOWN.
        language: the reader's, `sv` or `en`.
        to: id of the person whom it is for, or None where it is for a conversation.
        about: the documents, as `kind:id`, that its reader must be able to read when it is sent; for a
            conversation its own, where it must still be chosen.
        tried: the person's other addresses, which refused it for good.
        farewell: it tells its reader that they are let in no more, so that goes to somebody no longer active.
        reported: those who are to know that it did not arrive have been told, or need not be.
        useful_until: after this instant it is skipped.
        not_before: earliest instant of the next attempt.
        lease_until: while SENDING, until when the sender has it to itself.
    """

    id: Plain = Field(default_factory=new_id)
    address: Plain
    body: Annotated[str | None, Written()]
    language: Plain
    to: PersonId | None = None
    about: tuple[DocumentName, ...] = ()
    tried: tuple[Plain, ...] = ()
    farewell: bool = False
    reported: bool = False
    created_at: Instant
    useful_until: Instant
    not_before: Instant
    state: OutgoingState = OutgoingState.WAITING
    attempts: int = 0
    lease_until: Instant | None = None
    reason: Plain = ""

    @property
    def is_for_several(self) -> bool:
        """Whether it is for several people together, who are written to one by one as well."""
        return "," in self.address

    @property
    def platform(self) -> str:
        """What the address begins with: `slack`, `teams`, `terminal`."""
        return self.address.partition(":")[0]


class AuditEntry(_Record):
    """Who did what to which document, without what anybody wrote.

    Attributes:
        person_id: who did it, or "" where nobody did: it fell due, or a platform told of it.
        act: the English name of the command, or what came in where there was none.
        documents: all that was written, sent messages included, as `kind:id`.
        changed: the names of the fields that were changed or first set, by `kind:id`.
        removed: those of the documents that were removed.
    """

    id: Plain = Field(default_factory=new_id)
    at: Instant
    person_id: PastPersonId
    act: Plain
    documents: tuple[PastName, ...] = ()
    changed: Mapping[PastName, tuple[Plain, ...]] = Field(default_factory=dict)
    removed: tuple[PastName, ...] = ()


@dataclass(frozen=True)
class Record:
    """One stored document as it is written to backups and moved between stores.

    Attributes:
        kind: the name that it is stored under; the store's own begin with `_`.
        body: its JSON.
    """

    kind: str
    body: str


class Transaction(Protocol):
    """One act's reads and writes. Reads see the transaction's own writes; others see them after commit."""

    async def get(self, kind: type[D], document_id: str) -> D | None:
        """Return the document, or None."""

    async def find(
        self, kind: type[D], *conditions: Condition, order_by: str | None = None, limit: int | None = None
    ) -> list[D]:
        """Return the documents that meet all conditions, ascending by the field `order_by` (else by id).

        Conditions and `order_by` name fields in the kind's `indexed`. Raises ValueError for others.
        """

    def save(self, document: D) -> D:
        """Write the document at commit; returns it with the version that it will have.

        Raises:
            Conflict: at commit, where the stored version is not the document's own.
        """

    def unchanged(self, document: Document) -> None:
        """Let the commit stand on the document as it is, unwritten: Conflict where it has changed."""

    def remove(self, document: Document) -> None:
        """Remove the document at commit, a file with its content. Raises Conflict there as `save` does."""

    async def keep_file(self, file: File, content: bytes) -> File:
        """Write a new file with its content at commit; returns it with its size and version.

        `save` changes what is known of it; its content stays as it is.

        Raises:
            FileTooLargeError: there is more content than a store keeps.
            ValueError: the file is not new.
        """

    def content_of(self, file: File) -> AsyncIterator[bytes]:
        """Yield a file's content from its beginning, some 64 KiB at a time, each read when it is asked for.

        Raises:
            Conflict: the file is not in the store any more.
        """

    async def answered(self, delivery_id: str) -> str | None:
        """Return the answer noted for a delivery, or None where it is new."""

    def note_answer(self, delivery_id: str, answer: str, *, at: Instant) -> None:
        """Keep the answer (opaque JSON) to a delivery, so that its repetition gets the same one.

        Raises:
            Conflict: at commit, where the delivery has been answered meanwhile.
        """

    async def claim(self, key: str, *, now: Instant, until: Instant) -> bool:
        """Take `key` until `until`; False where somebody has it and their time is not over at `now`."""

    def enqueue(self, message: Outgoing) -> None:
        """Put a message in the outbox at commit."""

    def audit(self, entry: AuditEntry) -> None:
        """Add an audit entry at commit."""

    @property
    def kinds(self) -> Collection[type[Document]]:
        """Every kind of document that the store keeps, its own included."""

    @property
    def writes(self) -> bool:
        """Whether anything is to be written at commit so far: documents, messages, claims."""


class Store(Protocol):
    """Keeps everything. One instance per process; all methods are for one event loop."""

    async def open(self, *, make: bool = True) -> None:
        """Make ready, with forward migrations.

        Args:
            make: whether an empty store is made where there is none.

        Raises:
            StoreError: there is none to be opened, or it can't be used; it says what to do about it.
        """

    async def close(self) -> None:
        """Finish what is under way and let go. Safe to call twice."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin; leaving the block commits and returns when all is on disk, an exception rolls back.

        Raises:
            Conflict: on leaving, when another transaction was first; nothing was written.
            StoreError: on leaving, when it could not be written (disk full, connection lost).
        """

    async def claim_outgoing(
        self, *, now: Instant, lease_until: Instant, limit: int, passing: Collection[str] = ()
    ) -> Sequence[Outgoing]:
        """Take messages to send: the oldest unsettled of each address, if WAITING and its time has come.

        They become SENDING with one more attempt. A message whose lease ran out while SENDING becomes
        UNKNOWN (nobody can know whether it left), which settles it.

        Args:
            now: the present.
            lease_until: until when they are the taker's alone.
            limit: how many at most, the oldest first.
            passing: platforms, as addresses begin (`slack`), of which none is taken.
        """

    async def settle_outgoing(self, message: Outgoing) -> None:
        """Store a message's new state, reason and times. The body is removed unless WAITING or UNKNOWN.

        A message that is RESENT stays so.
        """

    async def outgoing(self, *states: OutgoingState) -> Sequence[Outgoing]:
        """Return the messages in these states, oldest first."""

    async def audited(self, document_id: str) -> Sequence[AuditEntry]:
        """Return the audit entries that name a document, oldest first."""

    async def forget(self, *, before: Instant) -> int:
        """Remove answers noted, claims over and messages settled before `before`; returns how many."""

    async def scrub(self) -> None:
        """Make what was removed unreadable in the store's files too; takes seconds with many documents.

        The embedded store does so by itself soon after each removal; PostgreSQL needs this.

        Raises:
            StoreError: others have the table all the time, or there is no room for a second copy of it.
        """

    async def reach(self) -> None:
        """Do nothing but find out whether the store is within reach. Raises StoreError where it isn't."""

    async def count(self) -> int:
        """Return how many records there are."""

    def records(self) -> AsyncIterator[Sequence[Record]]:
        """Yield everything as it was at one moment, some hundred records at a time.

        Kinds come in the order of their names; records of a kind as they were first committed.
        """

    async def load(self, batches: AsyncIterator[Sequence[Record]]) -> None:
        """Store records from `records` in an empty store, all or none, bringing them up to date.

        Raises:
            StoreError: the store is not empty, or a record is of a newer version.
        """

    async def damage(self) -> Sequence[str]:
        """Return what the database itself finds wrong with its files, a line each."""
