"""Beginning in the middle of a year: importing collaborations, and greeting those concerned."""

from __future__ import annotations

from datetime import date

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.steps import Step, StepKind
from storage.store import Equal
from tests.handlers.desk import Seat, Town

LIST = """Enhet;Rektor;Par;Skede;Sedan;Väntas pågå till;Storlek
Almby skola;Rut Almquister;Olle Lindgård och Sana Haddadi;kartläggning;2026-09-14;VT27;litet
Granlidens gymnasium;Greta Granath;Maja Ekström, Petter Åsberg;kollegialt lärande;;;
"""


async def _of(town: Town, unit: str) -> Collaboration:
    (found,) = await town.find(Collaboration, Equal("unit_id", unit))
    return found


async def test_imported(town: Town, karin: Seat) -> None:
    """Counted first, what is under way already stays, and nobody is told before somebody says so."""
    await karin.says("importera samarbeten")
    await karin.sends(rows=LIST)
    assert "1 nytt samarbete.\n1 enhet har redan ett på gång" in karin.sees
    seen = await karin.confirms()
    assert seen.startswith("1 samarbete är inlagt")
    found = await _of(town, "almby")
    assert (found.stage, found.size, found.developers) == ("mapping", "small", ("olle", "sana"))
    assert found.stage_since.date() == date(2026, 9, 14)
    assert found.expected_end
    assert (found.expected_end.year, found.expected_end.month) == (2027, 6)
    (step,) = await town.find(Step, Equal("collaboration_id", found.id))
    assert step.what is StepKind.IMPORTED
    assert await town.told() == {}


async def test_greeted_once(town: Town, karin: Seat) -> None:
    """Principal and pair are told what is kept, and with whom; a second time there is nobody left."""
    await karin.says("importera samarbeten")
    await karin.sends(rows=LIST)
    await karin.confirms()
    assert "Rektor och par i 1 samarbete får veta det: Almby skola." in await karin.presses("Hälsa dem")
    await karin.confirms()
    told = await town.told()
    assert set(told) == {"rut", "olle", "sana"}
    assert "Samarbetet på Almby skola finns i Samlär nu" in told["olle"][0]
    assert "Olle Lindgård, Sana Haddadi" in told["rut"][0]
    assert "Alla är redan hälsade." in await karin.says("samarbeten hälsa")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Häxskolan;Rut Almquister;Olle Lindgård;kartläggning", "Rad 1: ingen enhet heter Häxskolan."),
        ("Almby skola;Ingen Alls;Olle Lindgård;kartläggning", "Rad 1: ingen heter Ingen Alls."),
        ("Almby skola;Rut Almquister;;kartläggning", "Rad 1: skriv vilka som leder det"),
        (
            "Almby skola;Rut Almquister;Rut Almquister;kartläggning",
            "Rut Almquister är inte kvalitetsutvecklare",
        ),
        (
            "Ekdalaskolan;Rut Almquister;Maja Ekström;kartläggning",
            "Rad 1: Maja Ekström arbetar på Ekdalaskolan",
        ),
        ("Almby skola;Rut Almquister;Olle Lindgård;fest", "Rad 1: jag känner inte till ”fest”."),
        ("Almby skola;Rut Almquister;Olle Lindgård;avslutat", "Rad 1: skriv ett skede i arbetet"),
        (
            "Almby skola;Rut Almquister;Olle Lindgård;kartläggning;2027-01-01",
            "Rad 1: skedet kan inte ha börjat",
        ),
        ("Tallåsskolan;;Sana Haddadi;kartläggning", "Rad 1: skriv vem som är rektor på Tallåsskolan."),
        (
            "Almby skola;;Olle Lindgård;kartläggning\nAlmby skola;;Sana Haddadi;kartläggning",
            "Rad 2: Almby skola står redan på rad 1.",
        ),
    ],
)
async def test_a_row_that_does_not_fit(town: Town, karin: Seat, rows: str, said: str) -> None:
    """It is named with its number, and nothing is imported."""
    await karin.says("importera samarbeten")
    assert said in await karin.sends(rows=rows)
    assert len(await town.find(Collaboration)) == 2


async def test_in_english(town: Town, karin: Seat) -> None:
    """The columns have English names as well, and the principal of the register is filled in."""
    await karin.says("collaborations import")
    await karin.sends(rows="School;Developers;Stage\nAlmby skola;Olle Lindgård and Sana Haddadi;mapping")
    await karin.confirms()
    assert (await _of(town, "almby")).principal_id == "rut"
