"""How what a command has done is undone: its room declares it, for as long as that can be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from handlers.core.forms import Notice
from handlers.core.records import Change
from handlers.core.replies import Fact
from handlers.core.view import View
from storage.documents.base import Document
from storage.values.texts import Message

Changes = Sequence[Change[Document]]


@dataclass(frozen=True)
class Undone:
    """What is said once an act is undone.

    Attributes:
        own: that it is, to who undid it.
        others: the same, to those whom the act had told.
        facts: what it is about, as all of them may read it.
        notes: what only who undid it reads.
    """

    own: Message
    others: Message
    facts: tuple[Fact, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Undoing:
    """Declares how an act of a command is undone. That nothing has changed since is known by then.

    Attributes:
        check: looks whether its reader may put the documents back, by the rights and rules that hold now;
            returns what they should know before. Raises Refusal where they may not.
        said: returns what is said once it is undone, from how things stand before that.
    """

    check: Callable[[Changes, View], Awaitable[Sequence[Notice]]]
    said: Callable[[Changes, View], Awaitable[Undone]]
