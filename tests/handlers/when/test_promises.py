"""What holds of any reading beside a topic: nothing typed is lost, and nothing but time decides the time."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.when import Reading, read
from handlers.when.lexicon import DAYS
from handlers.when.spans import instants
from handlers.when.typed import fold
from storage.values.times import Week
from tests.handlers.when.corpus_files import ZONE, Case, cases

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
DAY_PARTS = (
    "torsdag",
    "tisdag",
    "fredag 6 november",
    "3/11",
    "15 oktober",
    "nästa vecka måndag",
    "måndag v 46",
)
CLOCK_PARTS = ("kl 14", "kl 9.30", "13-15", "kl 8-9.30", "klockan halv tre", "på eftermiddagen kl 2")
BESIDE = ("90 min", "")
TOPICS = ("Formativ bedömning", "BFL", "Läslyftet", "planering", "svenska", "Elevhälsa", "APT", "matematik")
TOPIC_WORDS = ("bedömning", "Läslyftet", "elevhälsan", "samverkan", "digitala", "verktyg")


def _read(text: str, *, topic: bool = True, language: str = "sv") -> Reading:
    return read(text, now=NOW, language=language, topic=topic)


@given(
    day=st.sampled_from(DAY_PARTS),
    clock=st.sampled_from(CLOCK_PARTS),
    length=st.sampled_from(BESIDE),
    topic=st.sampled_from(TOPICS),
)
@settings(max_examples=300, deadline=None)
def test_the_order_of_independent_parts_decides_nothing(
    day: str, clock: str, length: str, topic: str
) -> None:
    """Day, clock, length and topic mean the same in any order that can be read at all."""
    if length and "-" in clock:
        length = ""
    parts = [part for part in (day, clock, length, topic) if part]
    readings = [_read(", ".join(order)) for order in permutations(parts)]
    meant = {instants(reading.spans) for reading in readings if reading.ask is None}
    assert len(meant) == 1
    assert {reading.rest for reading in readings if reading.ask is None} == {topic}


READ = [case for case in cases() if case.sessions and case.topic]


@pytest.mark.parametrize("word", TOPIC_WORDS[:3])
@pytest.mark.parametrize("case", READ, ids=str)
def test_a_word_more_of_the_topic_never_changes_the_time(case: Case, word: str) -> None:
    """What is read with a topic is read as the same time, or asked about, with another word in it."""
    before = read(case.text, now=case.now, language=case.language, topic=True)
    for text in (f"{case.text} {word}", f"{word} {case.text}"):
        after = read(text, now=case.now, language=case.language, topic=True)
        assert after.ask is not None or instants(after.spans) == instants(before.spans)


@given(
    words=st.permutations(TOPIC_WORDS),
    time=st.sampled_from(["torsdag kl 14", "v 46 tisdag 9-11", "3/11 kl 13"]),
)
@settings(max_examples=60, deadline=None)
def test_words_of_a_topic_stand_anywhere_around_the_time(words: list[str], time: str) -> None:
    """A time is the same whatever stands before and behind it."""
    alone = _read(time)
    reading = _read(f"{words[0]} {words[1]} {time} {words[2]}")
    assert instants(reading.spans) == instants(alone.spans)
    assert reading.rest == f"{words[0]} {words[1]} {words[2]}"


PIECES = (
    *(
        "torsdag",
        "tisdag",
        "måndag",
        "fredagar",
        "3/11",
        "den 12",
        "12.11",
        "26.11",
        "5 november",
        "v 46",
        "v 46, 48",
    ),
    *(
        "kl 14",
        "9.30",
        "13-15",
        "8",
        "14",
        "22",
        "90 min",
        "kl 9 till 11",
        "och",
        ",",
        "eller",
        "till",
        "varje",
    ),
    *(
        "Lärträff 3",
        "svenska 2",
        "åk 7-9",
        "6 lärare",
        "204",
        "sid 13-15",
        "2.0",
        "planering",
        "BFL",
        "i par",
    ),
)


@given(pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=6))
@settings(max_examples=800, deadline=None)
def test_every_number_and_weekday_typed_is_read_back(pieces: list[str]) -> None:
    """Each stands in the sessions that are read, as their stated end, or in the topic that is left over."""
    text = " ".join(pieces)
    reading = _read(text)
    if reading.ask is not None:
        return
    told = _told(reading)
    weekdays = {day.weekday() for day in (*(span.start for span in reading.spans), *_limit(reading))}
    for number in re.findall(r"\d+", text):
        assert int(number) in told or number in reading.rest, (number, reading)
    for word in ("torsdag", "tisdag", "måndag", "fredag"):
        assert word not in text or DAYS[fold(word)] in weekdays or word in reading.rest, (word, reading)


def _limit(reading: Reading) -> tuple[date, ...]:
    """Return the last day that was stated for a series, which may be none of its own."""
    return (reading.until,) if reading.until else ()


def _told(reading: Reading) -> set[int]:
    """Return all numbers that a reading accounts for."""
    told = {len(reading.spans), 0}
    for day in _limit(reading):
        told |= {day.day, day.month, day.year, Week.of(day).number}
    for span in reading.spans:
        for moment in (span.start, span.end or span.start):
            year, week = Week.of(moment.date()).year, Week.of(moment.date()).number
            told |= {moment.day, moment.month, moment.year, moment.year % 100, week, year, year % 100}
            told |= {moment.hour, moment.hour % 12 or 12, moment.minute, moment.hour * 100 + moment.minute}
            told |= {int(f"{moment:%Y%m%d}"), int(f"{moment:%y%m%d}"), int(f"{moment:%H%M%S}"), 24}
        if span.end:
            minutes = int((span.end - span.start).total_seconds()) // 60
            told |= {minutes, minutes // 60, minutes % 60}
    return told
