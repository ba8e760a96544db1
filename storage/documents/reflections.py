"""Reflections: what a pair takes with them from a session, written seconds after it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from storage.documents.base import Document
from storage.documents.sessions import Held
from storage.documents.times import Instant


class Visibility(StrEnum):
    """Who may read a reflection besides its author; each includes those before it. The values are stored."""

    ME = "me"
    PAIR = "pair"
    PROCESS_GROUP = "process-group"
    COORDINATOR = "coordinator"


class Reflection(Document):
    """One person's reflection on one session.

    The id is made from the session's and the author's, so that nobody reflects twice on the same session:
    a second one replaces the first.

    Attributes:
        outcome: HELD, MOVED or NOT_HELD.
        readers: ids of those who led the session with the author when it was written: the pair.
        grade: 1 (hardly) to 5 (very much): how far the session led towards its purpose; None if not held.
    """

    kind: ClassVar[str] = "reflection"
    indexed: ClassVar[tuple[str, ...]] = (
        "collaboration_id",
        "author_id",
        "readers",
        "session_id",
        "written_at",
    )

    session_id: str
    collaboration_id: str | None
    author_id: str
    readers: tuple[str, ...] = ()
    written_at: Instant
    outcome: Held
    grade: int | None = Field(default=None, ge=1, le=5)
    happened: str = ""
    learnt: str = ""
    next_step: str = ""
    visibility: Visibility = Visibility.PAIR
    standpoint: str | None = None

    @staticmethod
    def id_of(session_id: str, author_id: str) -> str:
        """Return the id of a person's reflection on a session."""
        return f"{session_id}-{author_id}"
