"""People are known by their accounts, not by what they call themselves: in Slack and in Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.handlers.desk import STOCKHOLM

NOW = datetime(2026, 10, 15, 9, 30, tzinfo=STOCKHOLM)


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[SlackPlace]:
    """A Slack workspace over an empty store, with Karin as coordinator."""
    place = SlackPlace(tmp_path, "sv", NOW)
    await place.start()
    yield place
    await place.leave()


async def test_slack_mentions_who_asks(slack: SlackPlace) -> None:
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


async def test_a_mention_in_slack_is_an_account(slack: SlackPlace) -> None:
    """Who is added by a mention speaks from that account at once."""
    karin, maja = slack.person("karin"), slack.person("maja")
    await karin.say("personer lägg till @ roll=kvalitetsutvecklare", mention="U3")
    assert "Chattkonto: @U3" in karin.screen
    await maja.say("hjälp")
    assert "Boka en träff" in maja.screen


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[TeamsPlace]:
    """A Teams tenant over an empty store, with Karin as coordinator, and a roster that tells who is who."""
    place = TeamsPlace(tmp_path, "sv", NOW)
    await place.start()
    yield place
    await place.leave()


async def test_teams_names_who_asks_by_their_account(teams: TeamsPlace) -> None:
    """A stranger's request is shown with their name and user principal name."""
    await teams.person("karin").say("hej")
    rut = teams.person("rut")
    await rut.say("begär Almby skola")
    await rut.fill(
        {"Syfte": "Läsning", "Önskade effekter": "Flyt", "Huvudman": "kommunal", "Skolform": "grundskola"}
    )
    await rut.press("Bekräfta") if "Stämmer" in rut.screen else None
    karin = teams.person("karin")
    await karin.say("förfrågningar")
    assert "Chattkonto: Teams: Rut Almquister (someone@example.org)" in karin.screen


async def test_a_mention_in_teams_is_an_account(teams: TeamsPlace) -> None:
    """Who is added by a mention in a channel speaks from that account at once."""
    karin, maja = teams.person("karin"), teams.person("maja")
    await karin.say("hej")
    await karin.install(teams.room)
    await karin.say("personer lägg till @ roll=kvalitetsutvecklare", teams.room, meaning=maja)
    await maja.say("hjälp")
    assert "Boka en träff" in maja.screen
