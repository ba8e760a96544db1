"""Messages that may not have arrived are listed."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town
from tests.handlers.mail import Mail, lose


async def test_nothing_failed(town: Town, karin: Seat) -> None:
    """Where all has arrived the list says so, and the clock tells nobody."""
    assert await town.tick() == 0
    assert (
        await karin.says("meddelanden")
        == "Såvitt jag vet har alla meddelanden det senaste dygnet kommit fram."
    )


async def test_in_english(town: Town, mail: Mail, maja: Seat) -> None:
    """The list is in the reader's language."""
    await lose(town, mail, maja)
    karin = town.seat("karin", "en-GB")
    assert (await karin.says("messages")).startswith("1 message may not have arrived.")
    assert await karin.presses("Send again") == "It is on its way again to Greta Granath."


@pytest.mark.parametrize("typed", ["meddelanden", "meddelanden igen"])
async def test_refused_to_others(maja: Seat, greta: Seat, anna: Seat, typed: str) -> None:
    """Only who coordinates sees what didn't arrive."""
    for one in (maja, greta):
        assert (await one.says(typed)).startswith("Det hör inte till din roll.")
    assert (await anna.says(typed)).startswith("Jag känner dig inte än.")
