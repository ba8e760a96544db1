"""Names as directories and colleagues write them."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person as Someone
from storage.documents.people import Position, Role, Unit
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    "typed",
    [
        "utse Björkängen Ekström, Maja och Lindgård, Olle",
        "utse Björkängen Ekström, Maja; Lindgård, Olle",
        "utse Björkängen Ekström, Maja, Lindgård, Olle",
        "assign Björkängen Ekström, Maja and Olle Lindgård",
    ],
)
async def test_surname_first(town: Town, karin: Seat, typed: str) -> None:
    """Who is written surname first, with a comma, is one person."""
    seen = await karin.says(typed)
    assert "Maja Ekström, Olle Lindgård" in seen
    await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "olle")


@pytest.mark.parametrize("raw", ["Ekström, Maja, Lindgård, Olle", "Ekström, Maja & Olle", "Maja, Olle"])
async def test_surname_first_in_a_form(town: Town, karin: Seat, raw: str) -> None:
    """The same in a form's field."""
    await karin.says("utse Björkängen")
    await karin.sends(developers=raw)
    if "Bekräfta" in karin.labels:
        await karin.confirms()
    assert (await town.get(Collaboration, "c-bjorkangen")).developers == ("maja", "olle")


async def test_two_of_a_directory_look_like_two(town: Town, karin: Seat) -> None:
    """Names with commas in them stand apart, and are found in either order."""
    await town.change(await town.get(Someone, "maja"), name="Ekström, Maja")
    await town.change(await town.get(Someone, "olle"), name="Lindgård, Olle")
    seen = await karin.says("utse Björkängen Maja Ekström och Olle Lindgård")
    assert "Ekström, Maja; Lindgård, Olle" in seen
    await karin.confirms()
    assert "Ekström, Maja; Lindgård, Olle" in await karin.says("läget Björkängen")


@pytest.mark.parametrize(
    ("locale", "typed"),
    [("sv-SE", "utse Björkängen Maja Ekström"), ("en-GB", "assign Björkängen Maja Ekström")],
)
async def test_two_of_one_name(town: Town, locale: str, typed: str) -> None:
    """Two of one name are told apart by their units, where they are chosen and read back."""
    await town.add(
        Someone(
            id="maja2", name="Maja Ekström", roles=(Role.DEVELOPER,), positions=(Position(unit_id="tallas"),)
        )
    )
    karin = town.seat("karin", locale)
    await karin.says(typed)
    first, second = [label for label in karin.labels if label.startswith("Maja Ekström")]
    assert first.startswith("Maja Ekström (Ekdalaskolan) (1 ")
    assert second.startswith("Maja Ekström (Tallåsskolan) (")
    assert "Maja Ekström (Tallåsskolan)" in await karin.presses(second)


async def test_hyphen_and_apostrophe(town: Town, karin: Seat) -> None:
    """A double name is found in one word or two, and so is each half."""
    await town.add(Someone(id="ak", name="Anna-Karin O’Hara-Lind", roles=(Role.DEVELOPER,)))
    for typed in ("Anna Karin O'Hara", "anna-karin lind", "O’Hara Lind"):
        assert (await karin.says(f"personer {typed}")).startswith("Anna-Karin O’Hara-Lind")


async def test_the_same_letters_first(town: Town, karin: Seat) -> None:
    """Backaskolan and Bäckaskolan are each found by their own name, and stand where Swedes look."""
    for unit, name in (("a", "Backaskolan"), ("ä", "Bäckaskolan"), ("å", "Åbyskolan"), ("z", "Zinkskolan")):
        await town.add(Unit(id=unit, name=name, owner="municipal", school_form="compulsory"))
    for name in ("Backaskolan", "Bäckaskolan"):
        assert (await karin.says(f"enheter {name}")).startswith(f"{name}\n")
        await karin.says(f"enheter ändra {name}")
        assert karin.filled_in["name"] == name
        await karin.says("avbryt")
    seen = await karin.says("enheter")
    assert seen.index("Backaskolan") < seen.index("Zinkskolan") < seen.index("Åbyskolan")
