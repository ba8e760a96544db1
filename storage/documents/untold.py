"""What somebody could not be told in chat, kept for a while so that it can be told in another way."""

from __future__ import annotations

from typing import ClassVar

from storage.documents.base import Document
from storage.documents.times import Instant


class Untold(Document):
    """A message that had nowhere to go.

    Attributes:
        by: id of the person whose act it was, the only one who may see it.
        to: id of the person whom it was for.
        body: the reply, as opaque JSON; `language` is the reader's.
    """

    kind: ClassVar[str] = "untold"
    indexed: ClassVar[tuple[str, ...]] = ("by", "created_at")

    by: str
    to: str
    body: str
    language: str
    created_at: Instant
