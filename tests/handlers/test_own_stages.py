"""A municipality that calls its stages and kinds something else, and has others in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import municipality
from bot.fitting import check_fit
from config.process import Process
from config.settings import Settings
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.store import Equal
from tests.handlers.desk import Seat, Town

STAGES = (
    ("inkommen", "inkommen", "request"),
    ("startklar", "startklar", "work"),
    ("vilande", "vilande", "resting"),
    ("cirklar", "cirklar igång", "work"),
    ("fordjupning", "fördjupning", "work"),
    ("summering", "summering", "closing"),
    ("klart", "klart", "ended"),
    ("nej", "nej tack", "refused"),
    ("angrad", "ångrad", "withdrawn"),
)
KINDS = (("cirkel", "studiecirkel", "cirklar"), ("djup", "djupdykning", "fordjupning"))


def _own(process: Process) -> Process:
    """Return a process with the stages and kinds above, checked as a file is."""
    own = {
        "stages": [{"id": one, "sv": sv, "en": sv, "part": part} for one, sv, part in STAGES],
        "session_kinds": [
            {"id": one, "sv": sv, "en": sv, "minutes": 60, "begins": begins} for one, sv, begins in KINDS
        ],
        "usual_kind": "cirkel",
    }
    return Process.model_validate(process.model_dump() | own)


@pytest.fixture
async def town(town: Town) -> Town:
    """The town under that process, before anybody has asked for anything."""
    for kind in (Reflection, Session, Collaboration):
        for one in await town.find(kind):
            await town.erase(kind, one.id)
    ours = municipality(Settings(_env_file=None))
    ours = replace(ours, process=_own(ours.process))
    await check_fit(town.store, ours)
    town.dispatch._begin = replace(town.dispatch._begin, municipality=ours)
    return town


async def _stage(town: Town) -> str:
    (asked,) = await town.find(Collaboration, Equal("unit_id", "almby"))
    return asked.stage


async def _asks(rut: Seat) -> None:
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="Fler läser")


@pytest.fixture
async def appointed(town: Town, rut: Seat, karin: Seat) -> Collaboration:
    """Almby has asked, and Olle and Maja are appointed."""
    await _asks(rut)
    await karin.orders("utse Almby skola Olle Lindgård och Maja Ekström")
    (found,) = await town.find(Collaboration)
    return found


async def _holds(town: Town, who: Seat, text: str) -> None:
    """Book a session, let it pass, and reflect on it."""
    await who.says(text)
    await who.confirms()
    assert "Bokad" in who.sees
    town.later(days=8)
    await town.tick()
    await who.says("reflektera 4 Bra samtal")
    await who.confirms()
    assert "Din reflektion är sparad" in who.sees


async def test_a_request_waits(town: Town, rut: Seat, karin: Seat) -> None:
    """What is asked for is counted, listed, and shown as a request."""
    await _asks(rut)
    assert await _stage(town) == "inkommen"
    assert "1 förfrågan väntar" in await karin.opens_home()
    assert "1 förfrågan väntar" in await karin.says("veckobrev")
    assert "[Utse ett par]  [Ställ en fråga]  [Avböj]" in await karin.says("förfrågningar")
    assert "Skede: inkommen" in await rut.says("läget")
    assert "Återkalla" in rut.labels


async def test_the_main_job(town: Town, appointed: Collaboration, olle: Seat, karin: Seat) -> None:
    """Appointing leads to the first stage in work, sessions that are held to those that they begin."""
    assert appointed.stage == "startklar"
    await _holds(town, olle, "boka torsdag v 43 kl 14")
    (held,) = await town.find(Session)
    assert (held.session_kind, await _stage(town)) == ("cirkel", "cirklar")
    await _holds(town, olle, "boka djupdykning torsdag v 44 kl 14")
    assert await _stage(town) == "fordjupning"
    await _holds(town, olle, "boka torsdag v 45 kl 14")
    assert await _stage(town) == "fordjupning"
    assert "fördjupning" in await karin.says("läget")


async def test_what_rests_is_not_taken_on(
    town: Town, appointed: Collaboration, olle: Seat, karin: Seat
) -> None:
    """While it rests sessions can be booked and held, and it still rests; it is in the overview."""
    await town.change(appointed, stage="vilande")
    await _holds(town, olle, "boka torsdag v 43 kl 14")
    assert await _stage(town) == "vilande"
    assert "Almby skola" in await karin.says("läget")


async def test_what_has_ended_takes_no_bookings(
    town: Town, appointed: Collaboration, olle: Seat, karin: Seat
) -> None:
    """After the end nothing is booked, nobody is appointed anew, and the overview leaves it out."""
    await town.change(appointed, stage="klart")
    await olle.says("boka Almby torsdag v 43 kl 14")
    await karin.says("utse Almby skola Sana Haddadi och Olle Lindgård")
    assert await town.find(Session) == []
    assert (await town.get(Collaboration, appointed.id)).developers == appointed.developers
    assert "Almby" not in await karin.says("läget")


async def test_declined(town: Town, rut: Seat, karin: Seat) -> None:
    """A declined request gets the stage for that, and a question that waits is gone with it."""
    await _asks(rut)
    await karin.orders("förfrågningar fråga Almby skola Vilka är med?")
    await rut.says("läget")
    assert "Svara på frågan" in rut.labels
    await karin.says("förfrågningar")
    await karin.presses("Avböj")
    await karin.sends(reason="Inget par är ledigt.")
    assert await _stage(town) == "nej"
    await rut.says("läget Almby")
    assert "Svara på frågan" not in rut.labels
    assert await karin.says("förfrågningar") == "Inga förfrågningar väntar."


async def test_withdrawn(town: Town, rut: Seat, karin: Seat) -> None:
    """A request that is taken back gets the stage for that, and its principal can ask anew."""
    await _asks(rut)
    await rut.says("återkalla")
    assert "Skede: ångrad" in await rut.confirms()
    assert await _stage(town) == "angrad"
    assert await karin.says("förfrågningar") == "Inga förfrågningar väntar."
    await rut.says("begär")
    assert "skickad" in await rut.sends(purpose="Läsning", effects="Fler läser")
