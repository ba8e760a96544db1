"""School weeks of a unit's own calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import Calendar, load_calendar
from config.school_weeks import WEEKDAYS, school_weeks

CALENDAR = load_calendar()
OCTOBER_14 = date(2026, 10, 14)
JUNE_1 = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("form", "since", "until", "weeks"),
    [
        ("compulsory", OCTOBER_14, OCTOBER_14, 0),
        ("compulsory", OCTOBER_14, date(2026, 10, 20), 0),
        ("compulsory", OCTOBER_14, date(2026, 10, 21), 1),
        ("compulsory", date(2026, 10, 21), date(2026, 11, 4), 1),  # over the autumn break
        ("preschool", date(2026, 10, 21), date(2026, 11, 4), 2),
        ("compulsory", JUNE_1, date(2027, 8, 20), 2),  # over the summer
        ("preschool", JUNE_1, date(2027, 8, 10), 5),  # over July
        ("compulsory", OCTOBER_14, date(2026, 10, 1), 0),
    ],
)
def test_breaks_do_not_count(form: str, since: date, until: date, weeks: int) -> None:
    """Five weekdays on which the unit is open make a week; preschools are closed in July alone."""
    assert school_weeks(since, until, CALENDAR, form) == weeks


def test_a_unit_has_days_of_its_own() -> None:
    """A unit's own break takes the place of the usual one."""
    own = {"Solgläntan": {"breaks": {"autumn": {2026: {"first": "2026-11-09", "last": "2026-11-13"}}}}}
    calendar = Calendar.model_validate(CALENDAR.model_dump() | {"units": own})
    since, until = date(2026, 10, 23), date(2026, 11, 6)
    assert school_weeks(since, until, calendar, "compulsory", "Solgläntan") == 2
    assert school_weeks(since, until, calendar, "compulsory") == 1


@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(["preschool", "adult", "compulsory"]),
)
def test_it_is_what_counting_day_by_day_gives(since: date, days: int, form: str) -> None:
    """Counting the open weekdays one by one comes to the same."""

    def is_open(day: date) -> bool:
        if day.weekday() >= WEEKDAYS:
            return False
        if form in CALENDAR.open_all_year.forms:
            return day.month != 7
        return CALENDAR.break_on(day, form) is None

    opened = sum(is_open(since + timedelta(days=one)) for one in range(1, days + 1))
    assert school_weeks(since, since + timedelta(days=days), CALENDAR, form) == opened // WEEKDAYS
