"""How far something is moved from its own time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.when.shifts import shift
from storage.values.times import Span

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("text", "before", "days", "minutes", "rest"),
    [
        ("en vecka framåt", "", 7, 0, ""),
        ("Almby två veckor senare kl 15", "Almby", 14, 0, "kl 15"),
        ("till 2 v framat", "", 14, 0, ""),
        ("framåt två veckor", "", 14, 0, ""),
        ("3 dar tidigare", "", -3, 0, ""),
        ("en timme senare", "", 0, 60, ""),
        ("med 30 min bakåt", "", 0, -30, ""),
        ("Almby, en och en halv timme tidigare", "Almby", 0, -90, ""),
        ("en halvtimme senare", "", 0, 30, ""),
        ("till dagen efter, kl 9", "", 1, 0, "kl 9"),
        ("dagen före", "", -1, 0, ""),
        ("veckan innan", "", -7, 0, ""),
        ("two days later at 10", "", 2, 0, "at 10"),
        ("by a week forward", "", 7, 0, ""),
        ("to the day before", "", -1, 0, ""),
        ("half an hour earlier", "", 0, -30, ""),
    ],
)
def test_a_distance(text: str, before: str, days: int, minutes: int, rest: str) -> None:
    """Days and weeks go by the calendar, hours and minutes by the clock; what stands around is left."""
    found = shift(text)
    assert found
    assert (found.before, found.days, found.minutes, found.rest) == (before, days, minutes, rest)


@pytest.mark.parametrize(
    "text",
    [
        "fredag v 44 kl 9",
        "veckan efter sportlovet",
        "dagen efter Kristi himmelsfärd",
        "en månad framåt",
        "i två veckor",
        "90 min",
        "senare",
        "en vecka",
        "a few days later",
    ],
)
def test_no_distance(text: str) -> None:
    """A time of its own, a length, and what leaves open how far, are no distance."""
    assert shift(text) is None


def test_over_the_change_of_clocks() -> None:
    """A week later is at the same hour on the wall, though the clocks went back in between."""
    start = datetime(2026, 10, 20, 14, tzinfo=STOCKHOLM)
    later = shift("en vecka framåt")
    assert later
    moved = later.of(Span(start=start, end=start + timedelta(minutes=90)))
    assert moved.end
    assert (moved.start.isoformat(), moved.end.isoformat()) == (
        "2026-10-27T14:00:00+01:00",
        "2026-10-27T15:30:00+01:00",
    )
