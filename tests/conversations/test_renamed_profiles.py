"""Whose profile gets another name in Slack or Teams is offered under it to who coordinates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.conversations.test_main_job import _inbox, _waits_for

WORDS = {
    "sv": {
        "add": "personer lägg till namn='Maja Ekström' roll=kvalitetsutvecklare chattkonto={account}",
        "offered": "Maja Ekström heter nu Maja Lind i {platform}",
        "button": "Byt namnet",
        "person": "personer Maja",
    },
    "en": {
        "add": "people add name='Maja Ekström' role=developer chat-account={account}",
        "offered": "Maja Ekström is called Maja Lind in {platform} now",
        "button": "Change the name",
        "person": "people Maja",
    },
}


async def _take_over(place: Any, platform: str) -> None:
    words, karin = WORDS[place.language], place.person("karin")
    await _waits_for(lambda: _inbox(place, "karin"), words["offered"].format(platform=platform))
    await karin.press(words["button"])
    await karin.fill({})
    await karin.say(words["person"])
    assert "Maja Lind" in karin.screen


@pytest.mark.parametrize("place", [SlackPlace], ids=["slack"], indirect=True)
async def test_in_slack(place: Any) -> None:
    """Slack tells of it at once."""
    words = WORDS[place.language]
    await place.person("karin").say(words["add"].format(account=place.identity("maja")))
    await place.person("maja").say("hej")
    told = place.workspace.people["U3"] | {
        "real_name": "Maja Lind",
        "profile": {"display_name": "", "real_name": "Maja Lind"},
    }
    place.workspace.people["U3"] = told
    await place.person("maja").happens({"type": "user_change", "user": told})
    await _take_over(place, "Slack")


@pytest.mark.parametrize("place", [TeamsPlace], ids=["teams"], indirect=True)
async def test_in_teams(place: Any) -> None:
    """In Teams it shows once the person writes again."""
    words = WORDS[place.language]
    await place.person("karin").say(words["add"].format(account=place.identity("maja")))
    await place.person("maja").say("hej")
    place.person("maja").name = "Maja Lind"
    await place.person("maja").say("hej")
    await _take_over(place, "Teams")
