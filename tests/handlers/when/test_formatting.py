"""How times are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.core.words import Words
from handlers.when.formatting import (
    format_age,
    format_clock,
    format_day,
    format_short,
    format_span,
    format_week,
)
from storage.values.texts import t
from storage.values.times import Brief, Span, Week
from tests.handlers.when.corpus_files import ZONE


def _span(start: str, end: str | None = None) -> Span:
    moments = [datetime.fromisoformat(text).replace(tzinfo=ZONE) if text else None for text in (start, end)]
    return Span(start=moments[0], end=moments[1])


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("sv", "torsdag 15 oktober 2026, v. 42, 14.00–15.30", "tors 15 okt v. 42 14.00–15.30"),
        ("en", "Thursday 15 October 2026, week 42, 14:00–15:30", "Thu 15 Oct week 42 14:00–15:30"),
    ],
)
def test_a_session_is_shown_with_weekday_date_week_and_clock(language: str, long: str, short: str) -> None:
    """Weekday, date, ISO week and clock stand in both forms, each language with its own clock."""
    span = _span("2026-10-15T14:00", "2026-10-15T15:30")
    assert format_span(span, language) == long
    assert format_short(span, language) == short


@pytest.mark.parametrize(
    ("language", "short"),
    [("sv", "tors 14 jan 2027 v. 2 14.00–15.30"), ("en", "Thu 14 Jan 2027 week 2 14:00–15:30")],
)
def test_another_year_is_written_out(language: str, short: str) -> None:
    """Where it is shown in another year than it lies in, the short form has the year."""
    span = _span("2027-01-14T14:00", "2027-01-14T15:30")
    assert Words.load().text(t("{when}", when=Brief.of(span, date(2026, 12, 31))), language) == short
    assert "2027" not in Words.load().text(t("{when}", when=Brief.of(span, date(2027, 1, 1))), language)


@pytest.mark.parametrize(
    ("day", "short"),
    [
        (12, "mån 12"),
        (13, "tis 13"),
        (14, "ons 14"),
        (15, "tors 15"),
        (16, "fre 16"),
        (17, "lör 17"),
        (18, "sön 18"),
    ],
)
def test_short_weekdays(day: int, short: str) -> None:
    """Weekdays are shortened as Swedish calendars do."""
    assert format_short(_span(f"2026-10-{day}T14:00"), "sv") == f"{short} okt v. 42 14.00"


def test_an_open_session_has_no_end() -> None:
    """A session without an end shows its start alone."""
    assert format_span(_span("2026-10-15T14:00"), "sv") == "torsdag 15 oktober 2026, v. 42, 14.00"


def test_the_year_is_left_out_on_wish() -> None:
    """The caller may leave the year out."""
    assert format_span(_span("2026-10-15T14:00"), "sv", year=False) == "torsdag 15 oktober, v. 42, 14.00"


def test_midnight_ends_the_day() -> None:
    """A session until midnight ends at 24.00 of its own day."""
    assert format_span(_span("2026-10-15T22:00", "2026-10-16T00:00"), "sv").endswith("22.00–24.00")


def test_a_session_over_midnight_shows_both_days() -> None:
    """A session that ends on another day shows both in full."""
    shown = format_span(_span("2026-10-15T22:00", "2026-10-16T01:00"), "sv")
    assert shown == "torsdag 15 oktober 2026, v. 42, 22.00 – fredag 16 oktober 2026, v. 42, 01.00"


@pytest.mark.parametrize(("fold", "clock"), [(0, "02.30 sommartid"), (1, "02.30 vintertid")])
def test_the_repeated_hour_says_which(fold: int, clock: str) -> None:
    """In the hour that the clock change repeats, the clock says which of the two it is."""
    assert format_clock(datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=fold), "sv") == clock


def test_the_skipped_hour_is_shown_as_it_stands() -> None:
    """A time that clocks skip is shown without a word about seasons."""
    assert format_clock(datetime(2027, 3, 28, 2, 30, tzinfo=ZONE), "sv") == "02.30"


def test_the_week_of_a_new_year_is_the_iso_week() -> None:
    """New Year's Day 2027 lies in week 53."""
    assert format_span(_span("2027-01-01T10:00"), "sv") == "fredag 1 januari 2027, v. 53, 10.00"


def test_days_and_weeks_by_themselves() -> None:
    """A day and a week are shown in both languages, with their year or without."""
    assert format_day(date(2026, 10, 15), "sv") == "torsdag 15 oktober 2026"
    assert format_day(date(2026, 10, 15), "en", year=False) == "Thursday 15 October"
    assert format_week(Week(year=2026, number=42), "sv") == "v. 42"
    assert format_week(Week(year=2026, number=42), "en", year=True) == "week 42 2026"


@pytest.mark.parametrize(
    ("days", "sv", "en"),
    [(0, "0 dagar", "0 days"), (1, "1 dag", "1 day"), (3, "3 dagar", "3 days"), (13, "13 dagar", "13 days"),
     (14, "2 veckor", "2 weeks"), (20, "2 veckor", "2 weeks"), (70, "10 veckor", "10 weeks")],
)  # fmt: skip
def test_ages_are_days_and_from_a_fortnight_weeks(days: int, sv: str, en: str) -> None:
    """Up to 13 days are counted in days, longer times in whole weeks."""
    since = datetime(2026, 10, 1, 8, tzinfo=UTC)
    until = since + timedelta(days=days, hours=3)
    assert (format_age(since, until, "sv"), format_age(since, until, "en")) == (sv, en)
