"""Which of the times there are a text speaks of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.when.mentions import Mention, mention

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TODAY = date(2026, 10, 15)  # a Thursday in week 42
STARTS = (
    "2026-10-05 14:00",  # Monday, week 41
    "2026-10-08 09:00",  # Thursday, week 41
    "2026-10-14 14:00",  # yesterday
    "2026-10-16 09:00",  # tomorrow
    "2026-10-19 14:00",  # Monday, week 43
    "2026-10-22 14:00",  # Thursday, week 43
    "2026-10-22 16:30",  # Thursday, week 43
    "2026-10-29 14:00",  # Thursday, week 44
    "2026-11-05 14:00",  # Thursday, week 45
    "2027-02-04 14:00",  # Thursday, week 5
)
THURSDAYS = ("10-08", "10-22", "10-29", "11-05", "02-04")


def _starts(text: str) -> tuple[str, datetime, datetime]:
    start = datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)
    return text[5:], start, start + timedelta(minutes=90)


def _mention(text: str, language: str = "sv", *, counted: bool = False) -> Mention | None:
    return mention(text, today=TODAY, language=language, counted=counted)


@pytest.mark.parametrize(
    ("language", "text", "rest", "days"),
    [
        ("sv", "4 feb", "", ["02-04 14:00"]),
        ("sv", "4 feb sjuk", "sjuk", ["02-04 14:00"]),
        ("sv", "4/2, läraren är sjuk", "läraren är sjuk", ["02-04 14:00"]),
        ("sv", "den 4:e februari kl 14", "", ["02-04 14:00"]),
        ("sv", "2027-02-04", "", ["02-04 14:00"]),
        ("sv", "4 feb 2028", "", []),
        ("sv", "4 februari kl 9", "", []),
        ("sv", "den 5:e", "", ["10-05 14:00", "11-05 14:00"]),
        ("sv", "v 43", "", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
        ("sv", "v. 43 torsdag halv fem", "", ["10-22 16:30"]),
        ("sv", "v 44 lov", "lov", ["10-29 14:00"]),
        ("sv", "v 44-5", "", ["10-29 14:00", "11-05 14:00", "02-04 14:00"]),
        ("sv", "v 44-5 2025", "", []),
        ("sv", "torsdag", "", ["10-22 14:00", "10-22 16:30"]),
        ("sv", "torsdagens träff", "träff", ["10-22 14:00", "10-22 16:30"]),
        ("sv", "på torsdag kl 14.00", "", ["10-22 14:00"]),
        ("sv", "torsdag 14", "", ["10-22 14:00"]),
        ("sv", "torsdag 2", "", ["10-22 14:00"]),
        ("sv", "torsdag 2 lärare är sjuka", "2 lärare är sjuka", ["10-22 14:00", "10-22 16:30"]),
        ("sv", "torsdag 5", "", ["11-05 14:00"]),
        ("sv", "torsdag 14-15.30 sjuk", "sjuk", ["10-22 14:00"]),
        ("sv", "torsdag 14-16", "", []),
        ("sv", "onsdag", "", ["10-14 14:00"]),
        ("sv", "fredag", "", ["10-16 09:00"]),
        ("sv", "fredag eftermiddag", "", []),
        ("sv", "nästa torsdag", "", ["10-22 14:00", "10-22 16:30", "10-29 14:00"]),
        ("sv", "nästa vecka", "", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
        ("sv", "torsdag nästa vecka", "", ["10-22 14:00", "10-22 16:30"]),
        ("sv", "imorgon", "", ["10-16 09:00"]),
        ("sv", "i morgon bitti pga snö", "pga snö", ["10-16 09:00"]),
        ("sv", "morgondagens möte", "möte", ["10-16 09:00"]),
        ("sv", "dagens", "", []),
        ("sv", "veckans", "", ["10-14 14:00", "10-16 09:00"]),
        ("sv", "nästa veckas träff", "träff", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
        ("sv", "torsdagar", "", [one[5:] for one in STARTS if one[5:10] in THURSDAYS]),
        ("sv", "kl 14", "", [one[5:] for one in STARTS if one.endswith("14:00")]),
        ("sv", "igår", "", ["10-14 14:00"]),
        ("sv", "i går 4 Bra samtal", "4 Bra samtal", ["10-14 14:00"]),
        ("sv", "gårdagens träff", "träff", ["10-14 14:00"]),
        ("sv", "i torsdags", "", ["10-08 09:00"]),
        ("sv", "förra torsdagen", "", ["10-08 09:00"]),
        ("sv", "förra torsdagens träff", "träff", ["10-08 09:00"]),
        ("sv", "förra veckan", "", ["10-05 14:00", "10-08 09:00"]),
        ("sv", "i november", "", ["11-05 14:00"]),
        ("sv", "to 29 okt", "", ["10-29 14:00"]),
        ("sv", "to 14", "", ["10-22 14:00"]),
        ("sv", "ons", "", ["10-14 14:00"]),
        ("sv", "kl 16.30", "", ["10-22 16:30"]),
        ("en", "Thursday's session", "session", ["10-22 14:00", "10-22 16:30"]),
        ("en", "4 Feb, teacher ill", "teacher ill", ["02-04 14:00"]),
        ("en", "Nov 5th 2pm ill", "ill", ["11-05 14:00"]),
        ("en", "week 44", "", ["10-29 14:00"]),
        ("en", "tomorrow at 9", "", ["10-16 09:00"]),
        ("en", "yesterday", "", ["10-14 14:00"]),
        ("en", "last Thursday", "", ["10-08 09:00"]),
        ("en", "next week's session", "session", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
        ("en", "next week", "", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
    ],
)
def test_which_are_meant(language: str, text: str, rest: str, days: list[str]) -> None:
    """A day, week or clock at the front chooses among the times there are; the words after it are left."""
    said = _mention(text, language)
    assert said is not None
    assert (said.rest, said.among(map(_starts, STARTS))) == (rest, days)
    assert not said.unsure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", ""),
        ("sv", "sjuk"),
        ("sv", "2 lärare är sjuka"),
        ("sv", "4 Bra samtal"),
        ("sv", "14-16"),
        ("sv", "på grund av snö"),
        ("sv", "mars"),
        ("sv", "maj är full"),
        ("sv", "alla träffar"),
        ("sv", "till fredag 14"),
        ("sv", "novembermötet"),
        ("en", "to be safe"),
        ("en", "on sick leave"),
        ("en", "on"),
        ("en", "teacher ill on Thursday"),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    """Words and numbers that need not be a time are none, and a time counts only at the front."""
    assert _mention(text, language) is None


@pytest.mark.parametrize("text", ["måndag eller torsdag", "måndag till torsdag", "mån-tors", "mån/tors"])
def test_several_are_unsure(text: str) -> None:
    """Of several days none is chosen: all that they may mean are told, to be asked about."""
    said = _mention(text)
    assert said is not None
    assert said.unsure
    assert said.among(map(_starts, STARTS))[0] == "10-19 14:00"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("måndag eller torsdag", ["10-19 14:00", "10-22 14:00", "10-22 16:30"]),
        ("4 feb och 5 nov", ["11-05 14:00", "02-04 14:00"]),
        ("v 44 eller v 45", ["10-29 14:00", "11-05 14:00"]),
        ("november eller februari", ["11-05 14:00", "02-04 14:00"]),
        ("måndag eller torsdag kl 14", None),
        ("v 43 torsdag eller v 44 måndag", None),
        ("måndag till torsdag", None),
        ("mån-tors", None),
    ],
)
def test_all_that_are_named(text: str, days: list[str] | None) -> None:
    """A list can have all of several days, weeks or months at once, where nothing else is said of any."""
    said = _mention(text)
    assert said is not None
    assert (said.among(map(_starts, STARTS)) if said.names_each else None) == days


def test_a_weekday_alone() -> None:
    """It is that of the week to come, else any later one or of the last week, else of the last week."""
    said = _mention("torsdag")
    assert said is not None
    last, later, soon = "2026-10-08 09:00", "2026-10-29 14:00", "2026-10-22 14:00"
    long_ago = "2026-10-01 09:00"
    among = {
        (last, later, soon): ["10-22 14:00"],
        (last, later): ["10-08 09:00", "10-29 14:00"],
        (long_ago, last): ["10-08 09:00"],
        (long_ago,): ["10-01 09:00"],
    }
    for starts, meant in among.items():
        assert said.among(map(_starts, starts)) == meant


def test_a_grade_is_no_clock() -> None:
    """Where something is counted after it, a number from 1 to 6 is left."""
    said = _mention("torsdag 4", counted=True)
    assert said is not None
    assert (said.words, said.rest) == ("torsdag", "4")


@pytest.mark.parametrize(
    ("text", "weekday", "week", "clock"),
    [
        ("fredag", True, False, False),
        ("fredag 14", True, False, True),
        ("nästa fredag", False, False, False),
        ("fredag v 44", False, False, False),
        ("v 44", False, True, False),
        ("nästa vecka kl 9", False, True, True),
        ("4 feb", False, False, False),
        ("imorgon förmiddag", False, False, True),
    ],
)
def test_what_is_left_open(text: str, weekday: bool, week: bool, clock: bool) -> None:
    """Whether week, weekday or clock are left open is told, so that they can be taken from elsewhere."""
    said = _mention(text)
    assert said is not None
    assert said.says_a_day
    assert (said.says_only_a_weekday, said.says_only_a_week, said.says_a_clock) == (weekday, week, clock)
