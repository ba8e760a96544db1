"""Who works with whom, as far as the one who asks may know it."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person as Somebody
from tests.handlers.desk import Seat, Town


async def test_several_collaborations(town: Town, maja: Seat) -> None:
    """Whoever takes part in several gets a line for each."""
    await town.change(await town.get(Collaboration, "c-bjorkangen"), developers=("maja",), stage="learning")
    seen = await maja.says("kontakter")
    assert "Granlidens gymnasium | Greta Granath | Maja Ekström (du) och Petter Åsberg" in seen
    assert "Björkängens förskola | Bengt Björkegård | Maja Ekström (du)" in seen
    assert "Rektor" not in await maja.says("kontakter par")


@pytest.mark.parametrize("unit", ["Granliden", "Björkängen", "Almby"])
@pytest.mark.parametrize("part", ["", "rektor ", "par "])
async def test_nothing_leaks_of_a_unit(olle: Seat, unit: str, part: str) -> None:
    """Who takes no part somewhere hears the same of a unit with a pair, with a request and with nothing."""
    seen = await olle.says(f"kontakter {part}{unit}")
    assert seen.startswith("Du är inte med i något samarbete på ")
    assert seen.endswith("Karin Samuelsdotter vet vad som pågår på varje enhet.")


async def test_an_ended_collaboration(town: Town, greta: Seat) -> None:
    """Who worked together once are no contacts any more."""
    await town.change(await town.get(Collaboration, "c-granliden"), stage="completed")
    assert "Maja" not in await greta.says("kontakter")


async def test_the_coordinator_knows_all(town: Town, karin: Seat) -> None:
    """Who coordinates sees a unit's principal by the register, also before any collaboration."""
    assert "Rut Almquister" in await karin.says("contacts principal Almby")
    await town.change(await town.get(Somebody, "rut"), active=False)
    assert "Rut Almquister" not in await karin.says("contacts principal Almby")


async def test_a_stranger(anna: Seat) -> None:
    """A stranger hears who coordinates, and nothing of anybody else."""
    assert "Karin Samuelsdotter" in await anna.says("kontakter samordnare")
    for asked in ("kontakter", "kontakter Granliden", "kontakter rektor Granliden", "kontakter par"):
        seen = await anna.says(asked)
        assert "Jag känner dig inte än" in seen
        assert not any(name in seen for name in ("Greta", "Maja", "Petter"))
