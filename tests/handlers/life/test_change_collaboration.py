"""Changing a collaboration: by its principal, and by those who coordinate."""

from __future__ import annotations

from datetime import date

import pytest

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town

GRANLIDEN = "c-granliden"


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", 'ändra samarbete deltar="Alla lärare i matematik"'),
        ("en-GB", 'change collaboration participants="Alla lärare i matematik"'),
    ],
)
async def test_the_principal_changes_their_own(town: Town, locale: str, line: str) -> None:
    """What is different is read back and told to the pair; all else stays as it was."""
    before = await town.get(Collaboration, GRANLIDEN)
    greta = town.seat("greta", locale)
    await greta.says(line)
    assert "Likvärdig" not in greta.sees
    await greta.confirms()
    after = await town.get(Collaboration, GRANLIDEN)
    assert after == before.changed(participants="Alla lärare i matematik", version=after.version)
    told = await town.told()
    assert set(told) == {"maja", "petter"}
    assert "Alla lärare i matematik" in told["maja"][0]


async def test_a_request_too(town: Town, bengt: Seat) -> None:
    """Of a request that waits those who coordinate are told."""
    await bengt.orders('ändra samarbete syfte="Mer lek ute"')
    assert (await town.get(Collaboration, "c-bjorkangen")).purpose == "Mer lek ute"
    assert "Mer lek ute" in (await town.told())["karin"][0]


async def test_size_end_and_diary_number(town: Town, karin: Seat) -> None:
    """Those who coordinate set the size, the expected end and the diary number in the form."""
    await karin.says("ändra samarbete Granliden")
    await karin.sends(size="large", end="VT28", diary_number="BUN 2026-114")
    await karin.confirms() if "Stämmer" in karin.sees else None
    after = await town.get(Collaboration, GRANLIDEN)
    assert (after.size, after.expected_end, after.diary_number) == (
        "large",
        date(2028, 6, 9),
        "BUN 2026-114",
    )
    assert "Diarienummer: BUN 2026-114" in await karin.says("läget Granliden")


async def test_a_goal_keeps_its_standpoint(town: Town, greta: Seat) -> None:
    """A wished effect whose text stays keeps its standpoint."""
    (goal,) = (await town.get(Collaboration, GRANLIDEN)).goals
    await greta.says("ändra samarbete")
    await greta.sends(effects=f"{goal.text}\nFler vågar fråga")
    await greta.confirms() if "Stämmer" in greta.sees else None
    goals = (await town.get(Collaboration, GRANLIDEN)).goals
    assert goals[0] == goal
    assert [one.text for one in goals] == [goal.text, "Fler vågar fråga"]


async def test_words_that_name_nothing(town: Town, greta: Seat) -> None:
    """Words that name no field change nothing unasked."""
    before = await town.get(Collaboration, GRANLIDEN)
    await greta.says("ändra samarbete")
    await greta.says("ja")
    assert await town.get(Collaboration, GRANLIDEN) == before
    assert "Syfte: ja" not in greta.sees


async def test_whose_it_is(town: Town, rut: Seat, maja: Seat) -> None:
    """Another principal can't, nor can the pair; both are told who can."""
    before = await town.get(Collaboration, GRANLIDEN)
    await rut.says('ändra samarbete Granliden syfte="Annat"')
    assert "Karin Samuelsdotter" in await maja.says('ändra samarbete Granliden syfte="Annat"')
    assert await town.get(Collaboration, GRANLIDEN) == before


async def test_nothing_different(karin: Seat) -> None:
    """The same once more is said to be that."""
    await karin.says('ändra samarbete Granliden deltar="Alla ämneslag"')
    assert "Inget är annorlunda än förut." in karin.sees


async def test_the_principal_undoes_it(town: Town, greta: Seat) -> None:
    """Who may change it may undo that, too."""
    before = await town.get(Collaboration, GRANLIDEN)
    await greta.orders('ändra samarbete syfte="Mer lek ute"')
    assert "Det är ångrat" in await greta.says("ångra")
    assert (await town.get(Collaboration, GRANLIDEN)).purpose == before.purpose
