"""A request of a stranger."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Seat, Town


@pytest.fixture
async def asked(town: Town, anna: Seat) -> None:
    """A stranger's request for a unit that nobody knows."""
    await anna.says("begär Nyängsskolan huvudman=kommunal skolform=grundskola syfte=Trygghet effects=Trivsel")
    assert "skickad" in await anna.confirms()
    await town.told()
