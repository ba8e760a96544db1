"""What is pasted from a Mac, a PDF or a web page is what everybody sees, on each screen."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

WORDS = {
    "sv": {
        "add": "enheter lägg till namn='{name}' huvudman=kommunal skolform=grundskola",
        "units": "enheter",
        "one": "1 enhet",
        "two": "2 enheter",
        "owner": "kommunal",
    },
    "en": {
        "add": "units add name='{name}' owner=municipal school-form=compulsory",
        "units": "units",
        "one": "1 unit",
        "two": "2 units",
        "owner": "municipal",
    },
}
PASTED = (unicodedata.normalize("NFD", "Bäckaskolan"), "Bäcka\u00adskolan", "\u200bBäckaskolan\u200e")


async def test_no_twin_that_looks_the_same(place: Any) -> None:
    """A school pasted in other letters is the one that is there; one with other letters is another."""
    words, karin = WORDS[place.language], place.person("karin")
    for name in (*PASTED, "Bäckaskolan"):
        await karin.say(words["add"].format(name=name))
    await karin.say("avbryt")
    await karin.say(words["units"])
    assert words["one"] in karin.screen
    assert "Bäckaskolan" in karin.screen
    await karin.say(words["add"].format(name="Backaskolan"))
    await karin.say(words["units"])
    assert words["two"] in karin.screen


@pytest.mark.parametrize("pasted", PASTED)
async def test_found_as_pasted(place: Any, pasted: str) -> None:
    """A unit is found by its name with marks in it, and so is a command."""
    words, karin = WORDS[place.language], place.person("karin")
    await karin.say(words["add"].format(name="Bäckaskolan"))
    await karin.say(words["units"].replace("n", "n\u00ad", 1) + " " + pasted)
    assert "Bäckaskolan" in karin.screen
    assert words["owner"] in karin.screen
