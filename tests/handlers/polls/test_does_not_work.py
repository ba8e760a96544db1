"""Saying of a time that it does not work."""

from __future__ import annotations

import pytest

from storage.documents.polls import Poll
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize("typed", ["passar inte torsdag", "doesn't work Thursday 5 November"])
async def test_takes_a_tick_away(town: Town, asked: Poll, maja: Seat, typed: str) -> None:
    """A tick is taken away; said again, it stays away."""
    for _ in range(2):
        await maja.says(typed)
        if "Stämmer" in maja.sees:
            await maja.confirms()
        assert (await town.get(Poll, asked.id)).work_for("maja") == {1, 2}


async def test_is_an_answer(town: Town, asked: Poll, greta: Seat) -> None:
    """Who has ticked nothing before has answered that it works for them at no time."""
    await greta.orders("passar inte torsdag")
    assert (await town.get(Poll, asked.id)).work_for("greta") == frozenset()
    assert (await town.get(Poll, asked.id)).answer_of("greta")
