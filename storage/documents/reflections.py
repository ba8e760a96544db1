"""Reflections: what a pair takes with them from a session, written seconds after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field

from storage.documents.base import Document
from storage.documents.sessions import Held
from storage.holds import CollaborationId, PersonId, SessionId, StandpointId, Written
from storage.values.times import Instant


class Readers(StrEnum):
    """Whom a reflection is shared with besides its author, each by itself. The values are stored.

    PAIR and OWN_GROUP are those who led the session when it was written: of a collaboration, or of the
    developers' own group. PRINCIPAL, PROCESS_GROUP (with the principal, who leads it) and COORDINATOR (with
    the heads) are whoever is that when it is read. MEMBERS are the principal, the process group and those
    appointed when it is read; only what was written before the readers became independent has it.
    """

    PAIR = "pair"
    OWN_GROUP = "own-group"
    PRINCIPAL = "principal"
    PROCESS_GROUP = "process-group"
    COORDINATOR = "coordinator"
    MEMBERS = "members"


def _independent_readers(data: dict[str, Any]) -> dict[str, Any]:
    """Keep the readers of schema version 1, where each visibility included those before it."""
    visibility = data.pop("visibility", "pair")
    led, rest = (
        (Readers.PAIR, (Readers.MEMBERS,)) if data.get("collaboration_id") else (Readers.OWN_GROUP, ())
    )
    shared = {
        "me": (),
        "pair": (led,),
        "process-group": (led, *rest),
        "coordinator": (led, *rest, Readers.COORDINATOR),
    }[visibility]
    return data | {"shared_with": [one.value for one in shared]}


class Reflection(Document):
    """One person's reflection on one session.

    The id is made from the session's and the author's, so that nobody reflects twice on the same session:
    a second one replaces the first.

    Attributes:
        outcome: HELD, MOVED or NOT_HELD.
        readers: ids of those who led the session with the author when it was written: the pair.
        grade: 1 (hardly) to 5 (very much): how far the session led towards its purpose; None if not held.
        shared_with: who may read it besides its author; nobody where it is empty.
        handed_to: ids of those to whom its author handed it over, as long as they take part.
        private: what the author alone may read, whoever it is shared with.
    """

    kind: ClassVar[str] = "reflection"
    schema_version: ClassVar[int] = 2
    migrations: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {2: _independent_readers}
    indexed: ClassVar[tuple[str, ...]] = (
        "collaboration_id",
        "author_id",
        "readers",
        "handed_to",
        "session_id",
        "written_at",
    )

    session_id: SessionId
    collaboration_id: CollaborationId | None
    author_id: PersonId
    readers: tuple[PersonId, ...] = ()
    written_at: Instant
    outcome: Held
    grade: int | None = Field(default=None, ge=1, le=5)
    happened: Annotated[str, Written(by="author_id")] = ""
    learnt: Annotated[str, Written(by="author_id")] = ""
    next_step: Annotated[str, Written(by="author_id")] = ""
    private: Annotated[str, Written(by="author_id")] = ""
    shared_with: tuple[Readers, ...] = ()
    handed_to: tuple[PersonId, ...] = ()
    standpoint: StandpointId | None = None

    @property
    def own_id(self) -> str:
        """The id of its author's reflection on its session."""
        return self.id_of(self.session_id, self.author_id)

    @staticmethod
    def id_of(session_id: str, author_id: str) -> str:
        """Return the id of a person's reflection on a session."""
        return f"{session_id}-{author_id}"
