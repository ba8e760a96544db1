"""The sample municipality, on whichever day one tries it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.sample.filling import fill_with_sample, sample
from config.process import load_process
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Unit
from storage.documents.places import Installation
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.documents.steps import Step
from storage.values.times import instant
from tests.handlers.desk import Town

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _of(kind: type[Document], today: date) -> dict[str, Any]:
    return {one.id: one for one in sample(STOCKHOLM, today) if isinstance(one, kind)}


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_on_any_day(today: date) -> None:
    """Sessions lie on weekdays; what was written is written after them, and one waits for its reflection."""
    now = instant(datetime.combine(today, time(8), STOCKHOLM))
    sessions, reflections = _of(Session, today), _of(Reflection, today)
    assert {one.span.start.isoweekday() for one in sessions.values()} <= {1, 2, 3, 4, 5}
    for one in reflections.values():
        assert sessions[one.session_id].ends_at < one.written_at < now
    waiting = [one.id for one in sessions.values() if one.state is Held.BOOKED and one.ends_at < now]
    assert waiting == ["s-ended"]
    assert sessions["s-ended"].starts_at.date() > today - timedelta(days=5)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_nobody_is_in_two_places(today: date) -> None:
    """No two sessions of one developer overlap."""
    sessions = list(_of(Session, today).values())
    for one, other in combinations(sessions, 2):
        apart = one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
        assert apart or not set(one.people) & set(other.people)


def test_a_municipality_in_the_middle_of_its_year() -> None:
    """No screen of it is empty: units, posts, collaborations in every stage of the work, reflections."""
    today = date(2026, 11, 27)
    collaborations = list(_of(Collaboration, today).values())
    stages = Counter(one.stage for one in collaborations)
    assert len(_of(Unit, today)) >= 20
    assert sum(one.develops for one in _of(Person, today).values()) >= 10
    assert stages["requested"] == 3
    assert {one.id for one in load_process().stages} - set(stages) == {"declined", "withdrawn", "ended-early"}
    assert len(_of(Reflection, today)) >= 40
    assert {one.collaboration_id for one in _of(Step, today).values()} == {one.id for one in collaborations}
    for one in collaborations:
        assert not one.pause or one.stage == "paused"


def test_everything_refers_to_something() -> None:
    """Units, people and collaborations that are named are there; no pair works at its school."""
    today = date(2026, 10, 15)
    people, units, collaborations = (_of(kind, today) for kind in (Person, Unit, Collaboration))
    for one in collaborations.values():
        assert one.unit_id in units
        assert set(one.members) <= set(people)
        assert not {its for who in one.developers for its in people[who].units} & {one.unit_id}
    assert {one.collaboration_id for one in _of(Session, today).values()} <= {*collaborations, None}
    assert set(people) - {one.person_id for one in _of(Account, today).values()} == {"ludvig"}


async def test_filled_once(town: Town) -> None:
    """What was done in a sample is not undone by opening it the day after."""
    await town.change(await town.get(Unit, "almby"), name="Nya Almby")
    await fill_with_sample(town.store, STOCKHOLM, date(2026, 10, 16))
    assert (await town.get(Unit, "almby")).name == "Nya Almby"
    assert (await town.get(Installation, "installation")).sample


def test_nobody_is_real() -> None:
    """No address and no number stands in the sample."""
    text = "".join(one.model_dump_json() for one in sample(STOCKHOLM, datetime.now(UTC).date()))
    assert "@" not in text
    assert "+46" not in text
