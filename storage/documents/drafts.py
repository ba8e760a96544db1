"""Forms that are under way: what a person typed so far, kept until it is sent or a month has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import Field, JsonValue

from storage.documents.base import Document, Part
from storage.holds import AccountId, DraftId, PastName, Plain, Written
from storage.values.times import Instant

Raw = str | tuple[str, ...]
"""What was typed, or the values of what was chosen."""


class Understood(Part):
    """A field's value as it was understood, so that it means the same whenever it is read.

    Attributes:
        value: as the field's kind writes it: an id, a text, a list of spans.
    """

    value: Annotated[JsonValue, Written(by="identity")]


Kept = Raw | Understood


class DraftChoice(Part):
    """One of the likely readings of a field, offered as a button: pressing it sets `field` to `value`.

    Attributes:
        called: what its button says, in each language, in plain letters.
    """

    field: Plain
    value: Annotated[Kept, Written(by="identity")]
    called: Annotated[tuple[str, ...], Written(by="identity")] = ()


class Attention(Document):
    """What somebody was last asked in their own chat, so that the next thing they type can answer it.

    The id is their identity. It ends when they turn to something else.

    Attributes:
        draft_id: the form that waits for an answer since `at`, or "".
    """

    kind: ClassVar[str] = "attention"
    audited: ClassVar[bool] = False

    draft_id: DraftId = ""
    at: Instant


def _with_texts_alone(data: dict[str, Any]) -> dict[str, Any]:
    """Return a form from before values were kept as understood: its texts are read once more."""
    return data


class Draft(Document):
    """A form under way.

    Attributes:
        identity: the chat account of the only one who may go on with it.
        command: the command's English name.
        values: what was typed or chosen, or understood of it, by field name.
        choices: readings offered as buttons; a button names its place in the list.
        seen: the versions of the documents that it names, by `kind:id`, as they were when it was shown.
        shown: a digest of what was read back, by which a later reading of the same is told apart.
        noticed: what the person was told before confirming.
        page: of a list whose pages are turned, the next one, from 0.
        left_over: what was typed and is in no field.
        read_back: it was read back as it is, and waits to be confirmed.
        unclear: it was asked what somebody meant that is to be different in it, and they have not said.
        spent: the command was run, or the form was left; nothing more comes of it.
        left: it was left, and nothing was done.
    """

    kind: ClassVar[str] = "draft"
    schema_version: ClassVar[int] = 2
    migrations: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {2: _with_texts_alone}
    audited: ClassVar[bool] = False
    indexed: ClassVar[tuple[str, ...]] = ("identity", "created_at", "spent")
    goes: ClassVar[tuple[str, timedelta] | None] = ("created_at", timedelta(days=30))

    identity: AccountId
    command: Plain
    values: dict[Plain, Annotated[Kept, Written(by="identity")]] = Field(default_factory=dict)
    choices: tuple[DraftChoice, ...] = ()
    created_at: Instant
    seen: dict[PastName, int] = Field(default_factory=dict)
    shown: Plain = ""
    noticed: Annotated[tuple[str, ...], Written(by="identity")] = ()
    page: int = 0
    left_over: Annotated[str, Written(by="identity")] = ""
    read_back: bool = False
    unclear: bool = False
    spent: bool = False
    left: bool = False
