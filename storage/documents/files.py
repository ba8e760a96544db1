"""Files that people share with each other for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from storage.documents.base import Document, new_id
from storage.holds import PersonId, Plain, Written
from storage.values.times import Instant

MOST_BYTES = 10 * 2**20  # 10 MB
PIECE_BYTES = 64 * 2**10  # what is read and written of a file's content at a time


class FileTooLargeError(ValueError):
    """A file has more content than a store keeps. The text says how much it has and may have."""

    def __init__(self, size: int) -> None:
        super().__init__(f"A file has at most {MOST_BYTES} bytes (10 MB); this one has {size}.")


class File(Document):
    """What is known of a file. Its content is written and read by `Transaction.keep_file` and `content_of`.

    Attributes:
        name: as its readers see it, with the ending: `plan.pdf`.
        media_type: as in `application/pdf`.
        maker_id: id of the person who made it.
        readers: ids of the persons who may read it besides its maker.
        goes_at: from this instant on nobody may read it, and soon it is removed with its content.
        size: of its content, in bytes; the store sets it.
    """

    kind: ClassVar[str] = "file"
    indexed: ClassVar[tuple[str, ...]] = ("maker_id", "readers", "goes_at")

    id: Plain = Field(default_factory=new_id)
    name: Annotated[str, Written(by="maker_id")]
    media_type: Plain
    maker_id: PersonId
    readers: tuple[PersonId, ...] = ()
    goes_at: Instant
    size: int = Field(default=0, ge=0, le=MOST_BYTES)

    def may_read(self, person_id: str, *, now: datetime) -> bool:
        """Tell whether somebody may read the file and its content."""
        return now < self.goes_at and person_id in (self.maker_id, *self.readers)
