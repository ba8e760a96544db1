"""A sample's clock goes forward and it begins anew on each screen; what falls due comes to who speaks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.sample.filling import fill_with_sample
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account
from storage.documents.sessions import Session
from storage.open import open_store
from tests.conversations.conftest import MONDAY, STOCKHOLM
from tests.conversations.places.slack import SlackPlace
from tests.conversations.places.teams import TeamsPlace
from tests.conversations.places.terminal import TerminalPlace

SAYS = {
    "sv": ("spola till fredag 16.00", "I exemplet är det nu fredag", "Hur gick det?"),
    "en": ("fast-forward to Friday 16:00", "It is Friday", "How did it go?"),
}
ANEW = {
    "sv": ("börja om exemplet", "Börja om", "Exemplet är som nytt."),
    "en": ("new sample", "Begin anew", "The sample is as new."),
}


@pytest.fixture(params=[SlackPlace, TeamsPlace, TerminalPlace], ids=["slack", "teams", "terminal"])
async def sample(request: pytest.FixtureRequest, tmp_path: Path, language: str) -> AsyncIterator[Any]:
    """One of the three places over a sample, in which Maja leads a session this Friday."""
    here = request.param(tmp_path, language, MONDAY)
    store = open_store(f"tinydb:{tmp_path}")
    await store.open()
    await fill_with_sample(store, STOCKHOLM, MONDAY.date())
    async with store.transaction() as tx:
        tx.save(Account(id=here.identity("maja"), person_id="maja", version=_version(here)))
        led = await tx.get(Collaboration, "c-granliden")
        coming = await tx.get(Session, "s-coming")
        assert led is not None
        assert coming is not None
        friday = MONDAY.replace(day=16, hour=14)
        tx.save(coming.changed(span={"start": friday, "end": friday.replace(hour=15)}))
    await store.close()
    await here.start()
    yield here
    await here.leave()


def _version(place: Any) -> int:
    """Return the version of the account that the sample has for the terminal, else that of a new one."""
    return 1 if isinstance(place, TerminalPlace) else 0


async def test_forward_and_anew(sample: Any) -> None:
    """What falls due is sent to who speaks, with its buttons; then all is as new."""
    forward, now, prompt = SAYS[sample.language]
    maja = sample.person("maja")
    await maja.say(forward)
    assert now in maja.screen + "".join(maja.inbox)
    assert any(prompt in one for one in maja.inbox)
    typed, button, anew = ANEW[sample.language]
    await maja.say(typed)
    await maja.press(button)
    assert anew in maja.screen
    assert getattr(sample, "refused", []) == []
