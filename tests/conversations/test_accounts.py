"""People are known by their accounts, not by what they call themselves: in Slack and in Teams."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.conversations.places.slack import SlackPlace
from tests.handlers.desk import STOCKHOLM

NOW = datetime(2026, 10, 15, 9, 30, tzinfo=STOCKHOLM)


@pytest.fixture
async def slack(tmp_path):
    """A Slack workspace over an empty store, with Karin as coordinator."""
    place = SlackPlace(tmp_path, "sv", NOW)
    await place.start()
    yield place
    await place.leave()


async def test_slack_mentions_who_asks(slack):
    """A stranger's request is shown with Slack's own mention of their account, and their user name."""
    await slack.person("karin").say("hej")
    rut = slack.person("rut")
    await rut.say("begär Almby skola")
    await rut.press("Öppna formuläret")
    await rut.fill(
        {"Syfte": "Läsning", "Önskade effekter": "Flyt", "Huvudman": "kommunal", "Skolform": "grundskola"}
    )
    await rut.press("Bekräfta") if "Stämmer" in rut.screen else None
    karin = slack.person("karin")
    await karin.say("förfrågningar")
    assert "Chattkonto: @U2 (rut)" in karin.screen


async def test_a_mention_in_slack_is_an_account(slack):
    """Who is added by a mention speaks from that account at once."""
    karin, maja = slack.person("karin"), slack.person("maja")
    await karin.say("personer lägg till @ roll=kvalitetsutvecklare", mention="U3")
    assert "Chattkonto: @U3" in karin.screen
    await maja.say("hjälp")
    assert "Logga en reflektion" in maja.screen
