"""A session's new time as it is typed: what it leaves out is as in its present one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from handlers.fields.when import Spans, WhenKind
from storage.documents.sessions import Session
from storage.values.times import Span

_SAME_TIME = re.compile(
    r"(?:(?<!\s)\s+)?\b(?:(?:vid )?samma (?:tid|klockslag)|(?:at )?(?:the )?same time)\b", re.IGNORECASE
)


class NewTimeKind(WhenKind):
    """One time, which is a session's new one."""

    def __init__(self, old: Span | None = None) -> None:
        """Say when the session is at present, once it is known which one."""
        super().__init__(most=1)
        self.moved = old

    def beside(self, values: Mapping[str, Any]) -> WhenKind:
        """Return the kind as it is beside the session that is moved."""
        session = values.get("session")
        return NewTimeKind(session.span) if isinstance(session, Session) else self


def without_same_time(text: str) -> str:
    """Return a text without `samma tid`, which is what is meant where no clock is typed anyway."""
    return _SAME_TIME.sub("", text)


NewTime = Annotated[Spans, NewTimeKind()]
