"""The field that says how long something is: `90 min`, `två timmar`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue

from handlers.core.forms import FieldKind, Problem, Read
from handlers.core.view import View
from handlers.fields.corrected_time import minutes_of
from handlers.fields.text import bare
from storage.documents.drafts import Raw
from storage.values.texts import Message, t, tn

MINUTE = timedelta(minutes=1)


class LengthKind(FieldKind):
    """A length of time; what is typed is meant for it only where it is named."""

    by_name: ClassVar[bool] = True

    async def read(self, raw: Raw, view: View) -> Read:
        """Return the timedelta. Raises Problem for what says no length."""
        text = bare(raw)
        minutes = int(text) if text.isdecimal() else minutes_of(text)
        if not minutes:
            raise Problem(t("Write how long, such as 90 min."))
        return Read(minutes * MINUTE)

    def to_json(self, value: timedelta) -> JsonValue:
        """Return the minutes as a text."""
        return str(value // MINUTE)

    async def show(self, value: Any, view: View) -> Message:
        """Return the minutes."""
        return tn("{count} minute", "{count} minutes", value // MINUTE)

    async def amended(self, value: Any, text: str, view: View) -> Read | None:
        """Return the length that a text says, if it says nothing else."""
        return Read(minutes * MINUTE) if (minutes := minutes_of(text)) else None


Length = Annotated[timedelta, LengthKind()]
