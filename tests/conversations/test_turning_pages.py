"""The pages of a long list are turned on each screen, by the button that the platform carries."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace

WORDS = {
    "sv": {
        "import": "enheter importera",
        "kind": "kommunal; grundskola",
        "confirm": "Bekräfta",
        "list": "enheter",
        "more": "Visa fler",
    },
    "en": {
        "import": "units import",
        "kind": "municipal; compulsory",
        "confirm": "Confirm",
        "list": "units",
        "more": "Show more",
    },
}


def _numbers(screen: str) -> set[str]:
    return set(re.findall(r"Skola (\d\d)", screen))


async def _first_page(place: Any) -> set[str]:
    """Import more units than fit on a page, and return those on the first one."""
    words = WORDS[place.language]
    rows = "\n".join(f"Skola {number:02}; {words['kind']}" for number in range(45))
    karin = place.person("karin")
    await karin.say(f"{words['import']} {rows}")
    await karin.press(words["confirm"])
    await karin.say(words["list"])
    return _numbers(karin.screen)


async def _next_page(place: Any, first: set[str]) -> set[str]:
    """Turn the page, and return what is shown then and was not before."""
    karin = place.person("karin")
    await karin.press(WORDS[place.language]["more"])
    return _numbers(karin.screen) - first


async def test_each_unit_is_shown_once(place: Any) -> None:
    """The second page has what the first one lacks."""
    first = await _first_page(place)
    assert (len(first), len(await _next_page(place, first))) == (40, 5)
    assert getattr(place, "refused", []) == []


@pytest.mark.parametrize("place", [SlackPlace, TeamsPlace], ids=["slack", "teams"], indirect=True)
async def test_the_button_outlives_the_process(place: Any) -> None:
    """A button that was shown before the bot was started anew turns the page all the same."""
    first = await _first_page(place)
    await place.stop()
    await place.start()
    assert (len(first), len(await _next_page(place, first))) == (40, 5)
