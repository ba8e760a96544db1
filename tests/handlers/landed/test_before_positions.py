"""A town as the version before positions, lives and history kept it, opened by this one.

The file never changes. It holds the tests' town: Maja has booked a series, a session and one of the own
group, has reflected, has asked to be reminded, and has not yet confirmed one more booking. Almby has got a
pair, and Björkängen was declined.
"""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role
from storage.documents.reflections import Reflection
from storage.documents.reminders import OwnReminder
from storage.documents.sessions import Held, Session
from storage.store import OutgoingState
from tests.handlers.desk import Town, a_town

LANDED = Path(__file__).with_name("before-positions.db.gz")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Open it on the day on which it was made."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "samlar.db").write_bytes(gzip.decompress(LANDED.read_bytes()))
    async with a_town(tmp_path) as opened:
        yield opened


async def test_everything_is_there(town: Town) -> None:
    """Nobody and nothing is lost, and each document keeps its rules."""
    assert len(await town.find(Person)) == 11
    assert len(await town.find(Collaboration)) == 4
    assert len(await town.find(Session)) == 9
    assert [one.happened for one in await town.find(Reflection) if "Bra samtal" in one.happened]
    assert [one.text for one in await town.find(OwnReminder)] == ["ringa Greta"]
    assert len(await town.store.outgoing(OutgoingState.WAITING)) == 15


async def test_home_units_are_positions(town: Town) -> None:
    """Who had a home unit works there, for as long as anybody knows, and leads nothing there."""
    maja = await town.get(Person, "maja")
    assert maja.units_on(town.now.date()) == ("ekdala",)
    assert maja.roles_on(town.now.date()) == (Role.DEVELOPER,)
    greta = await town.get(Person, "greta")
    assert greta.leads_on("granliden", town.now.date())
    karin = town.seat("karin")
    await karin.says("utse Almby Maja och Olle")
    assert "Stämmer det här?" in karin.sees
    await karin.says("avbryt")
    await town.change(await town.get(Collaboration, "c-granliden"), unit_id="ekdala")
    assert "sin egen skola" in await town.seat("maja").says("boka Ekdalaskolan fredag v 43 kl 10")


async def test_what_waits_to_be_confirmed_is_booked(town: Town) -> None:
    """A booking that was read back before is made by a yes now."""
    await town.seat("maja").says("ja")
    assert [one for one in await town.find(Session) if one.topic == "Halvklart"]


async def test_what_was_done_last_is_undone(town: Town) -> None:
    """Karin's refusal, minutes ago, is taken back as if it had been made by this version."""
    assert "Förfrågan är inte längre avböjd" in await town.seat("karin").says("ångra")
    assert (await town.get(Collaboration, "c-bjorkangen")).stage == "requested"


async def test_the_board_and_the_new_commands(town: Town) -> None:
    """The board says whose turn it is, and what came since works on what was there."""
    karin = town.seat("karin")
    seen = await karin.says("läget")
    assert "Granlidens gymnasium | kollegialt lärande | Maja Ekström, Petter Åsberg" in seen
    assert "Bra samtal" in await town.seat("petter").says("reflektioner Granliden")
    await karin.orders("pausa Granliden till v 10")
    town.later(minutes=1)
    await karin.orders("återuppta Granliden")
    kinds = [line.split(" | ")[1] for line in (await karin.says("historik Granliden")).splitlines()[2:]]
    assert kinds == ["pausat", "återupptaget"]


async def test_a_series_booked_before(town: Town) -> None:
    """Nothing says which sessions were booked as one, so each is moved and cancelled by itself."""
    maja = town.seat("maja")
    assert "Du har ingen serie bokad." in await maja.says("ställ in serien Granliden")
    await maja.orders("ställ in Granliden 26 nov")
    states = {
        f"{one.span.start:%d %b}": one.state
        for one in await town.find(Session)
        if one.topic == "återkoppling"
    }
    assert [day for day, state in states.items() if state is Held.CANCELLED] == ["26 Nov"]


async def test_the_stage_follows_what_has_been(town: Town) -> None:
    """A first meeting that was booked before moves its collaboration on once it is over."""
    town.later(days=8)
    await town.tick()
    moved = [one for one in await town.find(Collaboration) if one.unit_id == "almby"]
    assert [one.stage for one in moved] == ["first-meeting"]
