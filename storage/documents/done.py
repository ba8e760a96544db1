"""What somebody did last, and for a short while how it was before, so that they can undo it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar, Self

from pydantic import Field

from storage.documents.base import Document
from storage.holds import PastName, PastPersonId, PersonId, Plain, Written
from storage.values.times import Instant

UNDO_WITHIN = timedelta(minutes=30)


class Done(Document):
    """An act that changed something. Of what was written it holds nothing.

    Attributes:
        person_id: who did it, from whichever of their accounts.
        command: the command's English name.
        last: they have done nothing since.
        undone: they have undone it.
        left: the versions of the documents that it changed, as it left them, by `kind:id`; 0 of one that it
            removed. Empty where it can't be undone.
        known: what referred to these documents then.
        letters: ids of the messages that it sent to others.
        unreached: ids of those whom it could not tell.
    """

    kind: ClassVar[str] = "done"
    audited: ClassVar[bool] = False
    indexed: ClassVar[tuple[str, ...]] = ("person_id", "last", "done_at")
    goes: ClassVar[tuple[str, timedelta] | None] = ("done_at", timedelta(days=30))

    person_id: PersonId
    command: Plain
    done_at: Instant
    last: bool = True
    undone: bool = False
    left: dict[PastName, int] = Field(default_factory=dict)
    known: tuple[PastName, ...] = ()
    letters: tuple[Plain, ...] = ()
    unreached: tuple[PastPersonId, ...] = ()

    def forgotten(self, **why: bool) -> Self:
        """Return the act as one that can't be undone any more; `why`: `last` or `undone`, as it is now."""
        return self.changed(left={}, known=(), letters=(), unreached=(), **why)


class Former(Document):
    """How documents were before an act changed them. The id is that of the act's `Done`.

    Without it the act can't be undone, also where it only made documents.

    Attributes:
        bodies: the documents' JSON, by `kind:id`; none of those that the act made.
    """

    kind: ClassVar[str] = "former"
    audited: ClassVar[bool] = False
    indexed: ClassVar[tuple[str, ...]] = ("done_at",)
    goes: ClassVar[tuple[str, timedelta] | None] = ("done_at", UNDO_WITHIN)

    bodies: dict[PastName, Annotated[str, Written()]]
    done_at: Instant
