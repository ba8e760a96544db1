"""What platforms call what was posted to stay, so that it can be replaced: never with its text."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

from storage.documents.base import Document, Part
from storage.holds import DocumentName, PersonId, Plain
from storage.values.times import Instant


class Posted(Part):
    """What a platform calls a reply that it took.

    `ids`: an opaque text for each message that the reply became, in order; none where it can't be replaced.
    """

    ids: tuple[Plain, ...] = ()

    @property
    def post_id(self) -> str:
        """The id of the `Post` that it is kept as; the same for whatever takes its place. Needs an id."""
        return sha256(self.ids[0].encode()).hexdigest()[:24]


class Post(Document):
    """A reply that stands in a chat. The id is `Posted.post_id`.

    Attributes:
        address: where it stands: the identity of the person in whose own chat, or the conversation's id.
        ids: what the platform calls it, as in `Posted`.
        to: id of the person who reads it in their own chat, or None where others read it, or nobody known.
        about: the documents that it tells of, as `kind:id`.
        posted_at: when it was first posted there, in UTC.
    """

    kind: ClassVar[str] = "post"
    audited: ClassVar[bool] = False
    indexed: ClassVar[tuple[str, ...]] = ("about", "to", "posted_at")
    goes: ClassVar[tuple[str, timedelta] | None] = ("posted_at", timedelta(days=30))

    address: Plain
    ids: tuple[Plain, ...]
    to: PersonId | None = None
    about: tuple[DocumentName, ...] = ()
    posted_at: Instant
