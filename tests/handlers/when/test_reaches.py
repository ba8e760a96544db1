"""From when and until when a text reaches."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.calendar import load_calendar
from handlers.when.reaches import Reach, reach

TODAY = date(2026, 10, 15)  # a Thursday in week 42
SWEDISH = "från till före efter mellan och sedan t.o.m. fr.o.m. framåt jul höstlovet terminens slut mars fre"
WORDS = [
    *SWEDISH.split(),
    "v 46",
    "1 dec",
    "15",
    "november",
    "måndag",
    "-",
    ",",
    "2027",
    "igår",
    "Almby",
    "31/2",
]


def _reach(text: str, language: str = "sv", *, past: bool = False, today: date = TODAY) -> Reach | None:
    return reach(text, today=today, language=language, calendar=load_calendar(), past=past)


def _days(said: Reach | None) -> str | None:
    """Write an open end as nothing: `2026-11-01 -`."""
    return f"{said.first or ''} - {said.last or ''}".strip() if said else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("från november", "2026-11-01 -"),
        ("från och med 1 december", "2026-12-01 -"),
        ("fr o m v 48", "2026-11-23 -"),
        ("fr.o.m. v. 48", "2026-11-23 -"),
        ("from v 48", "2026-11-23 -"),
        ("från 15.11", "2026-11-15 -"),
        ("från torsdag v 48", "2026-11-26 -"),
        ("från idag", "2026-10-15 -"),
        ("från nästa vecka", "2026-10-19 -"),
        ("november och framåt", "2026-11-01 -"),
        ("från v 48 framåt", "2026-11-23 -"),
        ("tidigast v 48", "2026-11-23 -"),
        ("efter november", "2026-12-01 -"),
        ("efter v 45", "2026-11-09 -"),
        ("efter 1 december", "2026-12-02 -"),
        ("efter jul", "2026-12-25 -"),
        ("efter sportlovet", "2027-02-27 -"),
        ("efter höstterminen", "2026-12-19 -"),
        ("före jul", "- 2026-12-23"),
        ("före november", "- 2026-10-31"),
        ("innan 1 dec", "- 2026-11-30"),
        ("till v 50", "- 2026-12-13"),
        ("till november", "- 2026-11-30"),
        ("t o m 15 december", "- 2026-12-15"),
        ("senast 15/12", "- 2026-12-15"),
        ("till höstlovet", "- 2026-10-25"),
        ("t.o.m. höstlovet", "- 2026-10-30"),
        ("fram till påsk", "- 2027-03-24"),
        ("till terminens slut", "- 2026-12-18"),
        ("mellan v 46 och v 49", "2026-11-09 - 2026-12-06"),
        ("mellan 1 och 15 december", "2026-12-01 - 2026-12-15"),
        ("mellan 1 november och 15 december", "2026-11-01 - 2026-12-15"),
        ("mellan jul och påsk", "2026-12-24 - 2027-03-28"),
        ("1/11–15/12", "2026-11-01 - 2026-12-15"),
        ("november till januari", "2026-11-01 - 2027-01-31"),
        ("från v 50 till v 3", "2026-12-07 - 2027-01-24"),
        ("från 20 till 24 okt", "2026-10-20 - 2026-10-24"),
        ("från november–december", "2026-11-01 - 2026-12-31"),
        ("från september till maj", "2026-09-01 - 2027-05-31"),
        ("efter höstlovet och före jul", "2026-10-31 - 2026-12-23"),
        ("före jul efter höstlovet", "2026-10-31 - 2026-12-23"),
        ("from November", "2026-11-01 -"),
        ("from week 48 onwards", "2026-11-23 -"),
        ("after the autumn break", "2026-10-31 -"),
        ("before 1 December", "- 2026-11-30"),
        ("until week 50", "- 2026-12-13"),
        ("by 15 December", "- 2026-12-15"),
        ("from November to January", "2026-11-01 - 2027-01-31"),
        ("between week 46 and week 49", "2026-11-09 - 2026-12-06"),
    ],
)
def test_from_and_until(text: str, days: str) -> None:
    """Both ends are within, one that nobody named is open, and both languages are read for everybody."""
    assert {_days(_reach(text, language)) for language in ("sv", "en")} == {days}


@pytest.mark.parametrize(
    ("text", "today", "days"),
    [
        ("från januari", "2026-10-15", "2027-01-01 -"),
        ("från januari", "2027-03-15", "2027-01-01 -"),
        ("från november", "2026-12-20", "2026-11-01 -"),
        ("från november", "2026-11-15", "2026-11-01 -"),
        ("från augusti", "2027-06-10", "2027-08-01 -"),
        ("efter jul", "2027-01-10", "2026-12-25 -"),
        ("från v 48", "2027-01-10", "2026-11-23 -"),
        ("från september till maj", "2027-04-15", "2026-09-01 - 2027-05-31"),
        ("från maj", "2026-10-14", "2027-05-01 -"),
        ("t o m maj", "2026-10-14", "- 2027-05-31"),
        ("från juni", "2026-11-22", "2027-06-01 -"),
        ("till v 24", "2026-11-22", "- 2027-06-20"),
        ("till midsommar", "2026-11-22", "- 2027-06-24"),
        ("före sommarlovet", "2026-11-22", "- 2027-06-11"),
        ("till påsk", "2026-08-20", "- 2027-03-24"),
        ("från juni", "2027-06-20", "2027-06-01 -"),
        ("från september", "2026-11-22", "2026-09-01 -"),
        ("från 1 november 2024", "2026-10-15", "2024-11-01 -"),
        ("mellan 1 november och 15 december 2024", "2026-10-15", "2024-11-01 - 2024-12-15"),
        ("november 2024 till februari 2026", "2026-10-15", "2024-11-01 - 2026-02-28"),
        ("från HT25", "2026-10-15", "2025-08-18 -"),
        ("från måndag", "2026-10-15", "2026-10-19 -"),
        ("till fredag", "2026-10-15", "- 2026-10-16"),
        ("till torsdag", "2026-10-15", "- 2026-10-15"),
        ("måndag till fredag", "2026-10-15", "2026-10-12 - 2026-10-16"),
        ("måndag till tisdag", "2026-10-15", "2026-10-19 - 2026-10-20"),
        ("till terminens slut", "2026-08-20", "- 2026-12-18"),
        ("till v 53", "2026-10-15", "- 2027-01-03"),
    ],
)
def test_in_which_year(text: str, today: str, days: str) -> None:
    """Without a year the nearest is meant, of weekdays and terms' ends the coming one."""
    assert _days(_reach(text, today=date.fromisoformat(today))) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("från november", "2025-11-01 -"),
        ("från september", "2026-09-01 -"),
        ("före jul", "- 2025-12-23"),
        ("till v 35", "- 2026-08-30"),
        ("från måndag", "2026-10-12 -"),
        ("till oktober", "- 2026-10-31"),
        ("mellan v 50 och v 3", "2025-12-08 - 2026-01-18"),
        ("från 1 december 2027", "2027-12-01 -"),
    ],
)
def test_of_what_has_been(text: str, days: str) -> None:
    """In a list of what has been, the latest that has begun is meant, unless a year says otherwise."""
    assert _days(_reach(text, past=True)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sedan november", "2025-11-01 -"),
        ("sedan igår", "2026-10-14 -"),
        ("sedan i torsdags", "2026-10-08 -"),
        ("sedan förra torsdagen", "2026-10-08 -"),
        ("sedan förra veckan", "2026-10-05 -"),
        ("från och med förra veckan", "2026-10-05 -"),
        ("från förra veckan", "2026-10-05 - 2026-10-11"),
        ("från igår", "2026-10-14 - 2026-10-14"),
        ("since November", "2025-11-01 -"),
        ("from last week", "2026-10-05 - 2026-10-11"),
    ],
)
def test_since(text: str, days: str) -> None:
    """`sedan` looks back; what is `från` last week or yesterday is of it."""
    assert _days(_reach(text)) == days


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("från v 48 i Almby", "från v 48", "i Almby"),
        ("från v 48, Almby", "från v 48", "Almby"),
        ("Fr.o.m.  V 48 och Almby", "Fr.o.m. V 48", "och Almby"),
        ("november och framåt Almby", "november och framåt", "Almby"),
        ("från november till Almby", "från november", "till Almby"),
        ("före jul eller påsk", "före jul", "eller påsk"),
        ("till torsdag kl 14", "till torsdag", "kl 14"),
        ("från v 48 " + "Almby " * 20, "från v 48", ("Almby " * 20).strip()),
        ("från 1 till 15 december 2 lärare", "från 1 till 15 december", "2 lärare"),
    ],
)
def test_what_is_left(text: str, words: str, rest: str) -> None:
    """What follows is left for others, and what was read is told as it was typed."""
    said = _reach(text)
    assert said is not None
    assert (said.words, said.rest) == (words, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "från",
        "från och med",
        "till Almby",
        "från 15",
        "från 31 februari",
        "från kl 14",
        "från 2 lärare",
        "från första läsningen",
        "Från ord till handling",
        "Till fred i världen",
        "Mellan oss",
        "mellan v 46",
        "mellan 46 och 49",
        "före lunch",
        "efter skolan",
        "efter torsdagar",
        "november",
        "november–december",
        "v 43 och v 45",
        "måndag eller tisdag",
        "Almby från v 43",
        "från jul v 52",
    ],
)
def test_what_reaches_nowhere(text: str) -> None:
    """Words that open nothing, times by themselves and what no calendar has are left to others."""
    assert _reach(text) is None


def test_what_is_among() -> None:
    """What begins on the first or the last day is within, at any hour."""
    said = _reach("från 1 till 15 december")
    assert said is not None
    starts = [datetime.fromisoformat(f"2026-{one}") for one in ("11-30T23:59", "12-01T00:00", "12-15T23:59")]
    found = said.among((str(start)[5:10], start, start + timedelta(hours=1)) for start in starts)
    assert found == ["12-01", "12-15"]


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from(["sv", "en"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_words_are_taken(words: list[str], language: str, past: bool) -> None:
    """Whatever stands together, it is read or not, and what was read is read so again."""
    said = _reach(" ".join(words), language, past=past)
    if said:
        again = _reach(said.words, language, past=past)
        assert again is not None
        assert (again.first, again.last, again.rest) == (said.first, said.last, "")
