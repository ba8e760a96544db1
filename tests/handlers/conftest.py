"""The platform that the town's messages are carried to, and a stranger who waits to be let in."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town
from tests.handlers.mail import Mail


@pytest.fixture
def mail(town: Town) -> Mail:
    """The platform that the outbox is carried to."""
    return Mail(town)


@pytest.fixture
async def waiting(anna: Seat) -> None:
    """Anna has asked for a collaboration, and waits to be let in."""
    await anna.orders("begär Almby skola syfte=Trygghet effects=Trivsel")
    assert "skickad" in anna.sees
