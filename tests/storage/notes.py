"""Small documents for the stores' tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field, computed_field

from storage.documents.base import Document, new_id
from storage.documents.files import File
from storage.store import Outgoing
from storage.values.times import Instant

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


class Note(Document):
    """One of each type of field that a store can find by."""

    kind: ClassVar[str] = "note"
    indexed: ClassVar[tuple[str, ...]] = ("unit", "due", "people", "done", "size", "words")

    id: str = Field(default_factory=new_id)
    unit: str | None = "Almby"
    due: Instant | None = None
    people: tuple[str, ...] = ()
    done: bool = False
    size: int | None = None
    text: str = ""
    extra: dict[str, Any] = Field(default_factory=dict)

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())


class Size(Document):
    """A note's size, as much of a note as is read where there are many."""

    kind: ClassVar[str] = Note.kind
    indexed: ClassVar[tuple[str, ...]] = Note.indexed

    size: int | None


class Place(Document):
    """Another kind, whose ids may be those of notes."""

    kind: ClassVar[str] = "place"
    indexed: ClassVar[tuple[str, ...]] = ("name",)

    name: str = ""


KINDS: tuple[type[Document], ...] = (Note, Place, File)


def file(**fields: Any) -> File:
    """Return a new file that p1 made for p2, for a day from NOW."""
    usual: dict[str, Any] = {
        "name": "plan.pdf",
        "media_type": "application/pdf",
        "maker_id": "p1",
        "readers": ("p2",),
        "goes_at": NOW + timedelta(days=1),
    }
    return File(**(usual | fields))


def outgoing(address: str = "slack:T1:U1", **fields: Any) -> Outgoing:
    """Return a message that waits since NOW."""
    usual: dict[str, Any] = {
        "body": '{"text": "hej"}',
        "language": "sv",
        "created_at": NOW,
        "useful_until": NOW + timedelta(days=1),
        "not_before": NOW,
    }
    return Outgoing(address=address, **(usual | fields))
