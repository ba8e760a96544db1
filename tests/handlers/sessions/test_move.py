"""Moving a session."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Held, Session
from storage.values.times import wall_text
from tests.handlers.desk import Seat, Town

COMING = "s-coming"


async def _start(town: Town) -> str:
    return wall_text((await town.get(Session, COMING)).span.start)[:16]


async def test_old_and_new_time_are_read_back(town: Town, maja: Seat) -> None:
    """Both times are read back, the length stays, and nothing moves before Confirm."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")
    assert "Gammal tid: måndag 26 oktober 2026, v. 44, 14.00–15.30" in maja.sees
    assert "Ny tid: fredag 30 oktober 2026, v. 44, 09.00–10.30" in maja.sees
    assert await _start(town) == "2026-10-26T14:00"
    assert (await maja.confirms()).startswith("Flyttad: Granlidens gymnasium")
    assert await _start(town) == "2026-10-30T09:00"


async def test_those_concerned_are_told_both_times(town: Town, maja: Seat) -> None:
    """The other of the pair and the principal get old and new time, and nobody else anything."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9-10")
    await maja.confirms()
    told = await town.told()
    assert set(told) == {"petter", "greta"}
    for texts in told.values():
        assert texts[0].startswith("Maja Ekström har flyttat en träff\nEnhet: Granlidens gymnasium")
        assert "Gammal tid: måndag 26 oktober 2026, v. 44, 14.00–15.30" in texts[0]
        assert "Ny tid: fredag 30 oktober 2026, v. 44, 09.00–10.00" in texts[0]


async def test_from_the_button(town: Town, maja: Seat) -> None:
    """Pressed on a session, only the new time is asked for."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    await maja.confirms()
    await maja.presses("Flytta")
    assert "Träff: Granlidens gymnasium, tors 22 okt v. 43 14.00–15.30 Formativ" in maja.sees
    await maja.sends(when="fredag v 43 kl 9")
    assert "Flyttad" in await maja.confirms()


async def test_several_are_offered(maja: Seat) -> None:
    """With more than one of the name, they are offered with their times."""
    await maja.says("flytta Granliden fredag v 44 kl 9")
    assert maja.labels[:2] == [
        "mån 26 okt v. 44 14.00–15.30 Elevernas egna mål",
        "mån 12 okt v. 42 14.00–15.30 Sambedömning i par",
    ]
    await maja.presses(maja.labels[0])
    assert "Ny tid: fredag 30 oktober 2026" in maja.sees
    assert "Flyttad" in await maja.confirms()


async def test_not_to_where_it_is(maja: Seat) -> None:
    """The same time again is pointed out."""
    await maja.says("flytta Elevernas egna mål 2026-10-26 14.00-15.30")
    assert maja.sees == "Träffen ligger redan på den tiden."


async def test_one_time_only(maja: Seat) -> None:
    """A session moves to one time, not to two."""
    await maja.says("flytta Elevernas egna mål 2026-10-27 14.00; 2026-10-28 14.00")
    assert maja.errors == {"when": "Här får bara en tid plats. Skriv en."}


async def test_words_beside_the_time_are_asked_about(maja: Seat) -> None:
    """What is neither a session nor a time is not dropped silently."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9 kanelbulle")
    assert maja.errors == {
        "when": "Jag förstod inte ”kanelbulle”. Ta bort det, eller skriv på ett annat sätt."
    }


async def test_a_session_that_was_missed_can_be_moved_on(town: Town, maja: Seat) -> None:
    """One that has passed without a reflection can still be given a new time."""
    await maja.says("flytta Sambedömning i par fredag v 44 kl 9")
    await maja.confirms()
    assert (await town.get(Session, "s-ended")).span.start.day == 30


@pytest.mark.parametrize(
    ("state", "said"),
    [(Held.CANCELLED, "Status: inställd"), (Held.HELD, "Status: genomförd")],
)
async def test_an_old_button(town: Town, maja: Seat, state: Held, said: str) -> None:
    """The button of a session that is cancelled or held shows how it stands now."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    await maja.confirms()
    (session,) = [one for one in await town.find(Session) if one.topic == "Formativ"]
    await town.change(session, state=state)
    await maja.presses("Flytta")
    assert maja.sees.startswith("Det här har ändrats sedan dess.")
    assert said in maja.sees


async def test_by_somebody_else(town: Town, maja: Seat, olle: Seat) -> None:
    """Who leads another collaboration can't move it, with the button in hand or by its name."""
    await maja.says("boka Granliden torsdag v 43 kl 14 Formativ")
    await maja.confirms()
    olle.answer = maja.answer
    assert await olle.presses("Flytta") == "Den träffen är inte en av dina."
    await olle.says("flytta Granliden fredag 9")
    assert olle.sees.startswith("Du är inte med i något samarbete på Granlidens gymnasium")


async def test_after_the_collaboration_ended(town: Town, maja: Seat) -> None:
    """A session left over from a collaboration that ended is not moved; it can be cancelled."""
    await town.change(await town.get(Collaboration, "c-granliden"), stage="completed")
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")
    assert maja.sees == "Samarbetet är avslutat, så inget mer kan bokas."
    await maja.says("ställ in Elevernas egna mål")
    assert (await maja.confirms()).startswith("Inställd: Granlidens gymnasium")


async def test_an_own_session_concerns_all_developers(town: Town, maja: Seat) -> None:
    """The developers' own session moved: all who lead it are told."""
    await maja.says("boka egen träff måndag v 43 kl 13 Läsecirkel")
    await maja.confirms()
    await town.told()
    await maja.says("flytta Läsecirkel tisdag v 43 kl 13")
    await maja.confirms()
    assert set(await town.told()) == {"olle", "petter", "sana"}


async def test_refused_to_others(greta: Seat) -> None:
    """A principal doesn't move sessions: they propose another time."""
    assert (await greta.says("flytta Granliden fredag 9")).startswith("Säg att en tid inte passar")


async def test_in_english(town: Town) -> None:
    """The same in English."""
    maja = town.seat("maja", "en-GB")
    await maja.says("move Elevernas egna mål Friday week 44 9:00-10:30")
    assert "New time: Friday 30 October 2026, week 44, 09:00–10:30" in maja.sees


@pytest.mark.parametrize(
    "typed", ["fredag v 44 samma tid", "till fredag v 44, vid samma tid", "30 okt same time"]
)
async def test_the_same_time(maja: Seat, typed: str) -> None:
    """With “samma tid” only the day is new."""
    await maja.says(f"flytta Elevernas egna mål {typed}")
    assert "Ny tid: fredag 30 oktober 2026, v. 44, 14.00–15.30" in maja.sees
