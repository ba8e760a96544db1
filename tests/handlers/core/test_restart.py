"""A restart between any two steps of the main job loses nothing."""

from __future__ import annotations

import pytest

from handlers.core.replies import Button, Confirm
from storage.documents.collaborations import Collaboration
from storage.documents.reflections import Reflection
from storage.documents.sessions import Held, Session
from storage.store import Equal
from tests.handlers.desk import Seat, Town

STEPS = 14


@pytest.mark.parametrize("at", range(STEPS + 1))
async def test_the_main_job_with_a_restart(town: Town, rut: Seat, karin: Seat, maja: Seat, at: int) -> None:
    """Asked for, appointed, booked, held, reflected on and seen, with the program restarted at one point."""
    steps = iter(range(STEPS))

    async def step() -> None:
        if next(steps) == at:
            await town.restart()

    await rut.says("begär")
    await step()
    await rut.sends(purpose="Läsning", effects="")
    await step()
    await rut.sends(effects="Läslust")
    await step()
    await karin.reads()
    await step()
    await karin.presses("Utse ett par")
    await step()
    await karin.sends(developers="Maja och Olle")
    await step()
    if any(isinstance(one, Confirm) for one in karin.answer.replies):
        await karin.confirms()
    await step()
    await maja.reads()
    await step()
    await maja.presses("Boka en träff")
    await step()
    await maja.sends(when="idag kl 14-15.30", topic="Formativ")
    await step()
    await maja.confirms()
    await step()
    town.later(hours=7)
    await town.tick()
    await step()
    await maja.reads()
    await step()
    await maja.presses(_reflect(maja.buttons))
    await step()
    await maja.sends(grade="4", happened="Bra samtal", visibility="coordinator")
    assert "Almby skola" in await karin.says("läget")
    (collaboration,) = await town.find(Collaboration, Equal("unit_id", "almby"))
    (session,) = await town.find(Session, Equal("collaboration_id", collaboration.id))
    (reflection,) = await town.find(Reflection, Equal("session_id", session.id))
    assert (collaboration.stage, collaboration.developers) == ("learning", ("maja", "olle"))
    assert (session.topic, session.state, reflection.happened) == ("Formativ", Held.HELD, "Bra samtal")


def _reflect(buttons: list[Button]) -> Button:
    return next(one for one in buttons if one.action == "reflect")
