"""Subjects: what rooms, and modules beside them, call what their commands are about."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.values.texts import Message, t


@dataclass(frozen=True)
class Subject:
    """What help lists commands under.

    A room declares one in its `__init__`, or a module with commands one that goes before its room's.

    Attributes:
        id: what buttons call it; rooms that give the same are of one subject.
        name: what people read, and type after `help`.
        order: where help lists it; the most used first.
    """

    id: str
    name: Message = field(compare=False)
    order: int = field(default=50, compare=False)


OTHER = Subject("other", t("Other things"), 99)
"""What commands belong to whose room and module name no subject."""
