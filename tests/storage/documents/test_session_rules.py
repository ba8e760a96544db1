"""The rules that a session keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from config.process import load_process
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session, usual_length
from storage.values.texts import Refusal
from storage.values.times import Span

STOCKHOLM = ZoneInfo("Europe/Stockholm")
START = datetime(2026, 10, 22, 14, 0, tzinfo=STOCKHOLM)
SPAN = Span(start=START, end=START + timedelta(minutes=90))
BEFORE = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 10, 23, 8, 0, tzinfo=UTC)
NEXT = START + timedelta(days=7)


def _session(**fields: Any) -> Session:
    usual = {"id": "s", "collaboration_id": "c", "session_kind": "learning", "span": SPAN, "people": ("a",)}
    return Session(**(usual | fields))


def test_when_it_is_in_utc() -> None:
    """A session is found by when it starts and ends in UTC."""
    session = _session()
    assert session.starts_at == datetime(2026, 10, 22, 12, 0, tzinfo=UTC)
    assert session.ends_at == datetime(2026, 10, 22, 13, 30, tzinfo=UTC)


def test_moved_it_keeps_its_length() -> None:
    """A new time without an end keeps the length, also across a clock change; with an end it has its own."""
    moved = _session().move(Span(start=datetime(2026, 10, 25, 1, 30, tzinfo=STOCKHOLM)), now=BEFORE)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=90)
    shorter = Span(start=NEXT, end=NEXT + timedelta(minutes=30))
    assert _session().move(shorter, now=BEFORE).span == shorter


@pytest.mark.parametrize(
    ("state", "span", "now", "said"),
    [
        (Held.BOOKED, Span(start=NEXT), NEXT.astimezone(UTC), "has passed"),
        (Held.BOOKED, SPAN, BEFORE, "the time it already has"),
        (Held.BOOKED, Span(start=START), BEFORE, "the time it already has"),
        (Held.CANCELLED, Span(start=NEXT), BEFORE, "already cancelled"),
        (Held.HELD, Span(start=NEXT), BEFORE, "already has its reflection"),
        (Held.NOT_HELD, Span(start=NEXT), BEFORE, "already has its reflection"),
    ],
)
def test_what_cannot_be_moved(state: Held, span: Span, now: datetime, said: str) -> None:
    """Not to the past or where it is, and not once it was held or cancelled."""
    with pytest.raises(Refusal, match=said):
        _session(state=state).move(span, now=now)


def test_cancelled_once() -> None:
    """A cancelled session is not cancelled again, and one that was held not at all."""
    cancelled = _session().cancel()
    assert cancelled.state is Held.CANCELLED
    with pytest.raises(Refusal, match="already cancelled"):
        cancelled.cancel()
    with pytest.raises(Refusal, match="already has its reflection"):
        _session(state=Held.HELD).cancel()


def test_the_first_reflection_says_what_became_of_it() -> None:
    """The first one's word counts; another's reflection changes nothing, one's own changes it."""
    held = _session().reflected(Held.HELD, now=AFTER)
    assert held.state is Held.HELD
    assert held.reflected(Held.NOT_HELD, now=AFTER).state is Held.HELD
    assert held.reflected(Held.NOT_HELD, now=AFTER, again=True).state is Held.NOT_HELD


def test_from_its_start_on() -> None:
    """A session can be reflected on from when it starts, not before, and not when it was cancelled."""
    starts = _session().starts_at
    assert _session().reflected(Held.HELD, now=starts).state is Held.HELD
    with pytest.raises(Refusal, match="has not started yet"):
        _session().reflected(Held.HELD, now=starts - timedelta(seconds=1))
    with pytest.raises(Refusal, match="is cancelled"):
        _session(state=Held.CANCELLED).reflected(Held.HELD, now=AFTER)


def test_it_ends_after_its_start() -> None:
    """A span that ends as it starts, or before, is none; neither is one without a zone."""
    for end in (START, START - timedelta(hours=1)):
        with pytest.raises(ValidationError):
            Span(start=START, end=end)
    with pytest.raises(ValidationError):
        Span(start=datetime(2026, 10, 22, 14, 0))  # noqa: DTZ001 - that is the point


def test_each_kind_has_its_usual_length() -> None:
    """The process says how long a session is where nobody does."""
    assert usual_length(load_process().session_kind("learning")) == timedelta(minutes=90)


def test_one_reflection_for_each_person_and_session() -> None:
    """A reflection's id is made from both, so that a second one replaces the first."""
    assert Reflection.id_of("s", "a") == Reflection.id_of("s", "a")
    assert len({Reflection.id_of(s, a) for s in "xy" for a in "xy"}) == 4


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_grades_are_one_to_five(grade: int) -> None:
    """No other grade is stored."""
    with pytest.raises(ValidationError):
        Reflection(
            id="r",
            session_id="s",
            collaboration_id="c",
            author_id="a",
            written_at=AFTER,
            outcome=Held.HELD,
            grade=grade,
        )
