"""Logging reflections, and the prompt after a session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.reflections import Readers, Reflection
from storage.documents.sessions import Held, Session
from storage.values.times import Span
from tests.handlers.desk import STOCKHOLM, Seat, Town
from tests.handlers.mail import Mail


async def _written(town: Town, session: str, author: str) -> Reflection:
    return await town.get(Reflection, Reflection.id_of(session, author))


async def _session(town: Town, name: str, start: datetime, **fields: Any) -> Session:
    session = Session(
        id=name,
        collaboration_id="c-granliden",
        session_kind="learning",
        span=Span(start=start, end=start + timedelta(minutes=90)),
        topic=name.title(),
        people=("maja", "petter"),
        **fields,
    )
    await town.add(session)
    return session


async def test_in_one_line(town: Town, maja: Seat) -> None:
    """Grade and text in a line are about the latest session that ended; who can read it is shown first."""
    await maja.says("reflektera 4 Bra samtal om återkoppling")
    assert "Träff: Granlidens gymnasium, mån 12 okt v. 42 14.00–15.30 Sambedömning i par" in maja.sees
    assert "Ledde den mot sitt syfte?: 4, mycket" in maja.sees
    assert "Vem får läsa: paret (Maja och Petter), samordnaren (Karin och Henrik)" in maja.sees
    seen = await maja.confirms()
    assert seen.startswith("Din reflektion är sparad: Granlidens gymnasium")
    written = await _written(town, "s-ended", "maja")
    assert (written.grade, written.happened) == (4, "Bra samtal om återkoppling")
    assert (written.shared_with, written.outcome) == ((Readers.PAIR, Readers.COORDINATOR), Held.HELD)
    assert (await town.get(Session, "s-ended")).state is Held.HELD
    assert await town.told() == {}


async def test_in_full(town: Town, maja: Seat) -> None:
    """The form takes what happened, what was learnt, the next step, who can read it and a standpoint."""
    await maja.says("reflektera")
    shared = ("pair", "coordinator")
    assert maja.filled_in == {"session": "s-ended", "outcome": "held", "visibility": shared}
    assert maja.errors == {}
    await maja.sends(
        grade="5",
        happened="Alla prövade.",
        learnt="Det går.",
        next_step="Pröva igen",
        visibility=("process-group",),
        standpoint="exchange",
    )
    for text in ("Vad hände: Alla prövade.", "Nästa steg: Pröva igen", "Ståndpunkt: Utbyte av"):
        assert text in maja.sees
    assert "Vem får läsa: processledningsgruppen (Greta)" in maja.sees
    written = await _written(town, "s-ended", "maja")
    assert (written.learnt, written.standpoint) == ("Det går.", "exchange")


async def test_a_held_session_needs_a_grade(maja: Seat) -> None:
    """Without 1 to 5 the form comes back; a number outside is not taken."""
    await maja.says("reflektera")
    await maja.sends(happened="Alla prövade.")
    assert maja.errors == {"grade": "Välj en siffra från 1 till 5."}
    await maja.sends(grade="7")
    assert maja.errors == {"grade": "”7” är inte ett av valen."}
    assert maja.filled_in["happened"] == "Alla prövade."


@pytest.mark.parametrize(
    ("typed", "outcome"), [("blev inte av", Held.NOT_HELD), ("flyttad", Held.MOVED), ("moved", Held.MOVED)]
)
async def test_not_held_or_moved_needs_none(town: Town, maja: Seat, typed: str, outcome: Held) -> None:
    """A session that was not held, or moved, is noted so without a grade, in either language's words."""
    await maja.says(f"reflektera {typed}")
    await maja.confirms()
    assert (await town.get(Session, "s-ended")).state is outcome
    assert (await _written(town, "s-ended", "maja")).grade is None
    assert "Boka en träff" in maja.labels


async def test_the_latest_ended_comes_first(town: Town, maja: Seat) -> None:
    """Of several that wait, the latest ended is filled in and the others can be chosen."""
    await _session(town, "morgon", town.now - timedelta(hours=2))
    await _session(town, "igår", town.now - timedelta(days=1))
    await maja.says("reflektera")
    assert maja.filled_in["session"] == "morgon"
    offered = [text.rpartition(" ")[2] for text in await maja.searches("session", "")]
    assert offered == ["Morgon", "Igår", "par"]


async def test_each_of_the_pair_writes_their_own(town: Town, maja: Seat, petter: Seat) -> None:
    """When one of the pair has written, the other still is offered the session, typed or by the prompt."""
    await _session(town, "morgon", town.now - timedelta(hours=2))
    await town.tick()
    await petter.reads()
    await maja.says("reflektera 4 Mitt")
    await maja.confirms()
    await petter.presses("Logga reflektion")
    assert petter.filled_in["session"] == "morgon"
    assert "Mitt" not in petter.sees
    await petter.sends(grade="3", happened="Petters")
    assert (await _written(town, "morgon", "petter")).happened == "Petters"
    assert (await _written(town, "morgon", "maja")).happened == "Mitt"


async def test_typed_by_the_other_of_the_pair(town: Town, maja: Seat, petter: Seat) -> None:
    """The same without the prompt: the session waits until both have written."""
    await maja.says("reflektera 4 Mitt")
    await maja.confirms()
    await petter.says("reflektera 3 Petters")
    assert "Sambedömning i par" in petter.sees
    await petter.confirms()
    await petter.says("reflektera 3")
    assert "Exempel på återkoppling" in petter.sees


async def test_written_again_it_replaces_the_first(town: Town, maja: Seat) -> None:
    """A second reflection on a session starts from the first, and takes its place."""
    await maja.says("reflektera 4 Bra samtal")
    await maja.confirms()
    await maja.says("reflektera s-ended visibility=me")
    assert "4, mycket\nVem får läsa: bara du\nVad hände: Bra samtal" in maja.sees
    await maja.presses("Ändra")
    await maja.sends(grade="2")
    written = await _written(town, "s-ended", "maja")
    assert (written.grade, written.happened) == (2, "Bra samtal")
    assert len([one for one in await town.find(Reflection) if one.author_id == "maja"]) == 2


async def test_not_before_it_has_begun(maja: Seat) -> None:
    """A session to come has nothing to reflect on."""
    await maja.says("reflektera")
    await maja.sends(session="s-coming", grade="4")
    assert maja.errors == {"session": "Träffen har inte börjat än. Logga reflektionen när den har varit."}


async def test_not_when_it_was_cancelled(town: Town, maja: Seat) -> None:
    """The prompt of a session that was cancelled meanwhile says so."""
    session = await _session(town, "morgon", town.now - timedelta(hours=2))
    await town.tick()
    await maja.reads()
    await town.change(session, state=Held.CANCELLED)
    assert await maja.presses("Logga reflektion") == (
        "Träffen är inställd, så det finns inget att reflektera över."
    )


async def test_nothing_waits(olle: Seat) -> None:
    """Without a session to reflect on one is told so."""
    assert (await olle.says("reflektera 4 Bra")).startswith("Ingen träff väntar på din reflektion.")


async def test_somebody_elses_session(town: Town, maja: Seat, olle: Seat) -> None:
    """A developer outside the pair can't write about its session, with the prompt's button in hand either."""
    await _session(town, "morgon", town.now - timedelta(hours=2))
    await town.tick()
    await maja.reads()
    olle.answer = maja.answer
    assert await olle.presses("Logga reflektion") == "Den träffen är inte en av dina."
    assert (await olle.says("reflektera morgon 4 Bra")).startswith("Ingen träff väntar på din reflektion.")


async def test_refused_to_others(greta: Seat, anna: Seat) -> None:
    """Principals and strangers log no reflections."""
    assert (await greta.says("reflektera 4 Bra")).startswith("Det hör inte till din roll.")
    assert (await anna.says("reflektera 4 Bra")).startswith("Jag känner dig inte än.")


async def test_the_prompt_to_somebody_who_leads_no_more(town: Town) -> None:
    """Who is taken out of the pair and the session before the prompt leaves gets none; the other does."""
    session = await _session(town, "morgon", town.now - timedelta(hours=2))
    await town.tick()
    await town.change(session, people=("maja",))
    await town.change(await town.get(Collaboration, "c-granliden"), developers=("maja",))
    assert list(await Mail(town).carry()) == ["maja"]


async def test_the_prompt_goes_to_the_pair_once(town: Town) -> None:
    """After a session's end each of the pair gets one prompt, however often the clock ticks."""
    await _session(town, "morgon", town.now - timedelta(hours=2))
    assert await town.tick() == 1
    told = await town.told()
    assert set(told) == {"maja", "petter"}
    assert all(len(texts) == 1 for texts in told.values())
    assert told["maja"][0].startswith("Hur gick det?: Granlidens gymnasium")
    assert "[Logga reflektion]" in told["maja"][0]
    assert await town.tick() == 0
    await town.restart()
    assert await town.tick() == 0
    assert await town.told() == {}


async def test_the_prompt_comes_when_the_session_ends(town: Town) -> None:
    """Nothing before the end, one prompt after it, and another when the session was moved meanwhile."""
    session = await _session(town, "kväll", datetime(2026, 10, 15, 18, 0, tzinfo=STOCKHOLM))
    town.later(hours=9)
    assert await town.tick() == 0
    town.later(minutes=61)
    assert await town.tick() == 1
    await town.told()
    tomorrow = datetime(2026, 10, 16, 18, 0, tzinfo=STOCKHOLM)
    await town.change(session, span=Span(start=tomorrow, end=tomorrow + timedelta(hours=1)))
    town.later(days=1)
    await town.tick()
    assert set(await town.told()) == {"maja", "petter"}


async def test_no_prompt_once_it_is_useless(town: Town, maja: Seat) -> None:
    """Not for a session long over, one that was reflected on or cancelled, nor to who is gone."""
    await _session(town, "gammal", town.now - timedelta(days=30))
    await _session(town, "inställd", town.now - timedelta(hours=3), state=Held.CANCELLED)
    await town.change(await town.get(Person, "petter"), active=False)
    await maja.says("reflektera s-ended 4")
    await maja.confirms()
    await town.tick()
    assert await town.told() == {}


async def test_in_english(town: Town) -> None:
    """The same in English."""
    maja = town.seat("maja", "en-GB")
    await maja.says("reflect 4 Good talk visibility=coordinator")
    assert "Who can read it: the coordinator (Karin and Henrik)" in maja.sees
    assert (await maja.confirms()).startswith("Your reflection is saved")


async def test_writing_again_keeps_who_can_read_it(town: Town, maja: Seat) -> None:
    """The form of a reflection already written starts from its own readers and outcome, and keeps them."""
    await maja.says("reflektera s-ended outcome=not-held visibility=me")
    await maja.confirms()
    await maja.says("reflektera s-ended")
    if "Stämmer" in maja.sees:
        await maja.presses("Ändra")
    assert "visibility" not in maja.filled_in
    assert maja.filled_in["outcome"] == "not-held"
    await maja.sends()
    assert (await _written(town, "s-ended", "maja")).shared_with == ()


async def test_the_first_to_reflect_says_what_became_of_it(town: Town, maja: Seat, petter: Seat) -> None:
    """A second reflection, by the other of the pair, does not change the session's state."""
    await maja.says("reflektera s-ended 5")
    await maja.confirms()
    await petter.says("reflektera s-ended outcome=not-held")
    await petter.confirms()
    assert (await town.get(Session, "s-ended")).state is Held.HELD


async def test_the_pair_that_a_reflection_was_written_for_reads_it(
    town: Town, karin: Seat, maja: Seat, olle: Seat
) -> None:
    """Who joins the pair later does not read what was written for the pair before them."""
    await maja.says("reflektera s-ended 5 Bara för oss två")
    await maja.confirms()
    await karin.says("utse Granliden Olle Lindgård och Ylva Norrby")
    await karin.confirms()
    assert "Bara för oss två" not in await olle.says("reflektioner")
