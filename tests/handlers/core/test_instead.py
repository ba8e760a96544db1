"""Lines that call what is not for somebody's role lead to what they can do instead."""

from __future__ import annotations

import pytest

from config.ways import load_ways
from handlers.core.ways import Slot, WaysToAsk
from tests.handlers.desk import Seat, Town

SUGGEST = {"sv": "Säg att en tid inte passar", "en": "Say that a time doesn't work"}
PAIR = "Maja Ekström och Petter Åsberg"


@pytest.mark.parametrize(
    "typed",
    [
        "kan inte", "jag kan inte komma", "kan inte träffa dem på måndag",
        "flytta mötet", "kan vi flytta träffen?",
        "flytta Granliden till fredag v 45 kl 14",
    ],
)  # fmt: skip
async def test_a_principal_proposes(town: Town, greta: Seat, typed: str) -> None:
    """A principal, who moves no session, proposes other times."""
    assert SUGGEST["sv"] in await greta.says(typed)


@pytest.mark.parametrize("typed", ["can't make it", "move the meeting", "can we move the session?"])
async def test_a_principal_proposes_in_english(town: Town, typed: str) -> None:
    """The same in English."""
    assert SUGGEST["en"] in await town.seat("greta", "en-GB").says(typed)


async def test_the_time_is_kept(greta: Seat) -> None:
    """What was typed of the session and the time is read."""
    await greta.says("flytta Granliden till fredag v 45 kl 14")
    assert "fredag 6 november 2026, v. 45, 14.00" in greta.sees


@pytest.mark.parametrize("typed", ["utvecklare", "vilka är kvalitetsutvecklarna"])
async def test_a_principal_sees_the_own_pair(greta: Seat, typed: str) -> None:
    """A principal, who sees no list of developers, sees who they work with."""
    assert PAIR in (await greta.says(typed)) or "Maja Ekström, Petter Åsberg" in greta.sees


async def test_others_are_not_led_away(maja: Seat) -> None:
    """Who may do what a line calls does that."""
    assert "Flytta en träff" in await maja.says("flytta träffen")


@pytest.mark.parametrize("command", sorted(load_ways().instead))
def test_leads_to_a_command(town: Town, command: str) -> None:
    """Every way is one, asks for a command that there is, and fills in fields that it has."""
    ways = list(WaysToAsk(load_ways().for_others).of(command))
    spec = town.dispatch._conversation.calls.called(command)
    assert ways
    assert spec is not None
    assert spec[0].name == command
    fields = {one.name for one in spec[0].fields}
    assert {part.field for _, parts in ways for part in parts if isinstance(part, Slot)} <= fields
