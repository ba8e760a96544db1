"""Which days things that are said of a time mean, and where several of them meet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import Stretch, load_calendar
from handlers.when.day_items import (
    Break,
    Date,
    Dates,
    EndOf,
    Feast,
    Months,
    Nth,
    Parity,
    TermName,
    Weekdays,
    Weeks,
)
from handlers.when.items import Item
from handlers.when.meanings import Present, means
from handlers.when.meeting import meeting, meetings

PRESENT = Present(date(2026, 10, 14), load_calendar())
ITEMS: tuple[Item, ...] = (
    Weekdays((1, 3)),
    Dates((Date(12), Date(26))),
    Dates((Date(29, 2),)),
    Dates((Date(9, 11), Date(13, 11)), stretch=True),
    Weeks((46, 44)),
    Weeks((50, 3), wraps=True),
    Months((10, 12)),
    Months((11, 12, 1)),
    Nth((1, -1), 4),
    TermName("HT"),
    Feast("christmas"),
    Break("autumn"),
    EndOf("month"),
    Parity(1),
)
items = st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3, unique=True)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@given(said=items, since=days)
def test_the_first_meeting_is_meant_by_all_and_nothing_before_it_is(said: list[Item], since: date) -> None:
    """Each day of it is meant by each thing, and no day between `since` and it by all."""
    found = meeting(said, since, PRESENT)
    until = found.first if found else since + timedelta(days=400)
    for ahead in range(min((until - since).days, 400)):
        assert not all(means(item, since + timedelta(days=ahead), PRESENT) for item in said)
    if found:
        assert found.last >= since
        assert all(means(item, day, PRESENT) for item in said for day in (found.first, found.last))


@pytest.mark.parametrize(
    ("said", "stretches"),
    [
        ((Months((10, 12), 2026),), [("2026-10-01", "2026-10-31"), ("2026-12-01", "2026-12-31")]),
        ((Months((11, 12, 1), 2026),), [("2026-11-01", "2027-01-31")]),
        ((Weeks((44, 45)), Weekdays((3,))), [("2026-10-29", "2026-10-29"), ("2026-11-05", "2026-11-05")]),
        ((Dates((Date(13),)), Weekdays((4,))), [("2026-11-13", "2026-11-13")]),
        ((Break("autumn"), Weekdays((3,))), [("2026-10-29", "2026-10-29")]),
        ((Dates((Date(1, 12),)), Months((11,))), []),
    ],
    ids=str,
)
def test_what_meets_in_a_window(said: tuple[Item, ...], stretches: list[tuple[str, str]]) -> None:
    """Things meet on the days that each of them means, days in a row as one stretch."""
    window = Stretch(first=date(2026, 10, 1), last=date(2027, 3, 31))
    found = [(f"{one.first}", f"{one.last}") for one in meetings(said, window, PRESENT)]
    assert found == stretches
