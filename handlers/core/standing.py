"""How documents stand now, for somebody with an old button or after an act: rooms declare it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from handlers.core.replies import Card
from handlers.core.view import View
from storage.documents.base import Document


@dataclass(frozen=True)
class Stands:
    """Declares how documents of a kind are shown to somebody.

    Attributes:
        kind: of the documents.
        shown: returns how one stands now, or None where the reader may not see it.
    """

    kind: type[Document]
    shown: Callable[[Any, View], Awaitable[Card | None]]
