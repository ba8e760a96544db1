"""Makes a series that is corrected at its read-back anew: `varannan vecka`, `sex gånger`, `inte 12/11`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from handlers.core import phrasing
from handlers.core.forms import Problem
from handlers.core.view import View
from handlers.when.formatting import format_clock
from handlers.when.mentions import mention
from handlers.when.reaches import reach
from handlers.when.typed import fold
from storage.values.texts import t
from storage.values.times import Span

_BREAK = re.compile(
    r"(?:(?:pa|under|over|i|the|in|during) )?(?:[a-z]*lov(?:et|en)?|(?:[a-z]+ )*breaks?|holidays?)"
)
_INTERVAL = re.compile(
    r"(?:(?:var|varje|varannan|every|each|once|en gang|1 gang)\b.*\b(?:vecka|veckan|weeks?)"
    r"|biweekly|fortnightly|weekly)"
)
_COUNT = re.compile(
    r"(?:totalt |sammanlagt |i allt |in all )?\w+ (?:ganger|ggr|traffar|times|sessions)(?: totalt| in all)?"
)
_LIMIT = re.compile(
    r"(?:till och med|t\.? ?o\.? ?m\.?|fram till|tills?|until|through|up to|to)\s+(?P<what>.+)"
)
_WEEK = 7
MOST_WEEKS = 8


def without(text: str, spans: Sequence[Span], view: View) -> tuple[Span, ...] | None:
    """Return the times but for those that a text says to leave out; None where it says no such thing.

    Raises Problem where none of them is then, or none would be left.
    """
    named = phrasing.after(text, view.municipality.yes_and_no.without)
    gone = _in_breaks(named, spans, view) if named else None
    if named and gone is None:
        gone = _mentioned(named, spans, view)
    if gone is None:
        return None
    left = tuple(one for one in spans if one not in gone)
    if not gone or not left:
        raise Problem(t("None of the times is then.") if not gone else t("Then none of the times is left."))
    return left


def made_anew(text: str, spans: Sequence[Span], view: View) -> str | None:
    """Return a text of the series with the interval, number or limit that a text says, to be read anew."""
    plain = fold(text)
    weeks = _weeks_between(spans)
    first, last = spans[0], spans[-1]
    end = f"-{format_clock(first.end, 'sv')}" if first.end and first.end.date() == first.start.date() else ""
    begins = f"{first.start.date()} kl {format_clock(first.start, 'sv')}{end}"
    if _INTERVAL.fullmatch(plain):
        return f"{begins} {text} till och med {last.start.date()}"
    if weeks is None:
        return None
    if _COUNT.fullmatch(plain):
        return f"{begins} {_every(weeks)} {text}"
    found = _LIMIT.fullmatch(plain)
    if found and _is_limit(found["what"], view):
        return f"{begins} {_every(weeks)} {text}"
    return None


def _mentioned(named: str, spans: Sequence[Span], view: View) -> list[Span] | None:
    """Return the times that a text names by their days; None where it names no day."""
    found = mention(named, today=view.today, language=view.language)
    if found is None or found.rest or not found.says_a_day:
        return None
    return list(found.among((one, one.start, one.end or one.start) for one in spans))


def _in_breaks(named: str, spans: Sequence[Span], view: View) -> list[Span] | None:
    """Return the times in the breaks that a text names, one or all; None where it names none."""
    plain = fold(named)
    if not _BREAK.fullmatch(plain):
        return None
    calendar = view.municipality.calendar
    inside = [(one, calendar.break_on(one.start.date(), "")) for one in spans]
    wanted = {
        entry.id for entry in calendar.breaks if any(fold(name) in plain for name in (entry.sv, entry.en))
    }
    return [one for one, entry in inside if entry and (not wanted or entry.id in wanted)]


def _weeks_between(spans: Sequence[Span]) -> int | None:
    """Return how many weeks lie between all times and the next; None where they differ."""
    days = {(after.start.date() - before.start.date()).days for before, after in pairwise(spans)}
    least = min(days, default=0)
    regular = least > 0 and least % _WEEK == 0 and all(one % least == 0 for one in days)
    return least // _WEEK if regular and least <= MOST_WEEKS * _WEEK else None


def _every(weeks: int) -> str:
    match weeks:
        case 1:
            return "varje vecka"
        case 2:
            return "varannan vecka"
        case _:
            return f"var {weeks}:e vecka"


def _is_limit(text: str, view: View) -> bool:
    """Tell whether a series may go on until then: a weekday or a clock is sooner where it is moved to."""
    day = mention(text, today=view.today, language=view.language)
    if day and (day.says_a_clock or day.says_only_a_weekday):
        return False
    found = reach(
        f"till och med {text}",
        today=view.today,
        language=view.language,
        calendar=view.municipality.calendar,
    )
    return found is not None and not found.rest and found.last is not None
