"""The field that says what a session is about."""

from __future__ import annotations

from typing import Annotated

from handlers.core.view import View
from handlers.fields.text import LineKind
from storage.documents.drafts import Raw

ABOUT = frozenset({"om", "kring", "about", "on"})


class TopicKind(LineKind):
    """One line; the small word that leads to it in a typed line is no part of it."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take everything behind that word."""
        first, _, rest = text.partition(" ")
        return (rest.strip() if first.lower() in ABOUT and rest.strip() else text), ""


Topic = Annotated[str, TopicKind()]
