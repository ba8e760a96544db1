"""Taking one of the times."""

from __future__ import annotations

from storage.documents.polls import Poll
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

THURSDAY = "tors 5 nov v. 45 14.00–15.30"


async def test_booked(town: Town, asked: Poll, maja: Seat, greta: Seat) -> None:
    """With one press the session is booked and told, and the question is settled."""
    await greta.says("tidsfrågor")
    await greta.presses(f"Passar: {THURSDAY}")
    await maja.says("tidsfrågor")
    assert (await maja.presses(f"Ta tiden {THURSDAY}")).startswith("Bokad: Granlidens gymnasium")
    (booked,) = [one for one in await town.find(Session) if one.topic == "Läsning"]
    assert booked.people == ("maja", "petter")
    assert set(await town.told()) == {"petter", "greta"}
    assert "Ingen fråga om tider väntar." in await greta.says("tidsfrågor")


async def test_twice(town: Town, asked: Poll, maja: Seat, petter: Seat, greta: Seat) -> None:
    """Both of the pair press: one session is booked."""
    await greta.says("tidsfrågor")
    await greta.presses(f"Passar: {THURSDAY}")
    await maja.says("tidsfrågor")
    await petter.says("tidsfrågor")
    await maja.presses(f"Ta tiden {THURSDAY}")
    await petter.presses(f"Ta tiden {THURSDAY}")
    assert len([one for one in await town.find(Session) if one.topic == "Läsning"]) == 1


async def test_undone(town: Town, asked: Poll, maja: Seat) -> None:
    """The session is called off, and the question waits again."""
    await maja.says("ta tiden fredag")
    await maja.says("ja")
    await maja.says("ångra")
    assert not (await town.get(Poll, asked.id)).settled
    assert not [one for one in await town.find(Session) if one.topic == "Läsning"]


async def test_not_for_the_principal(town: Town, asked: Poll, greta: Seat) -> None:
    """Those who lead choose; the principal doesn't book."""
    await greta.says(f"ta tiden {asked.id} torsdag")
    await greta.says("ja")
    assert not (await town.get(Poll, asked.id)).settled
