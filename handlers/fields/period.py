"""The field that says which week, days or hours a list is to show, or from when and until when."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from babel.dates import get_month_names
from pydantic import JsonValue

from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.matching import plain_letters
from handlers.core.view import View
from handlers.fields.text import bare
from handlers.when.mentions import Mention, mention
from handlers.when.reaches import MOST_WORDS, Reach, reach
from storage.documents.drafts import Raw
from storage.values.texts import Message, t, typed

MOST_SEARCHED = 30  # words of a line, from the first one on, at which a time is looked for
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "", "aug", "sep", "okt", "nov", "dec")
_ALSO = {"sept": 9, "oct": 10, "may": 5}
_SHORT_MONTHS = {name: number for number, name in enumerate(_MONTHS, start=1) if name} | _ALSO
"""Short names that alone say a month where a period is asked for; `jul` is Christmas in Swedish."""
_WINDOW = MOST_WORDS + 1  # words of which a time that begins at the first of them is read

PERIOD = t("For example week 43, november or from week 48.")
"""What people can write for it."""


class PeriodKind(FieldKind):
    """A week, a day, a month or the like, or a stretch with one or two ends, anywhere in a typed line."""

    def __init__(self, *, past: bool = False) -> None:
        """Say whether the list is of what has been."""
        self._past = past

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the Mention or Reach. Raises Problem for what says no time, or several."""
        said = self._said(bare(raw), view)
        if said is None or said.rest or not _is_clear(said):
            raise Problem(t("I don't understand which week or day. Write for example week 43 or next week."))
        return Read(said)

    def to_json(self, value: Any) -> JsonValue:
        """Return the words: a list is never read back, so nothing has to be kept of it."""
        return str(value.words)

    async def show(self, value: Any, view: View) -> Message:
        """Return the words as typed."""
        return typed(value.words)

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take the first words of the line that say a time, giving way to others from word to word."""
        words = text.split()
        for start in range(min(len(words), MOST_SEARCHED)):
            await asyncio.sleep(0)
            end = start + _WINDOW
            said = self._said(" ".join(words[start:end]), view)
            if said:
                rest = " ".join((*words[:start], said.rest, *words[end:])).strip()
                return (said.words, rest) if _is_clear(said) else None
        return None

    def _said(self, text: str, view: View) -> Mention | Reach | None:
        calendar = view.municipality.calendar
        if month := _SHORT_MONTHS.get(plain_letters(text).rstrip(".")):
            text = get_month_names("wide", locale=view.language)[month]
        said = reach(text, today=view.today, language=view.language, calendar=calendar, past=self._past)
        return said or mention(text, today=view.today, language=view.language)


def _is_clear(said: Mention | Reach) -> bool:
    return isinstance(said, Reach) or not said.unsure or said.names_each


Period = Annotated[Mention | Reach, PeriodKind()]
PastPeriod = Annotated[Mention | Reach, PeriodKind(past=True)]
