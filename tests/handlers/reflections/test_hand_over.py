"""Handing a collaboration over, and what whoever comes after may read."""

from __future__ import annotations

import pytest

from storage.documents.reflections import Readers, Reflection
from storage.documents.steps import Step, StepKind
from tests.handlers.desk import Seat, Town

GRANLIDEN = "c-granliden"
SAID = "Alla arbetslag har träffats två gånger"


@pytest.mark.parametrize(
    ("locale", "line"),
    [("sv-SE", f"överlämna Granliden {SAID}"), ("en-GB", f"hand over Granliden {SAID}")],
)
async def test_the_other_reads_it(town: Town, locale: str, line: str) -> None:
    """It is read back with who reads it, kept in the history, and told to the other of the pair alone."""
    maja = town.seat("maja", locale)
    await maja.says(line)
    assert "Petter Åsberg" in maja.sees
    await maja.confirms()
    told = await town.told()
    assert set(told) == {"petter"}
    assert SAID in told["petter"][0]
    assert StepKind.HANDED_OVER in {one.what for one in await town.find(Step)}


async def test_whoever_comes_after(town: Town, maja: Seat, karin: Seat, olle: Seat) -> None:
    """Who is replaced is offered it, and the successor reads what was ticked, but for what is private."""
    (written,) = await town.find(Reflection)
    await town.change(written, shared_with=(Readers.PAIR,), private="Bara mitt")
    assert written.author_id == "maja"
    await karin.orders("byt ut Maja mot Olle")
    assert written.happened not in await olle.says("reflektioner")
    await town.told()
    await maja.says(f"överlämna Granliden {SAID}")
    await maja.presses("Ändra")
    await maja.sends(reflections=(written.id,))
    await maja.confirms() if "Stämmer" in maja.sees else None
    assert SAID in await olle.reads()
    assert "1 reflektion" in olle.sees
    seen = await olle.says("reflektioner")
    assert written.happened in seen
    assert "Bara mitt" not in seen


async def test_before_anybody_is_appointed(town: Town, maja: Seat, karin: Seat, olle: Seat) -> None:
    """What was handed over before the pair changed comes with the appointment, reflections too."""
    (written,) = await town.find(Reflection)
    await town.change(written, shared_with=(Readers.PAIR,))
    await maja.says(f"överlämna Granliden {SAID}")
    await maja.presses("Ändra")
    await maja.sends(reflections=(written.id,))
    await maja.confirms() if "Stämmer" in maja.sees else None
    await town.told()
    await karin.orders("byt ut Maja mot Olle")
    assert f"Var vi är: {SAID}" in await olle.reads()
    assert written.happened in await olle.says("reflektioner")


async def test_who_was_replaced_is_offered_it(town: Town, karin: Seat, maja: Seat) -> None:
    """The message that they are no longer appointed has the button."""
    await karin.orders("byt ut Maja mot Olle")
    await maja.reads()
    await maja.presses("Lämna över")
    assert maja.filled_in["collaboration"] == GRANLIDEN


async def test_only_ones_own(town: Town, petter: Seat) -> None:
    """Another's reflection can't be handed over."""
    (written,) = await town.find(Reflection)
    await petter.says(f"överlämna Granliden {SAID}")
    await petter.presses("Ändra")
    await petter.sends(reflections=(written.id,))
    assert (await town.get(Reflection, written.id)).handed_to == ()


async def test_who_never_led_it(olle: Seat, rut: Seat) -> None:
    """Nobody else can."""
    assert "är överlämnat" not in await olle.says(f"överlämna Granliden {SAID}")
    assert "är överlämnat" not in await rut.says(f"överlämna Granliden {SAID}")
