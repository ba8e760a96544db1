"""The field that names a session before its new time: `Almby 4 feb till 11 feb 14-16`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Annotated

from handlers.core.view import View
from handlers.sessions.agenda import Agenda, SessionQuery
from handlers.sessions.chosen import SessionPickKind
from handlers.sessions.new_time import without_same_time
from handlers.when.mentions import Mention
from handlers.when.moving import TO
from handlers.when.shifts import shift
from storage.documents.drafts import Raw
from storage.documents.sessions import Session

MOST_TRIED = 4  # words `till` of a line, after each of which the new time may stand
_TO = re.compile(rf"(?<=\s){TO}(?=\s)", re.IGNORECASE)
_WAY_AHEAD = re.compile(
    r"(?P<way>fram|framåt|bak|bakåt|tillbaka|forward|back)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)


class MovedKind(SessionPickKind):
    """A booked session that something is typed of beside its new time."""

    async def take(self, text: str, view: View) -> tuple[Raw, str] | None:
        """Take what says which session is meant; the new time is left."""
        return await super().take(_way_last(without_same_time(text)), view)

    def _asked(self, text: str, agenda: Agenda) -> SessionQuery:
        """Take a time only where it is the session's.

        That is before a distance, before `till` and a new day, or in the session's name.
        """
        by = shift(text)
        asked = agenda.asked(by.before) if by else SessionQuery()
        if by and asked.words and not asked.rest:
            return replace(asked, rest=by.onwards)
        for to in islice(_TO.finditer(text), MOST_TRIED):
            asked = agenda.asked(text[: to.start()])
            says_which = asked.first or (asked.time is not None and asked.time.says_a_day)
            new = agenda.time(text[to.end() :])
            if says_which and not asked.rest and new and (new.says_a_day or _leaves_the_clock(asked.time)):
                return replace(asked, rest=text[to.end() :].strip())
        asked = agenda.asked(text)
        return asked if asked.sure or not asked.time else agenda.asked(text, times=False)


def _way_last(text: str) -> str:
    """Put `fram Almby en vecka` as `Almby en vecka fram`."""
    found = _WAY_AHEAD.fullmatch(text.strip())
    if found is None:
        return text
    last = f"{found['rest']} {found['way']}"
    by = shift(last)
    return last if by and by.before and not by.rest else text


def _leaves_the_clock(old: Mention | None) -> bool:
    return old is None or not old.says_a_clock


Moved = Annotated[Session, MovedKind()]
