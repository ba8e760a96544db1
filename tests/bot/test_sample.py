"""The sample municipality, on whichever day one tries it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.sample import fill_with_sample, sample
from storage.documents.base import Document
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Installation, Person, Unit
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import instant
from tests.handlers.desk import Town

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _of(kind: type[Document], today: date) -> dict[str, Any]:
    return {one.id: one for one in sample(STOCKHOLM, today) if isinstance(one, kind)}


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_on_any_day(today: date) -> None:
    """Sessions lie on weekdays; one was reflected on, one waits for it one is to come."""
    now = instant(datetime.combine(today, time(8), STOCKHOLM))
    sessions, reflections = _of(Session, today), _of(Reflection, today)
    assert {one.span.start.isoweekday() for one in sessions.values()} <= {1, 2, 3, 4, 5}
    held, ended, coming = (sessions[one] for one in ("s-held", "s-ended", "s-coming"))
    assert (held.state, ended.state, coming.state) == (Held.HELD, Held.BOOKED, Held.BOOKED)
    assert held.ends_at < ended.starts_at
    assert ended.ends_at < now < coming.starts_at
    (reflection,) = reflections.values()
    assert held.ends_at < reflection.written_at < now
    assert ended.starts_at.date() > today - timedelta(days=5)


def test_everything_refers_to_something() -> None:
    """Units, people and collaborations that are named are there; no pair works at its school."""
    today = date(2026, 10, 15)
    people, units, collaborations = (_of(kind, today) for kind in (Person, Unit, Collaboration))
    for one in collaborations.values():
        assert one.unit_id in units
        assert set(one.members) <= set(people)
        assert not {people[who].home_unit for who in one.developers} & {one.unit_id}
    assert {one.collaboration_id for one in _of(Session, today).values()} <= set(collaborations)
    assert {one.person_id for one in _of(Account, today).values()} == set(people)


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
