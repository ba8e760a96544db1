"""What waits for oneself, dealt with by one press."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.documents.sessions import Held, Session
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(("locale", "line"), [("sv-SE", "ogjort"), ("sv-SE", "att göra"), ("en-GB", "to do")])
async def test_ones_own_sessions(town: Town, locale: str, line: str) -> None:
    """Each session that nobody has said anything of is there, with its buttons."""
    maja = town.seat("maja", locale)
    assert "Sambedömning i par" in await maja.says(line)
    assert maja.labels[:2] == (
        ["Blev av", "Blev inte av"] if locale == "sv-SE" else ["It was held", "It was not held"]
    )


@pytest.mark.parametrize(("button", "state"), [("Blev av", Held.HELD), ("Blev inte av", Held.NOT_HELD)])
async def test_one_press(town: Town, maja: Seat, button: str, state: Held) -> None:
    """One press notes it, and grade and text can follow."""
    await maja.says("ogjort")
    await maja.presses(button)
    (noted,) = [one for one in await town.find(Session) if one.id == "s-ended"]
    assert noted.state is state
    assert "Inget väntar på dig." in await maja.says("ogjort")
    await maja.says("reflektera Granliden 12 okt 4 Bra samtal")
    await maja.confirms()
    assert "Din reflektion är sparad" in maja.sees


async def test_no_edge_until_it_is_closed(town: Town, maja: Seat, karin: Seat) -> None:
    """A session can be reflected on after months, until its collaboration is closed."""
    (ended,) = [one for one in await town.find(Session) if one.id == "s-ended"]
    earlier = timedelta(days=200)
    span = ended.span.model_copy(update={"start": ended.span.start - earlier, "end": None}).closed(
        timedelta(hours=1)
    )
    await town.change(ended, span=span)
    assert "Sambedömning i par" in await maja.says("ogjort")
    assert "Sambedömning i par" in await maja.says("reflektera")
    await maja.says("avbryt")
    await karin.orders("avsluta Granliden")
    assert "Inget väntar på dig." in await maja.says("ogjort")
    await maja.says("reflektera s-ended 4 Bra")
    assert "sparad" not in maja.sees


async def test_marking_by_words(town: Town, maja: Seat) -> None:
    """It can be typed, too."""
    await maja.says("markera träff Granliden 12 okt blev inte av")
    await maja.confirms() if "Stämmer" in maja.sees else None
    (noted,) = [one for one in await town.find(Session) if one.id == "s-ended"]
    assert noted.state is Held.NOT_HELD
