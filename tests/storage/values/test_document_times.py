"""Times as documents keep them: wall clocks with a zone, instants in UTC, weeks, terms and school years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storage.values.times import SchoolYear, Span, Term, Week, instant, instant_text, wall_text

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ZONES = ("Europe/Stockholm", "UTC", "America/New_York", "Asia/Kolkata")

walls = st.builds(
    lambda moment, zone, fold: moment.replace(tzinfo=ZoneInfo(zone), fold=fold),
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone comes below
    st.sampled_from(ZONES),
    st.sampled_from((0, 1)),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(walls, st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=2)))
def test_spans_there_and_back(start: datetime, length: timedelta | None) -> None:
    """A span's JSON is read as the same time on the same wall, in the hour that comes twice, too."""
    end = (instant(start) + length).astimezone(start.tzinfo) if length else None
    span = Span(start=start, end=end)
    back = Span.model_validate_json(span.model_dump_json())
    assert instant(back.start) == instant(span.start)
    assert back.start.replace(tzinfo=None, fold=0) == span.start.replace(tzinfo=None, fold=0)
    assert str(back.start.tzinfo) == str(span.start.tzinfo)


@given(moments, moments)
def test_the_order_of_texts_is_the_order_of_times(one: datetime, other: datetime) -> None:
    """Instants are written so that what a store compares as text is time."""
    assert (instant_text(one) < instant_text(other)) == (one < other)


def test_wall_clocks_are_readable() -> None:
    """A wall clock is written with its zone, and its offset only where the hour comes twice."""
    assert (
        wall_text(datetime(2026, 10, 22, 14, 0, tzinfo=STOCKHOLM)) == "2026-10-22T14:00:00[Europe/Stockholm]"
    )
    again = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=1)
    assert wall_text(again) == "2026-10-25T02:30:00+01:00[Europe/Stockholm]"


def test_the_wall_clock_decides() -> None:
    """A booking at 14.00 stays at 14.00 across a clock change."""
    summer = datetime(2026, 10, 23, 14, 0, tzinfo=STOCKHOLM)
    assert instant(summer + timedelta(days=7)) - instant(summer) == timedelta(days=7, hours=1)


@pytest.mark.parametrize("text", ["2026-10-22T14:00:00", "2026-10-22", "x[Europe/Stockholm]", "", "[UTC]"])
def test_what_is_no_wall_clock(text: str) -> None:
    """A stored time without a zone, or no time at all, is not read as one."""
    with pytest.raises((ValidationError, ValueError)):
        Span.model_validate({"start": text})


@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(days=1)))
def test_an_open_span_is_closed_in_real_time(start: datetime, usual: timedelta) -> None:
    """An open span gets the usual length in minutes that pass; a closed one keeps its end."""
    closed = Span(start=start.astimezone(STOCKHOLM)).closed(usual)
    assert closed.end is not None
    assert instant(closed.end) - instant(closed.start) == usual
    assert closed.closed(timedelta(hours=9)) == closed


@given(st.dates(date(2000, 1, 3), date(2090, 1, 1)))
def test_weeks(day: date) -> None:
    """A day's week begins on the Monday before it, in ISO's own year."""
    week = Week.of(day)
    assert timedelta(0) <= day - week.monday < timedelta(days=7)
    assert week.monday.isoweekday() == 1


def test_a_week_that_a_year_lacks() -> None:
    """2026 has 53 weeks, 2027 has not."""
    assert Week(year=2026, number=53).monday == date(2026, 12, 28)
    with pytest.raises(ValueError, match="53"):
        _ = Week(year=2027, number=53).monday


@pytest.mark.parametrize(
    ("day", "term", "year"),
    [
        (date(2026, 8, 1), "HT26", "2026/27"),
        (date(2026, 12, 31), "HT26", "2026/27"),
        (date(2027, 1, 1), "VT27", "2026/27"),
        (date(2027, 7, 31), "VT27", "2026/27"),
        (date(2099, 9, 1), "HT99", "2099/00"),
    ],
)
def test_terms_and_school_years(day: date, term: str, year: str) -> None:
    """Autumn term from August, spring term to July, and the school year over both."""
    assert (str(Term.of(day)), str(SchoolYear.of(day))) == (term, year)
