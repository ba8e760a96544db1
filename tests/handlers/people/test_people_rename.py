"""Changing a person's name to what their platform calls them now."""

from __future__ import annotations

import pytest

from storage.documents.people import Person as Someone
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    ("locale", "offered", "label", "told"),
    [
        (
            "sv-SE",
            "Maja Ekström heter nu Maja Lind i Terminal",
            "Byt namnet",
            "Namn: Maja Lind",
        ),
        (
            "en-GB",
            "Maja Ekström is called Maja Lind in Terminal now",
            "Change the name",
            "Namn: Maja",
        ),
    ],
)
async def test_a_new_name_is_offered(town: Town, locale: str, offered: str, label: str, told: str) -> None:
    """Whose profile gets another name is offered to who coordinates, once; nothing changes by itself."""
    karin = town.seat("karin", locale)
    await karin.says("läget")
    await town.seat("maja", name="Maja Ekström").says("läget")
    for _ in range(2):
        await town.seat("maja", name="Maja Lind").says("läget")
    assert (await karin.reads()).startswith(offered)
    assert (await town.get(Someone, "maja")).name == "Maja Ekström"
    await karin.presses(label)
    assert karin.filled_in == {"person": "maja", "name": "Maja Lind"}
    assert (await karin.sends()).startswith("Maja Lind")
    assert (await town.get(Someone, "maja")).name == "Maja Lind"
    heard = await town.told()
    assert told in "".join(heard["maja"])


@pytest.mark.parametrize(
    "name", ["Ekström, Maja", "maja  ekström", "Maja Ekström 🌴", "»Maja Ekström«", "Maja Ekstr\u00f6m\u200b"]
)
async def test_the_same_name_is_not_offered(town: Town, name: str) -> None:
    """Another order, other marks or an emoji make no other name."""
    await town.seat("maja", name="Maja E").says("läget")
    await town.seat("maja", name=name).says("läget")
    assert await town.told() == {}


async def test_a_first_name_is_not_offered(town: Town) -> None:
    """What a platform calls somebody from the start is no change."""
    await town.seat("maja", name="Majsan").says("läget")
    assert await town.told() == {}


async def test_by_words(town: Town, karin: Seat) -> None:
    """The name can be typed; what is theirs already is pointed out, and it is asked who coordinates."""
    await karin.says("personer byt namn Maja Maja Lind")
    await karin.confirms()
    assert (await town.get(Someone, "maja")).name == "Maja Lind"
    await karin.says("personer byt namn Maja Maja Lind")
    assert "Maja Lind heter redan så." in karin.sees


async def test_refused_to_others(maja: Seat) -> None:
    """Only who coordinates changes a name."""
    assert (await maja.says("personer byt namn Olle Olle Lind")).startswith("Det hör inte till din roll.")
