"""The field that names a session before its new time: `Almby 4 feb till 11 feb 14-16`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from babel.dates import format_date

from handlers import when
from handlers.core.context import Context
from handlers.fields.agenda import Agenda, Asked
from handlers.fields.sessions import SessionPickKind
from handlers.when.formatting import format_clock, format_span
from handlers.when.mentions import Mention, mention
from storage.documents.drafts import Raw
from storage.documents.sessions import Session
from storage.documents.times import Span, Week

_TO = re.compile(r"(?<=\s)(?:till|to|->|=>|→)(?=\s)", re.IGNORECASE)
_LEADING_TO = re.compile(r"(?:till|to|->|=>|→)\s+(?=\S)", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"\s*\b(?:(?:vid )?samma (?:tid|klockslag)|(?:at )?(?:the )?same time)\b", re.IGNORECASE
)
_ONE_WEEK = timedelta(weeks=1)


class MovedKind(SessionPickKind):
    """A booked session, with what was typed of its new time made whole by what the session's own is."""

    async def take(self, text: str, ctx: Context) -> tuple[Raw, str] | None:
        """Take what says which session is meant; the new time is left.

        `samma tid` says what is meant where no clock is typed anyway.
        """
        taken = await super().take(_SAME_TIME.sub("", text), ctx)
        session = await ctx.get(Session, str(taken[0])) if taken else None
        if taken is None or session is None or not taken[1]:
            return taken
        return taken[0], self._new_time(taken[1], session, ctx)

    def _asked(self, text: str, agenda: Agenda) -> Asked:
        """Take a time only where it is the session's: before `till` and a new day, or in its name."""
        for to in _TO.finditer(text):
            asked = agenda.asked(text[: to.start()])
            says_which = asked.first or (asked.time is not None and asked.time.says_a_day)
            new = agenda.time(text[to.end() :])
            if says_which and not asked.rest and new and (new.says_a_day or _leaves_the_clock(asked.time)):
                return replace(asked, rest=text[to.end() :].strip())
        asked = agenda.asked(text)
        return asked if asked.sure or not asked.time else agenda.asked(text, times=False)

    def _new_time(self, text: str, session: Session, ctx: Context) -> str:
        """Return the new time with the session's day, weekday or clock where none was typed.

        A weekday alone may be the coming one or the one beside the session: then it is all of them, for
        the reader of times to ask about.
        """
        bare = _LEADING_TO.sub("", text, count=1) if _LEADING_TO.match(text) else text
        new = mention(bare, today=ctx.today, language=ctx.language)
        if new is None or new.rest or new.unsure:
            return text
        its = session.span.start.date()
        if not new.says_a_day:
            return f"{its} {bare}" if its >= ctx.today else text
        whole = _completed(bare, new, session.span)
        if not new.says_only_a_weekday:
            return whole if whole != bare else text
        times = _readings(whole, session.span, ctx)
        as_read = times in {(), _read(whole, ctx)}
        return whole if as_read else " eller ".join(format_span(time, "sv") for time in times)


def _leaves_the_clock(old: Mention | None) -> bool:
    return old is None or not old.says_a_clock


def _completed(text: str, new: Mention, old: Span) -> str:
    weekday = format_date(old.start, "EEEE", locale="sv") if new.says_only_a_week else ""
    clock = "" if new.says_a_clock else f"kl {format_clock(old.start, 'sv')}"
    return " ".join(part for part in (text, weekday, clock) if part)


def _readings(text: str, old: Span, ctx: Context) -> tuple[Span, ...]:
    """Return the times that a weekday may mean: beside the session that is moved, and the coming one.

    The session's own time is none of them.
    """
    its = old.start.date()
    beside = _read(_in_week(text, its), ctx) if its > ctx.today else ()
    if beside and (beside[0].start.date() < its or _is_same(beside[0], old)):
        beside += _read(_in_week(text, its + _ONE_WEEK), ctx)
    return tuple(dict.fromkeys(one for one in (*beside, *_read(text, ctx)) if not _is_same(one, old)))


def _is_same(new: Span, old: Span) -> bool:
    return new.start == old.start and new.end in {None, old.end}


def _in_week(text: str, day: date) -> str:
    week = Week.of(day)
    return f"{text} v {week.number} {week.year}"


def _read(text: str, ctx: Context) -> tuple[Span, ...]:
    reading = when.read(
        text, now=ctx.local_now, language=ctx.language, topic=True, calendar=ctx.municipality.calendar
    )
    likely = [one.spans for one in reading.ask.choices] if reading.ask else [reading.spans]
    return () if reading.rest else tuple(span for spans in likely for span in spans)


Moved = Annotated[Session, MovedKind()]
