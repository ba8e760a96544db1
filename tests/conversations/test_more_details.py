"""The button *More details* of a modal in Slack and of a card in Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.slack.filling import fields
from tests.conversations.conftest import MONDAY
from tests.conversations.places.slack import SlackPlace


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[SlackPlace]:
    """A Slack workspace over an empty store, with Karin as coordinator."""
    place = SlackPlace(tmp_path, "sv", MONDAY)
    await place.start()
    yield place
    await place.leave()


async def test_what_was_typed_stays(slack: SlackPlace) -> None:
    """Fields shown before the button keep their blocks, so that Slack keeps what was typed there."""
    rut = slack.person("rut")
    await rut.say("begär Almby skola")
    await rut.press("Öppna formuläret")
    modals = slack.workspace.screens.modals
    before = {name: field["block_id"] for name, field in fields(modals[rut.user]).items()}
    await rut.press("Fler uppgifter")
    after = {name: field["block_id"] for name, field in fields(modals[rut.user]).items()}
    assert "Önskad start" not in before
    assert "Önskad start" in after
    assert after | before == after
