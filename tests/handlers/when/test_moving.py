"""When something is moved to, read beside its present time."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.when import Reading, read
from storage.values.times import Span
from tests.handlers.when.corpus_files import ZONE

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
COMING = Span(
    start=datetime(2026, 11, 5, 14, tzinfo=ZONE), end=datetime(2026, 11, 5, 15, 30, tzinfo=ZONE)
)  # a Thursday
GONE = Span(start=datetime(2026, 10, 1, 14, tzinfo=ZONE), end=datetime(2026, 10, 1, 15, tzinfo=ZONE))


def _read(text: str, old: Span = COMING) -> Reading:
    return read(text, now=NOW, topic=True, moved=old)


def _starts(reading: Reading) -> list[str]:
    return [f"{span.start:%Y-%m-%d %H:%M}" for span in reading.spans]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("6/11", "2026-11-06 14:00"),
        ("kl 9", "2026-11-05 09:00"),
        ("9-10.30", "2026-11-05 09:00"),
        ("v 46", "2026-11-12 14:00"),
        ("nästa vecka", "2026-10-22 14:00"),
        ("imorgon", "2026-10-15 14:00"),
        ("fredag samma vecka", "2026-11-06 14:00"),
        ("samma dag kl 8", "2026-11-05 08:00"),
        ("fredag v 46 vid samma tid", "2026-11-13 14:00"),
        ("en vecka senare", "2026-11-12 14:00"),
        ("två dagar tidigare kl 9", "2026-11-03 09:00"),
        ("en halvtimme senare", "2026-11-05 14:30"),
        ("-> 2026-11-09", "2026-11-09 14:00"),
        ("the following week", "2026-11-12 14:00"),
        ("to the day before at 10", "2026-11-04 10:00"),
        ("första måndagen i december", "2026-12-07 14:00"),
        ("måndagen efter höstlovet", "2026-11-02 14:00"),
    ],
)
def test_what_is_left_out_is_as_it_was(text: str, start: str) -> None:
    """Day, weekday and clock are the present time's where the text says none."""
    reading = _read(text)
    assert (_starts(reading), reading.rest) == ([start], "")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("fredag", ["2026-11-06 14:00", "2026-10-16 14:00"]),
        ("tisdag kl 9", ["2026-11-03 09:00", "2026-11-10 09:00", "2026-10-20 09:00"]),
    ],
)
def test_a_weekday_alone(text: str, starts: list[str]) -> None:
    """It may be beside the present time or the coming one; each is offered, and nothing taken."""
    reading = _read(text)
    assert reading.ask
    assert [f"{choice.spans[0].start:%Y-%m-%d %H:%M}" for choice in reading.ask.choices] == starts


@pytest.mark.parametrize("text", ["", "kanelbulle", "kl 9", "november", "en månad framåt"])
def test_what_says_no_day_of_what_has_been(text: str) -> None:
    """Of a time that has been the day is not taken over, and no words stand for one."""
    assert _read(text, GONE).ask


@pytest.mark.parametrize(
    "text",
    ["en vecka framåt torsdag kl 13 fredag", "en timme senare kl 9", "samma dag 6/11", "v 46 samma vecka"],
)
def test_two_things_are_not_both_meant(text: str) -> None:
    """A distance or the same day beside another one is asked about."""
    assert _read(text).ask


def test_a_distance_is_none_where_nothing_is_moved() -> None:
    """Without a present time the same words are no time."""
    assert read("en vecka framåt", now=NOW).ask
    assert read("samma dag kl 9", now=NOW).ask
