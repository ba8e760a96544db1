"""What one of a pair hands over to whoever leads a collaboration after them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from storage.documents.base import Document
from storage.holds import CollaborationId, PersonId, ReflectionId, Written
from storage.values.times import Instant


class HandOver(Document):
    """Where the work is, from one of the pair to those who lead it when it is read.

    Attributes:
        reflections: ids of the author's own that those who come after may read.
    """

    kind: ClassVar[str] = "handover"
    indexed: ClassVar[tuple[str, ...]] = ("collaboration_id", "by", "at", "reflections")

    collaboration_id: CollaborationId
    by: PersonId
    at: Instant
    where_we_are: Annotated[str, Written(by="by")]
    agreed: Annotated[str, Written(by="by")] = ""
    next_step: Annotated[str, Written(by="by")] = ""
    whom_to_ask: Annotated[str, Written(by="by")] = ""
    reflections: tuple[ReflectionId, ...] = ()
