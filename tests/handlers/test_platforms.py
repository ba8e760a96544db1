"""A platform that refuses the app: the coordinators hear of it over what still works."""

from __future__ import annotations

import pytest

from handlers.core.incoming import Actor, Barred, Due, Place, PlaceKind
from storage.documents.people import Account
from storage.store import OutgoingState
from tests.handlers.desk import Seat, Town

REFUSED = Due(key="refused:terminal:token_revoked:2026-10-15T07")
SLACK = Due(key="refused:slack:token_revoked:2026-10-15T07")


@pytest.fixture
async def karins_slack(town: Town, karin: Seat) -> None:
    """Karin has an account in Slack too, and spoke last from there."""
    await town.add(Account(id="slack:T1:UKARIN", person_id="karin"))
    await karin.says("hem")
    account = await town.get(Account, "slack:T1:UKARIN")
    await town.change(await town.get(Account, "terminal:karin"), latest_of=None)
    await town.change(account, latest_of="karin")


@pytest.mark.usefixtures("karins_slack")
async def test_told_where_it_still_works(town: Town) -> None:
    """Who was last in the platform that refuses is told in the other: what, why, and that nothing is lost."""
    assert await town.dispatch.due(SLACK)
    ((address, _),) = [(one.address, one.body) for one in await town.store.outgoing(OutgoingState.WAITING)]
    assert address == "terminal:karin"
    (seen,) = (await town.told())["karin"]
    assert seen.startswith("Slack släpper inte in mig")
    assert "Jag kan inte skicka något i Slack just nu (token_revoked)." in seen
    assert "Allt väntar, och skickas när Slack släpper in mig igen." in seen


async def test_whoever_has_no_other_account(town: Town) -> None:
    """Who has that platform alone is told once it works again: the message waits with all the others."""
    assert await town.dispatch.due(REFUSED)
    ((address, _),) = [(one.address, one.body) for one in await town.store.outgoing(OutgoingState.WAITING)]
    assert address == "terminal:karin"


@pytest.mark.usefixtures("karins_slack")
async def test_told_once_an_hour(town: Town) -> None:
    """However often delivery, the platform or a restart notices it, one message an hour tells."""
    await town.dispatch.due(SLACK)
    await town.dispatch.due(Due(key="refused:slack:invalid_auth:2026-10-15T07"))
    barred = Barred(
        actor=Actor(identity="slack:T1:UBOT"),
        place=Place(id="slack:T1:", kind=PlaceKind.PERSONAL),
        delivery_id="slack:Ev1",
        reason="app_uninstalled",
    )
    await town.dispatch.handle(barred)
    assert len((await town.told())["karin"]) == 1
    town.later(hours=2)
    await town.dispatch.handle(barred.model_copy(update={"delivery_id": "slack:Ev2"}))
    (seen,) = (await town.told())["karin"]
    assert "(app_uninstalled)" in seen


@pytest.mark.usefixtures("karins_slack")
async def test_told_that_it_works_again(town: Town) -> None:
    """When the platform lets the app in again they hear that what waited is being sent."""
    await town.dispatch.due(SLACK)
    await town.dispatch.due(Due(key="accepted:slack:2026-10-15T09"))
    assert (await town.told())["karin"][1] == "Slack släpper in mig igen\nDet som har väntat skickas nu."


async def test_the_clock_finds_nothing(town: Town) -> None:
    """Only delivery notices; the clock tells nobody of it."""
    await town.tick()
    assert "släpper" not in str(await town.told())
