"""What somebody could not be told in chat, kept for a while so that it can be told in another way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, ClassVar

from storage.documents.base import Document
from storage.holds import DocumentName, PersonId, Plain, Written
from storage.values.times import Instant


class Untold(Document):
    """A message that had nowhere to go.

    Attributes:
        by: id of the person whose act it was, the only one who may see it.
        to: id of the person whom it was for.
        body: the reply, as opaque JSON; `language` is the reader's.
        about: the documents that `by` must still be able to read to see it, as `kind:id`.
    """

    kind: ClassVar[str] = "untold"
    indexed: ClassVar[tuple[str, ...]] = ("by", "created_at")
    goes: ClassVar[tuple[str, timedelta] | None] = ("created_at", timedelta(days=30))
    sought_among: ClassVar[Mapping[str, tuple[str, ...]] | None] = {}

    by: PersonId
    to: PersonId
    body: Annotated[str, Written(by="by")]
    language: Plain
    about: tuple[DocumentName, ...] = ()
    created_at: Instant
