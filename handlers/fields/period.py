"""The field that says which week, days or hours a list is to show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from handlers.core.context import Context
from handlers.core.forms import FieldKind, Problem, Read
from handlers.fields.text import bare
from handlers.when.mentions import Mention, mention
from storage.documents.drafts import Raw
from storage.documents.messages import Message, t, typed

_FROM = frozenset({"från", "from"})
_TO = re.compile(r"\s(?:till|to)\s|[-–]")


class PeriodKind(FieldKind):
    """A week, a day, a month or the like, found anywhere in a typed line."""

    async def read(self, raw: Raw, ctx: Context) -> Read:
        """Return the Mention. Raises Problem for what says no time, or several."""
        said = _mention(bare(raw), ctx)
        if said is None or said.rest or not _is_clear(said):
            raise Problem(t("I don't understand which week or day. Write for example week 43 or next week."))
        return Read(said)

    async def show(self, value: Any, ctx: Context) -> Message:
        """Return the words as typed."""
        return typed(value.words)

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take the first words of the line that say a time."""
        words = text.split()
        for start in range(len(words)):
            said = _mention(" ".join(words[start:]), ctx)
            if said:
                before = words[: start - 1] if _is_from(words[:start], said) else words[:start]
                rest = " ".join((*before, said.rest)).strip()
                return (said.words, rest) if _is_clear(said) else None
        return None


def _is_from(before: Sequence[str], said: Mention) -> bool:
    return bool(before) and before[-1].casefold() in _FROM and _TO.search(said.words) is not None


def _is_clear(said: Mention) -> bool:
    return not said.unsure or said.names_each


def _mention(text: str, ctx: Context) -> Mention | None:
    return mention(text, today=ctx.today, language=ctx.language)


Period = Annotated[Mention, PeriodKind()]
