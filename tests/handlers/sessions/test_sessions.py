"""The sessions of the one who asks."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town

NOTHING = ("Jag hittar inget i listan med ”", "Inget inbokat ", "Du är inte med i något samarbete på ")


def _session(name: str, start: datetime, people: tuple[str, ...] = ("maja", "petter")) -> Session:
    span = Span(start=start, end=start + timedelta(minutes=90))
    return Session(
        id=name, collaboration_id="c-granliden", session_kind="learning", span=span, topic=name, people=people
    )


async def test_this_week_and_to_come(town: Town, maja: Seat) -> None:
    """This week's sessions, those that have been included, then those to come."""
    await town.add(_session("Fredagsträff", datetime(2026, 10, 16, 9, 0, tzinfo=STOCKHOLM)))
    seen = await maja.says("träffar")
    now, later = seen.split("Kommande")
    assert now.startswith("Den här veckan, v. 42")
    assert now.index("mån 12 okt v. 42 14.00–15.30") < now.index("fre 16 okt v. 42 09.00–10.30")
    assert "Granlidens gymnasium | Fredagsträff" in now
    assert "mån 26 okt v. 44 14.00–15.30 | Granlidens gymnasium | Elevernas egna mål" in later
    assert maja.labels == ["Logga reflektion", "Flytta en träff", "Ställ in en träff"]


async def test_those_that_wait_for_a_reflection(town: Town, maja: Seat) -> None:
    """A session of the week that waits for its reflection can be reflected on from the list."""
    await town.add(_session("Morgonträff", town.now - timedelta(hours=2)))
    assert "Morgonträff" in await maja.says("träffar")
    assert "Morgonträff" in await maja.presses("Logga reflektion")


async def test_the_principal_follows_the_units(greta: Seat) -> None:
    """A principal sees the sessions of their own collaboration, without buttons to change them."""
    assert "Elevernas egna mål" in await greta.says("träffar")
    assert greta.labels == []


async def test_the_coordinator_sees_all(karin: Seat) -> None:
    """Who coordinates sees everybody's sessions."""
    assert "Elevernas egna mål" in await karin.says("träffar")


async def test_nobody_elses(olle: Seat) -> None:
    """A developer without sessions is told that there are none."""
    assert await olle.says("träffar") == "Du har inga bokade träffar."


async def test_a_long_list(town: Town, maja: Seat) -> None:
    """At most twenty to come are listed, and how many there are is said."""
    for week in range(25):
        start = datetime(2026, 11, 2, 9, 0, tzinfo=STOCKHOLM) + timedelta(weeks=week)
        await town.add(_session(f"nr {week}", start))
    seen = await maja.says("träffar")
    assert "Kommande, de 20 första av 26" in seen
    assert "nr 18" in seen
    assert "nr 19" not in seen
    assert seen.endswith("6 till – skriv ”träffar” och en enhet, en vecka eller ”alla” så ser du dem.")
    assert "nr 24" in await maja.says("träffar alla")


async def test_a_very_long_list(town: Town, maja: Seat) -> None:
    """Even of all sessions no more are shown than fit, and the rest are counted."""
    for week in range(60):
        await town.add(_session(f"nr {week}", town.now + timedelta(days=week + 20)))
    seen = await maja.says("träffar alla")
    assert seen.startswith("62 träffar: alla, de 40 första")
    assert seen.endswith("22 till – skriv ”träffar” och en enhet eller en vecka så ser du dem.")


async def test_the_next_page(town: Town, maja: Seat) -> None:
    """The next page shows the rest of what was asked for, and of nothing else, whenever it is turned."""
    for week in range(60):
        await town.add(_session(f"nr {week}", town.now + timedelta(days=week + 20)))
    first = await maja.says("träffar alla")
    more = maja.button("Visa fler")
    await maja.says("träffar v 42")
    second = await maja.presses(more)
    assert second.startswith("62 träffar: alla, 41–62")
    assert not set(re.findall(r"nr \d+", first)) & set(re.findall(r"nr \d+", second))
    assert len(re.findall(r"nr \d+", first + second)) == 60
    assert "Visa fler" not in maja.labels


async def test_lists_push_no_form_out(town: Town, maja: Seat) -> None:
    """However many lists somebody looks at, a form that they have begun is still there."""
    await maja.says("boka Granliden")
    form = maja.form
    for week in range(60):
        await town.add(_session(f"nr {week}", town.now + timedelta(days=week + 20)))
    for _ in range(25):
        await maja.says("träffar alla")
        town.later(seconds=2)
    await maja.sends(form, when="2026-11-05 14-15")
    assert "torsdag 5 november 2026" in maja.sees


async def test_nobody_elses_page(town: Town, maja: Seat, petter: Seat) -> None:
    """A list's next page is for whoever asked for the list."""
    for week in range(60):
        await town.add(_session(f"nr {week}", town.now + timedelta(days=week + 20)))
    await maja.says("träffar alla")
    assert (await petter.presses(maja.button("Visa fler"))).startswith("Det här är någon annans formulär.")


async def _topics(seat: Seat, typed: str) -> list[str]:
    seen = await seat.says(typed)
    return [line.rpartition(" | ")[2] for line in seen.splitlines()[2:] if " | " in line]


@pytest.fixture
async def busy(town: Town) -> Town:
    """More sessions: last week, the coming weeks, at another unit, and one that was cancelled."""
    at = datetime(2026, 10, 22, 9, 0, tzinfo=STOCKHOLM)
    almby = Collaboration(
        id="c-almby",
        unit_id="almby",
        principal_id="rut",
        requested_at=town.now,
        stage="mapping",
        stage_since=town.now,
        purpose="Läsning",
        developers=("olle", "maja"),
    )
    await town.add(
        almby,
        _session("Återblick", at - timedelta(days=14)).changed(state=Held.HELD),
        _session("Läsning", at),
        _session("Skrivning", at + timedelta(days=14)),
        _session("Intervjuer", at + timedelta(days=1), ("olle", "maja")).changed(
            collaboration_id="c-almby", session_kind="mapping"
        ),
        _session("Struken", at).changed(state=Held.CANCELLED),
    )
    return town


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("träffar Almby", ["Intervjuer"]),
        ("träffar almbi", ["Intervjuer"]),
        ("träffar v 43", ["Läsning", "Intervjuer"]),
        ("träffar nästa vecka", ["Läsning", "Intervjuer"]),
        ("sessions next week", ["Läsning", "Intervjuer"]),
        ("träffar Almby v. 43", ["Intervjuer"]),
        ("träffar vecka 43 Almby", ["Intervjuer"]),
        ("träffar i Almby nästa vecka", ["Intervjuer"]),
        ("träffar 22 okt", ["Läsning"]),
        ("träffar förra veckan", ["Återblick"]),
        ("träffar v 41", ["Återblick"]),
        ("träffar november", ["Skrivning"]),
        ("träffar kartläggning", ["Intervjuer"]),
        ("träffar Olle", ["Intervjuer"]),
        ("träffar skrivnin", ["Skrivning"]),
        ("träffar v 50", []),
        ("träffar Björkängen", []),
        ("träffar Almby v 45", []),
        ("träffar från v 43 till v 44", ["Läsning", "Intervjuer", "Elevernas egna mål"]),
        ("träffar i Almby från 20 till 24 okt", ["Intervjuer"]),
        ("träffar mellan v 43 och v 44", ["Läsning", "Intervjuer", "Elevernas egna mål"]),
        ("träffar torsdagar", ["Exempel på återkoppling", "Återblick", "Läsning", "Skrivning"]),
        ("träffar måndag eller tisdag", ["Sambedömning i par", "Elevernas egna mål"]),
        ("träffar tisdag eller onsdag", []),
        ("träffar måndag till tisdag", []),
    ],
)
async def test_some_of_them(busy: Town, maja: Seat, typed: str, topics: list[str]) -> None:
    """Words after the command choose by unit, topic, kind and who leads, and by week, day or month."""
    assert await _topics(maja, typed) == topics
    assert maja.sees.startswith(f"{len(topics)} träff" if topics else NOTHING)


ALL = ["Exempel på återkoppling", "Återblick", "Sambedömning i par", "Läsning", "Intervjuer"]
ALL += ["Elevernas egna mål", "Skrivning"]


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("träffar från november", ["Skrivning"]),
        ("träffar från och med 23 oktober", ALL[4:]),
        ("träffar fr o m v 44", ALL[5:]),
        ("träffar fr.o.m. v. 44", ALL[5:]),
        ("träffar from v 44", ALL[5:]),
        ("träffar från v 44 och framåt", ALL[5:]),
        ("träffar v 44 och framåt", ALL[5:]),
        ("träffar från måndag", ALL[3:]),
        ("träffar från nästa vecka", ALL[3:]),
        ("träffar sedan förra veckan", ALL[1:]),
        ("träffar från förra veckan", ["Återblick"]),
        ("träffar efter 22 okt", ALL[4:]),
        ("träffar efter höstlovet", ["Skrivning"]),
        ("träffar efter jul", []),
        ("träffar före jul", ALL),
        ("träffar före höstlovet", ALL[:5]),
        ("träffar innan 23 okt", ALL[:4]),
        ("träffar till v 43", ALL[:5]),
        ("träffar till höstlovet", ALL[:5]),
        ("träffar t o m 22 oktober", ALL[:4]),
        ("träffar t.o.m. november", ALL),
        ("träffar november–december", ["Skrivning"]),
        ("träffar från november till januari", ["Skrivning"]),
        ("träffar mellan v 42 och v 43", ALL[2:5]),
        ("träffar mellan 20 oktober och 2 november", ALL[3:6]),
        ("träffar 12/10-22/10", ALL[2:4]),
        ("träffar v 44-2", ALL[5:]),
        ("träffar efter v 42 före höstlovet", ALL[3:5]),
        ("sessions from November", ["Skrivning"]),
        ("sessions before 23 October", ALL[:4]),
        ("sessions until week 43", ALL[:5]),
        ("sessions between 20 October and 2 November", ALL[3:6]),
        ("träffar vecka=från november", ["Skrivning"]),
        ("träffar Almby från v 43", ["Intervjuer"]),
        ("träffar från v 43 i Almby", ["Intervjuer"]),
        ("träffar Almby från v 44", []),
        ("träffar skrivning efter höstlovet", ["Skrivning"]),
        ("träffar från blomman", []),
        ("träffar från 31 november", []),
        ("träffar till", []),
    ],
)
async def test_from_when_and_until_when(busy: Town, maja: Seat, typed: str, topics: list[str]) -> None:
    """An open or closed stretch of days chooses as a week does, together with a unit or a topic."""
    assert await _topics(maja, typed) == topics
    assert maja.sees.startswith(f"{len(topics)} träff" if topics else NOTHING)


async def test_a_stretch_is_named(busy: Town, maja: Seat) -> None:
    """Over the list stands what it was asked for by."""
    assert (await maja.says("träffar Almby från v 43")).startswith("1 träff: från v 43 Almby")


@pytest.mark.parametrize(
    "topic", ["Från ord till handling", "Före detta elever", "Mellan raderna", "Till fots", "Efter skolan"]
)
async def test_a_topic_that_begins_as_a_stretch_does(town: Town, maja: Seat, topic: str) -> None:
    """A topic is found by its name, alone and beside a time, though a stretch could begin so."""
    await town.add(_session(topic, datetime(2026, 11, 5, 9, 0, tzinfo=STOCKHOLM)))
    for typed in (topic, f"{topic} november", f"{topic} från november", f"före jul {topic}"):
        assert await _topics(maja, f"träffar {typed}") == [topic]


async def test_what_to_write_instead(busy: Town, maja: Seat) -> None:
    """Where a time was not understood, it is said how one is written."""
    seen = await maja.says("träffar från blomman")
    assert "Vecka eller dag: Till exempel v. 43, november eller från v. 48." in seen


async def test_nothing_of_the_kind(busy: Town, maja: Seat) -> None:
    """What matches nothing is said, with the units and kinds that there are, and all at hand."""
    seen = await maja.says("träffar simning")
    assert seen.startswith(
        "Jag hittar inget i listan med ”simning”\nEnhet: Granlidens gymnasium · Almby skola\n"
    )
    assert "Typ av träff: lärträff · första möte" in seen
    assert (await maja.presses("Visa alla träffar")).startswith("Den här veckan")


async def test_nobody_elses_are_found(busy: Town) -> None:
    """Words find nothing beyond what the person may see anyway."""
    assert await _topics(busy.seat("rut"), "träffar v 43") == ["Intervjuer"]
    assert await _topics(busy.seat("petter"), "träffar Almby") == []
    assert await _topics(busy.seat("karin"), "träffar v 43") == ["Läsning", "Intervjuer"]


async def test_a_week_that_is_none(maja: Seat) -> None:
    """A week named in the form that is none is pointed out there."""
    await maja.says("träffar vecka=kvantfysik")
    assert set(maja.errors) == {"period"}


async def test_refused_to_strangers(anna: Seat) -> None:
    """A stranger sees no sessions."""
    assert (await anna.says("träffar")).startswith("Jag känner dig inte än.")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    seen = await town.seat("maja", "en-GB").says("sessions")
    assert "This week, week 42" in seen
    assert "Mon 26 Oct week 44 14:00–15:30" in seen


async def test_a_weekday_is_the_coming_one(busy: Seat, maja: Seat) -> None:
    """A weekday alone means the coming one, also where only others of that name have a session."""
    assert "Inget inbokat på måndag (måndag 19 oktober 2026)" in await maja.says("har vi nåt på måndag")
