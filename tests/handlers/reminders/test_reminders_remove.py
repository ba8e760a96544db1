"""A reminder is taken away before it is said."""

from __future__ import annotations

import pytest

from storage.documents.reminders import OwnReminder
from tests.handlers.desk import Seat, Town


async def test_by_its_button(town: Town, maja: Seat) -> None:
    """Removed, it is not said."""
    await maja.orders("påminn mig imorgon kl 9 att ringa Rut")
    await maja.says("påminnelser")
    assert "Jag påminner dig inte" in await maja.presses("Ta bort påminnelsen ringa Rut")
    town.later(days=1)
    await town.tick()
    assert await town.told() == {}


@pytest.mark.parametrize(
    "typed",
    [
        "Ta bort påminnelsen ringa Rut",
        "ta bort påminnelsen om att ringa Rut",
        "påminnelser ta bort ringa Rut",
    ],
)
async def test_by_its_words(town: Town, maja: Seat, typed: str) -> None:
    """What the button says can be typed, and the reminder named in other ways."""
    await maja.orders("påminn mig imorgon kl 9 att ringa Rut")
    await maja.orders("påminn mig imorgon kl 10 om fika")
    await maja.says(typed)
    if "Stämmer det här?" in maja.sees:
        await maja.confirms()
    assert [one.text for one in await town.find(OwnReminder)] == ["fika"]


async def test_a_long_one(town: Town, maja: Seat) -> None:
    """A button says the beginning of a long text, and takes away the right one when that is typed, too."""
    for number in ("ett", "två"):
        await maja.orders(
            f"påminn mig imorgon kl 9 att läsa kapitel {number} i boken som Rut gav mig i våras"
        )
    await maja.says("påminnelser")
    label = next(one for one in maja.labels if "två" in one)
    assert label.endswith("…")
    await maja.says(label)
    if "Stämmer det här?" in maja.sees:
        await maja.confirms()
    assert ["kapitel ett" in one.text for one in await town.find(OwnReminder)] == [True]


async def test_nobody_elses(town: Town, maja: Seat, petter: Seat) -> None:
    """Nobody removes or sees another's, with the button in hand either."""
    await maja.orders("påminn mig imorgon kl 9 att ringa Rut")
    petter.answer = maja.answer
    assert "ringa Rut" not in await petter.presses("Ta bort påminnelsen ringa Rut")
    assert await petter.says("påminnelser ta bort fika") == "Du har inga påminnelser."
    assert len(await town.find(OwnReminder)) == 1
