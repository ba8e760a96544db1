"""Posts that end soon: on the board, and handed over in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.documents.people import Person, Position, Role
from tests.handlers.desk import Seat, Town


async def _ends_in(town: Town, person_id: str, days: int) -> date:
    """Let a developer's post end in so many days."""
    until = town.now.date() + timedelta(days=days)
    person = await town.get(Person, person_id)
    others = tuple(one for one in person.positions if one.role is not Role.DEVELOPER)
    post = Position(role=Role.DEVELOPER, until=until)
    await town.change(person, positions=(*others, post))
    return until


async def test_the_board_tells_what_ends_within_six_weeks(town: Town, karin: Seat, maja: Seat) -> None:
    """With the last day, what is led, and the button that changes the pair; developers don't see it."""
    await _ends_in(town, "petter", 42)
    await _ends_in(town, "maja", 43)
    seen = await karin.says("läget")
    assert "1 tjänst slutar snart\nNamn | Sista dag | Leder\nPetter Åsberg | torsdag 26 november 2026" in seen
    await karin.presses("Byt par: Granlidens gymnasium")
    assert karin.filled_in["collaboration"] == "c-granliden"
    assert "slutar snart" not in await maja.says("läget alla")


@pytest.mark.parametrize("days", [42, 10, 0])
async def test_who_leaves_is_asked_to_hand_over_once(town: Town, petter: Seat, days: int) -> None:
    """Within six weeks and until the last day, with a button for each that they lead."""
    await _ends_in(town, "petter", days)
    await town.tick()
    await petter.reads()
    assert "Din tjänst slutar" in petter.sees
    await petter.presses("Lämna över Granlidens gymnasium")
    assert "Var vi är" in petter.sees
    await town.tick()
    assert "petter" not in await town.told()


async def test_nobody_else_is_asked(town: Town) -> None:
    """Who leads nothing, and whose post goes on, hears nothing."""
    await _ends_in(town, "olle", 10)
    await _ends_in(town, "maja", 60)
    await town.tick()
    told = await town.told()
    assert not any("tjänst slutar" in text for texts in told.values() for text in texts)
