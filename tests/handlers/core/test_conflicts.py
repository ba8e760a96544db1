"""An act whose write conflicts with somebody else's starts over, and reads back anew what has changed."""

from __future__ import annotations

from handlers.core.dispatch import ATTEMPTS
from storage.documents.people import Person, Position
from storage.documents.sessions import Held, Session
from tests.handlers.core.dispatching import working_over
from tests.handlers.desk import Seat, Town


async def test_a_conflicting_write_is_tried_again(town: Town, maja: Seat) -> None:
    """When somebody else changes the same thing meanwhile, the act starts over and reads back anew."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await town.change(await town.get(Session, "s-coming"), topic="Nytt ämne")

    over = working_over(town, meanwhile)
    again = await maja.confirms()
    assert "Det här har ändrats sedan du började." in again
    assert "Nytt ämne" in again
    assert over.begun == 2
    await maja.confirms()
    moved = await town.get(Session, "s-coming")
    assert (moved.topic, moved.span.start.day) == ("Nytt ämne", 30)


async def test_what_is_no_longer_allowed_after_a_conflict(town: Town, maja: Seat) -> None:
    """When the other change makes it impossible, the second try is refused and nothing is written."""
    await maja.says("flytta Elevernas egna mål fredag v 44 kl 9")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await town.change(await town.get(Session, "s-coming"), state=Held.CANCELLED)

    working_over(town, meanwhile)
    await maja.confirms()
    assert "Träffen är redan inställd." in maja.sees
    assert (await town.get(Session, "s-coming")).span.start.day == 26


async def test_endless_conflicts(town: Town, karin: Seat) -> None:
    """When it conflicts again and again, the person is asked to try later."""

    async def meanwhile(begun: int) -> None:
        await town.change(await town.get(Person, "karin"), positions=(Position(unit_id=f"nr {begun}"),))

    over = working_over(town, meanwhile)
    said = await karin.says("språk engelska")
    assert said == "Någon annan ändrar samma sak just nu. Försök igen om en stund."
    assert over.begun == ATTEMPTS + 1  # and a look whether the delivery was answered meanwhile
