"""The sessions of the one who asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.documents.sessions import Session
from storage.documents.times import Span
from tests.handlers.desk import STOCKHOLM


def _session(name: str, start: datetime, people=("maja", "petter")) -> Session:
    span = Span(start=start, end=start + timedelta(minutes=90))
    return Session(
        id=name, collaboration_id="c-granliden", session_kind="learning", span=span, topic=name, people=people
    )


async def test_this_week_and_to_come(town, maja):
    """This week's sessions, those that have been included, then those to come."""
    await town.add(_session("Fredagsträff", datetime(2026, 10, 16, 9, 0, tzinfo=STOCKHOLM)))
    seen = await maja.says("träffar")
    now, later = seen.split("Kommande")
    assert now.startswith("Den här veckan, v. 42")
    assert now.index("må 12 okt v. 42 14.00–15.30") < now.index("fr 16 okt v. 42 09.00–10.30")
    assert "Granlidens gymnasium | Fredagsträff" in now
    assert "må 26 okt v. 44 14.00–15.30 | Granlidens gymnasium | Elevernas egna mål" in later
    assert maja.labels == ["Logga reflektion", "Flytta en träff", "Ställ in en träff"]


async def test_those_that_wait_for_a_reflection(town, maja):
    """A session of the week that waits for its reflection can be reflected on from the list."""
    await town.add(_session("Morgonträff", town.now - timedelta(hours=2)))
    assert "Morgonträff" in await maja.says("träffar")
    assert "Morgonträff" in await maja.presses("Logga reflektion")


async def test_the_principal_follows_the_units(greta):
    """A principal sees the sessions of their own collaboration, without buttons to change them."""
    assert "Elevernas egna mål" in await greta.says("träffar")
    assert greta.labels == []


async def test_the_coordinator_sees_all(karin):
    """Who coordinates sees everybody's sessions."""
    assert "Elevernas egna mål" in await karin.says("träffar")


async def test_nobody_elses(olle):
    """A developer without sessions is told that there are none."""
    assert await olle.says("träffar") == "Du har inga träffar bokade."


async def test_a_long_list(town, maja):
    """At most twenty to come are listed, and how many there are is said."""
    for week in range(25):
        start = datetime(2026, 11, 2, 9, 0, tzinfo=STOCKHOLM) + timedelta(weeks=week)
        await town.add(_session(f"nr {week}", start))
    seen = await maja.says("träffar")
    assert "Kommande, de 20 första av 26" in seen
    assert "nr 18" in seen
    assert "nr 19" not in seen


async def test_refused_to_strangers(anna):
    """A stranger sees no sessions."""
    assert (await anna.says("träffar")).startswith("Jag känner dig inte än.")


async def test_in_english(town):
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("sessions")
    assert "This week, week 42" in seen
    assert "Mon 26 Oct week 44 14:00–15:30" in seen
