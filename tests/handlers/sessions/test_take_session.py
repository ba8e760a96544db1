"""Taking a session alone."""

from __future__ import annotations

from tests.handlers.desk import Seat, Town


async def test_by_its_words(town: Town, maja: Seat, petter: Seat) -> None:
    """The one session that somebody can't come to is meant; who can't come is told that it takes place."""
    await maja.orders("kan inte Granliden 26 okt")
    await town.told()
    await petter.orders("jag tar den själv")
    assert "Petter Åsberg tar träffen på Granlidens gymnasium själv" in (await town.told())["maja"][0]


async def test_everybody_comes(petter: Seat, maja: Seat) -> None:
    """Where everybody comes that is said; who can't come can't take it."""
    assert "Alla som leder den kommer." in await petter.says("jag tar den själv Granliden 26 okt")
    await maja.orders("kan inte Granliden 26 okt")
    assert "Du leder inte den här träffen." in await maja.says("jag tar den själv Granliden 26 okt")
