"""The field that reads when somebody wants to be reminded, and finds where what it is about begins."""

from __future__ import annotations

import re
from itertools import islice
from typing import Annotated

from handlers import when
from handlers.core.view import View
from handlers.fields.when import Spans, WhenKind
from storage.documents.drafts import Raw
from storage.values.times import Span

MOST_LINKS = 8  # that are looked at in a line
_LINKS = re.compile(r"\b(?:(?:om|att|about|that|to)\s+)+", re.IGNORECASE)
_COMPLETED = ("{}", "{} 12:00", "{} imorgon", "{} fredag 12:00", "{} nästa vecka", "{} 12:00 nästa vecka")


class AskedTimeKind(WhenKind):
    """One time, behind which words like `att` and `om` lead to what to be reminded of."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take the time before such a word; all where the line is clear as a whole, or begins otherwise."""
        if len(_spans(text, view, topic=True)) == 1:
            return text, ""
        for link in islice(_LINKS.finditer(text), MOST_LINKS):
            time = text[: link.start()].strip()
            if time and any(_spans(one.format(time), view) for one in _COMPLETED):
                return time, text[link.end() :]
        return text, ""


def without_links(text: str) -> str:
    """Return what to be reminded of without the words that only join it to the time."""
    links = _LINKS.match(text)
    return text[links.end() :] if links else text


def _spans(text: str, view: View, *, topic: bool = False) -> tuple[Span, ...]:
    calendar = view.municipality.calendar
    return when.read(text, now=view.local_now, language=view.language, topic=topic, calendar=calendar).spans


AskedTime = Annotated[Spans, AskedTimeKind(most=1)]
