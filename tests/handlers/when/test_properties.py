"""What holds for any time and any text."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.when import read
from handlers.when.answers import Reading
from handlers.when.formatting import format_short, format_span
from handlers.when.spans import instants
from storage.values.times import Span, instant
from tests.handlers.when.corpus_files import ZONE, cases

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=ZONE)
NINE_MONTHS = timedelta(days=270)
WORDS = sorted({word for case in cases() for word in case.text.split()})
languages = st.sampled_from(["sv", "en"])
zones = st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"])


@st.composite
def spans(draw: st.DrawFn, within: timedelta = timedelta(days=3600), zone: ZoneInfo = ZONE) -> Span:
    """Sessions that start on a whole minute after NOW, of any length up to eleven hours, or open."""
    later = draw(st.integers(1, int(within.total_seconds()) // 60))
    start = (instant(NOW) + timedelta(minutes=later)).astimezone(zone)
    minutes = draw(st.none() | st.integers(1, 11 * 60))
    end = (instant(start) + timedelta(minutes=minutes)).astimezone(zone) if minutes else None
    return Span(start=start, end=end)


@given(span=spans(), language=languages)
@settings(max_examples=400, deadline=None)
def test_what_we_format_we_read_back(span: Span, language: str) -> None:
    """A session's long form is read as that session, in both languages."""
    reading = read(format_span(span, language), now=NOW, language=language)
    assert reading.ask is None
    assert instants(reading.spans) == instants((span,))


@given(span=spans(within=NINE_MONTHS), language=languages)
@settings(max_examples=300, deadline=None)
def test_the_short_form_is_read_back(span: Span, language: str) -> None:
    """A session's short form is read as that session where no year is needed."""
    reading = read(format_short(span, language), now=NOW, language=language)
    assert reading.ask is None
    assert instants(reading.spans) == instants((span,))


@given(
    span=spans(),
    language=languages,
    topic=st.sampled_from(["Formativ bedömning", "BFL", "Lärträff 3", "åk 7-9"]),
)
@settings(max_examples=150, deadline=None)
def test_a_topic_after_the_long_form_is_kept(span: Span, language: str, topic: str) -> None:
    """The long form with a topic after it is read as the session and the topic."""
    reading = read(f"{format_span(span, language)} {topic}", now=NOW, language=language, topic=True)
    assert (instants(reading.spans), reading.rest) == (instants((span,)), topic)


@given(data=st.data(), name=zones, language=languages)
@settings(max_examples=200, deadline=None)
def test_times_are_meant_in_the_zone_given(data: st.DataObject, name: str, language: str) -> None:
    """What is read stands in the zone of `now`, whichever that is."""
    zone = ZoneInfo(name)
    span = data.draw(spans(zone=zone))
    reading = read(format_span(span, language), now=NOW.astimezone(zone), language=language)
    assert instants(reading.spans) == instants((span,))
    assert {one.start.tzinfo for one in reading.spans} == {zone}


@given(text=st.text(max_size=220), language=languages, topic=st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_text_raises(text: str, language: str, topic: bool) -> None:
    """Any text is read or asked about."""
    reading = read(text, now=NOW, language=language, topic=topic)
    assert bool(reading.spans) is (reading.ask is None)


@given(words=st.lists(st.sampled_from(WORDS), max_size=14), language=languages, topic=st.booleans())
@settings(max_examples=500, deadline=None)
def test_no_string_of_time_words_raises(words: list[str], language: str, topic: bool) -> None:
    """Words of times in any order are read as coming sessions in order, or asked about."""
    reading = read(" ".join(words), now=NOW, language=language, topic=topic)
    assert bool(reading.spans) is (reading.ask is None)
    starts = [instant(span.start) for span in reading.spans]
    assert starts == sorted(set(starts))
    assert all(start > instant(NOW) for start in starts)
    assert len(starts) <= 60


SAID: dict[str, Callable[[Span], bool]] = {
    "torsdag": lambda span: span.start.weekday() == 3,
    "fredagar": lambda span: span.start.weekday() == 4,
    "v 44": lambda span: span.start.isocalendar().week == 44,
    "vecka 45": lambda span: span.start.isocalendar().week == 45,
    "v 46-48": lambda span: span.start.isocalendar().week in {46, 47, 48},
    "nästa vecka": lambda span: span.start.isocalendar().week == 43,
    "imorgon": lambda span: span.start.date() == date(2026, 10, 15),
    "29/10": lambda span: span.start.date() == date(2026, 10, 29),
    "5 november": lambda span: span.start.date() == date(2026, 11, 5),
    "2026-11-06": lambda span: span.start.date() == date(2026, 11, 6),
    "den 13": lambda span: span.start.day == 13,
    "i november": lambda span: span.start.month == 11,
    "jämna veckor": lambda span: span.start.isocalendar().week % 2 == 0,
    "kl 14": lambda span: span.start.hour == 14,
    "9.30": lambda span: (span.start.hour, span.start.minute) == (9, 30),
    "13-15": lambda span: span.start.hour == 13,
    "90 min": lambda span: span.end is not None and span.end - span.start == timedelta(minutes=90),
    "på eftermiddagen": lambda span: span.start.hour >= 12,
}


JOINTS = (" ", " ", " ", ", ", " och ", " varje ", " varannan ", " 3 gånger ")


@given(
    said=st.lists(st.sampled_from(sorted(SAID)), min_size=2, max_size=6),
    joints=st.lists(st.sampled_from(JOINTS), min_size=6, max_size=6),
)
@settings(max_examples=500, deadline=None)
def test_nothing_that_is_said_is_dropped(said: list[str], joints: list[str]) -> None:
    """Of what is read, each thing that was said holds for a session at least."""
    text = "".join(word + joint for word, joint in zip(said, joints, strict=False))
    reading = read(text, now=NOW)
    for word in said if reading.spans else ():
        assert any(SAID[word](span) for span in reading.spans), word
    if reading.spans and text.count("gånger") == 1:
        assert len(reading.spans) == 3


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    now=st.datetimes(*(datetime.fromisoformat(day) for day in ("2026-01-01", "2029-12-31"))),
)
@settings(max_examples=500, deadline=None)
def test_no_moment_raises(words: list[str], now: datetime) -> None:
    """Texts are read or asked about at any time of any year: new years, July, leap days, clock changes."""
    reading = read(" ".join(words), now=now.replace(tzinfo=ZONE))
    assert bool(reading.spans) is (reading.ask is None)


@given(
    day=st.dates(date(2026, 1, 1), date(2029, 12, 31)), number=st.integers(1, 53), weekday=st.integers(0, 6)
)
@settings(max_examples=500, deadline=None)
def test_weeks_are_coming_ones(day: date, number: int, weekday: int) -> None:
    """A week by its number is always one from this one on, within nine months, on the weekday named."""
    now = datetime(day.year, day.month, day.day, 9, 30, tzinfo=ZONE)
    name = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")[weekday]
    for span in read(f"{name} v {number} kl 14", now=now).spans:
        found = span.start.date()
        assert (found.isocalendar().week, found.weekday()) == (number, weekday)
        assert now < span.start < now + timedelta(days=276)


@pytest.fixture(scope="module")
def here() -> list[Reading]:
    """The whole corpus as it is read by this machine's clock."""
    return [read(case.text, now=case.now, language=case.language, topic=case.topic) for case in cases()]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_machines_zone_and_clock_do_not_matter(
    zone: str, here: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole corpus is read the same under another clock and another zone of the machine."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        with time_machine.travel(datetime(2031, 5, 5, 23, 59, tzinfo=ZoneInfo(zone))):
            there = [
                read(case.text, now=case.now, language=case.language, topic=case.topic) for case in cases()
            ]
    finally:
        monkeypatch.undo()
        os.environ.pop("TZ", None) if "TZ" not in os.environ else None
        time.tzset()
    assert there == here
