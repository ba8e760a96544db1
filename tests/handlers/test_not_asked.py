"""A field that is not for somebody's role: not shown, not searched, not taken, not kept."""

from __future__ import annotations

import pytest

from handlers.core.replies import Ask
from storage.documents.collaborations import Collaboration
from storage.documents.drafts import Draft
from storage.documents.people import Person, Role
from storage.store import Equal
from tests.handlers.desk import Seat, Town


async def test_not_shown(rut: Seat, karin: Seat) -> None:
    """A principal's form doesn't ask for which principal; a coordinator's does."""
    for who, asked in ((rut, False), (karin, True)):
        await who.says("begär Almby skola")
        assert ("principal" in [one.name for one in who.shown_as(Ask).fields]) is asked
        await who.says("avbryt")
        assert ("För vilken rektor" in await who.says("hjälp begär")) is asked


async def test_not_searched(rut: Seat, karin: Seat) -> None:
    """A principal finds nobody in the list of principals, though the form's other lists are searched."""
    for who, found in ((rut, []), (karin, ["Bengt Björkegård (Björkängens förskola)"])):
        await who.says("begär Almby skola")
        assert await who.searches("unit", "tallås") != []
        assert await who.searches("principal", "bengt") == found


async def test_not_taken_from_a_line(town: Town, rut: Seat) -> None:
    """What a principal types for it stays in the text where it stands, and the request is their own."""
    await rut.orders("begär Almby skola syfte=Läsning effects=Läslust principal=bengt")
    assert "Önskade effekter: Läslust principal=bengt" in rut.sees
    (asked,) = await town.find(Collaboration, Equal("unit_id", "almby"))
    assert asked.principal_id == "rut"


@pytest.mark.parametrize("name", ["principal", "stage", "unit_id"])
async def test_not_kept(town: Town, rut: Seat, name: str) -> None:
    """What a made-up form says in it, or in a field that there isn't, is not kept for later either."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="", **{name: "bengt"})
    (draft,) = await town.find(Draft, Equal("identity", "terminal:rut"))
    assert (draft.values["purpose"], draft.values.get(name)) == ("Läsning", None)


async def test_not_kept_for_another_role(town: Town, rut: Seat) -> None:
    """So it is empty where they become a coordinator before the form is sent."""
    await rut.says("begär")
    await rut.sends(purpose="Läsning", effects="", principal="bengt")
    await town.change(await town.get(Person, "rut"), roles=(Role.COORDINATOR,))
    await rut.sends(effects="Läslust")
    assert rut.errors == {"principal": "Välj för vilken rektor."}
    assert "principal" not in rut.filled_in
    assert await town.find(Collaboration, Equal("unit_id", "almby")) == []
