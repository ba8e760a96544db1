"""What a document's texts hold: each field says it in its type, so that one walk can find all of a sort.

    stage: StageId                                      # the id of an entry in config/
    people: tuple[PersonId, ...]                        # ids of documents
    topic: Annotated[str, Written(by="people")]         # words, and the field that names whose they are
    language: Plain                                     # for the program alone

A marker covers all that is inside what it marks. `storage.walk` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Reference:
    """The id of a document of another kind, which may be gone or not be there yet.

    Attributes:
        kind: the name of the kind.
        through: the indexed field that has what this one has, where this one is not indexed itself.
        past: it says what was when it was written, and stays so when the document becomes one with another.
        let_in: a person who had been let in when it was written, so never a stranger.
    """

    kind: str
    through: str = ""
    past: bool = False
    let_in: bool = False


@dataclass(frozen=True)
class AnyReference:
    """A document of any kind, as `kind:id`. `past`: as of a Reference."""

    past: bool = False


@dataclass(frozen=True)
class NamedIn:
    """The id of an entry in `config/`. `entries`: the list's name there."""

    entries: str


@dataclass(frozen=True)
class Written:
    """What people wrote.

    Attributes:
        by: the field that names who did: a reference to a person or an account, beside this one or in the
            document that it is a part of; "" where nobody has noted it.
    """

    by: str = ""


@dataclass(frozen=True)
class Personal:
    """What is known of somebody.

    Attributes:
        of: the field that has the person's id: `id` where the document is the person.
    """

    of: str


@dataclass(frozen=True)
class Technical:
    """What means something to the program or a platform alone: ids of its own, digests, languages."""


Holds = Reference | AnyReference | NamedIn | Written | Personal | Technical

Plain = Annotated[str, Technical()]
PersonId = Annotated[str, Reference("person")]
PastPersonId = Annotated[str, Reference("person", past=True)]
CoordinatorId = Annotated[str, Reference("person", let_in=True)]
AccountId = Annotated[str, Reference("account")]
UnitId = Annotated[str, Reference("unit")]
CollaborationId = Annotated[str, Reference("collaboration")]
ReflectionId = Annotated[str, Reference("reflection")]
SessionId = Annotated[str, Reference("session")]
MemberId = Annotated[str, Reference("person", through="members")]
AskedId = Annotated[str, Reference("person", through="asked")]
DraftId = Annotated[str, Reference("draft")]
DocumentName = Annotated[str, AnyReference()]
PastName = Annotated[str, AnyReference(past=True)]

StageId = Annotated[str, NamedIn("stages")]
SessionKindId = Annotated[str, NamedIn("session_kinds")]
SchoolFormId = Annotated[str, NamedIn("school_forms")]
OwnerId = Annotated[str, NamedIn("owners")]
SizeId = Annotated[str, NamedIn("sizes")]
StandpointId = Annotated[str, NamedIn("standpoints")]
