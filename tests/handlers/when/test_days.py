"""Sessions on red days and in local breaks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from config.calendar import Calendar, load_calendar
from handlers.core.words import Words
from handlers.when import read
from handlers.when.days import dropped, flags, moved
from storage.values.times import Span
from tests.handlers.when.corpus_files import ZONE

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
WORDS = Words.load()


@pytest.fixture
def calendar() -> Calendar:
    """The calendar that comes with the program: höstlov in week 44, sportlov in week 8."""
    return load_calendar()


def _fridays() -> tuple[Span, ...]:
    return read("fredagar 9-10 från v 43 till v 1", now=NOW).spans


def _days(spans: Iterable[Span]) -> list[date]:
    return [span.start.date() for span in spans]


def test_red_days_and_breaks_are_named(calendar: Calendar) -> None:
    """Each session on a day off is flagged with the reason, in the reader's language."""
    flagged = flags(_fridays(), calendar, "compulsory")
    assert [WORDS.text(flag.text, "sv") for flag in flagged] == [
        "fredag 30 oktober 2026 infaller under höstlovet.",
        "fredag 25 december 2026 är juldagen.",
        "fredag 1 januari 2027 är nyårsdagen.",
        "fredag 8 januari 2027 infaller under jullovet.",
    ]
    assert WORDS.text(flagged[0].text, "en") == "Friday 30 October 2026 falls in the autumn break."


def test_preschools_have_no_breaks(calendar: Calendar) -> None:
    """A preschool's sessions are flagged on red days only."""
    assert _days(flag.span for flag in flags(_fridays(), calendar, "preschool")) == [
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]


def test_christmas_eve_counts_as_a_day_off(calendar: Calendar) -> None:
    """The eves on which nobody works are flagged too."""
    eve = read("torsdag 24 december 9-10", now=NOW).spans
    assert "julafton" in WORDS.text(flags(eve, calendar, "preschool")[0].text, "sv")


def test_a_units_own_break_goes_before(calendar: Calendar) -> None:
    """A unit with its own höstlov is flagged in that week and not in the municipality's."""
    own = calendar.model_validate(
        calendar.model_dump()
        | {"units": {"Sol": {"breaks": {"autumn": {2026: {"first": "2026-11-02", "last": "2026-11-06"}}}}}}
    )
    fridays = read("fredagar 9-10 v 44-45", now=NOW).spans
    assert _days(flag.span for flag in flags(fridays, own, "compulsory", "Sol")) == [date(2026, 11, 6)]
    assert _days(flag.span for flag in flags(fridays, own, "compulsory")) == [date(2026, 10, 30)]


def test_flagged_sessions_can_be_dropped(calendar: Calendar) -> None:
    """Dropping leaves the other sessions as they are."""
    spans = _fridays()
    kept = dropped(spans, flags(spans, calendar, "compulsory"))
    assert len(kept) == len(spans) - 4
    assert flags(kept, calendar, "compulsory") == ()


def test_flagged_sessions_move_to_the_next_free_weekday(calendar: Calendar) -> None:
    """Moving keeps their number, weekday and clock, and puts no two on one day."""
    spans = _fridays()
    later = moved(spans, flags(spans, calendar, "compulsory"), calendar, "compulsory")
    assert later
    assert len(later) == len(spans)
    assert len(set(_days(later))) == len(spans)
    assert {(span.start.weekday(), span.start.hour, span.end and span.end.hour) for span in later} == {
        (4, 9, 10)
    }
    assert flags(later, calendar, "compulsory") == ()
    assert _days(later) == sorted(_days(later))
    assert _days(later)[-4:] == [date(2027, 1, 15), date(2027, 1, 22), date(2027, 1, 29), date(2027, 2, 5)]
