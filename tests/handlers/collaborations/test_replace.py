"""One of a pair is replaced by somebody else."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town


async def test_one_is_replaced(town: Town, karin: Seat) -> None:
    """It is read back, those concerned are told, and the sessions to come are the new pair's."""
    await karin.says("byt ut Maja mot Olle")
    for held in ("Vem lämnar: Maja Ekström", "Vem kommer i stället: Olle Lindgård", "Granlidens gymnasium"):
        assert held in karin.sees
    assert await town.told() == {}
    await karin.confirms()
    assert (await town.get(Collaboration, "c-granliden")).developers == ("olle", "petter")
    assert (await town.get(Session, "s-coming")).people == ("olle", "petter")
    told = await town.told()
    assert "Du är utsedd för Granlidens gymnasium" in told["olle"][0]
    assert {"olle", "maja", "petter", "greta"} <= set(told)


async def test_where_somebody_leads_several(town: Town, karin: Seat) -> None:
    """Of several collaborations it is asked which one is meant; others are none to choose."""
    await town.change(
        await town.get(Collaboration, "c-bjorkangen"), developers=("maja", "sana"), stage="learning"
    )
    await karin.says("byt ut Maja mot Olle")
    offered = {str(one.label.values.get("unit")) for one in karin.form.fields[2].options}
    assert offered == {"Granlidens gymnasium", "Björkängens förskola"}
    await karin.says("byt ut Sana mot Olle")
    assert "Björkängens förskola" in karin.sees
    await karin.says("byt ut Maja mot Olle på Granliden")
    assert "Samarbete: Granlidens gymnasium" in karin.sees


async def test_somebody_with_no_collaboration(karin: Seat) -> None:
    """Who is appointed to nothing can't be replaced."""
    assert await karin.says("byt ut Olle mot Sana") == "Olle Lindgård är inte utsedd till något samarbete."


async def test_not_to_their_own_school(karin: Seat) -> None:
    """The rules of appointing hold: nobody is appointed where they work."""
    assert "kan inte utses för sin egen skola" in await karin.says("byt ut Maja mot Sana")


@pytest.mark.parametrize("typed", ["byt ut Maja mot Petter", "replace Maja with Petter"])
async def test_by_the_other_one(karin: Seat, typed: str) -> None:
    """Replaced by the other one of the pair, one is left alone, which is read back."""
    await karin.says(typed)
    await karin.confirms()
    assert "Petter Åsberg" in karin.sees


async def test_only_for_who_coordinates(maja: Seat, greta: Seat) -> None:
    """Developers and principals are told who can."""
    for one in (maja, greta):
        assert (
            await one.says("byt ut Maja mot Olle")
            == "Det hör inte till din roll. Det kan Karin Samuelsdotter."
        )
