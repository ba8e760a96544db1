"""A principal takes back a request that waits."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from tests.handlers.desk import Seat, Town

BJORKANGEN = "c-bjorkangen"


async def test_the_only_request(town: Town, karin: Seat, bengt: Seat) -> None:
    """The one request that waits needs no name; it is read back first, and who coordinates is told."""
    await bengt.says("återkalla")
    assert "Björkängens förskola" in bengt.sees
    assert (await town.get(Collaboration, BJORKANGEN)).stage == "requested"
    assert "Skede: återkallad" in await bengt.confirms()
    told = await town.told()
    assert set(told) == {"karin"}
    assert "har återkallat sin förfrågan för Björkängens förskola" in told["karin"][0]
    assert await karin.says("förfrågningar") == "Inga förfrågningar väntar."


@pytest.mark.parametrize(
    "typed",
    [
        "återkalla Björkängen Vi får ingen vikarie",
        "dra tillbaka Vi får ingen vikarie",
        "withdraw Vi får ingen vikarie",
    ],
)
async def test_with_a_reason(town: Town, bengt: Seat, typed: str) -> None:
    """Why is told to who coordinates and kept, where it was said."""
    await bengt.says(typed)
    assert "Skäl: Vi får ingen vikarie" in await bengt.confirms()
    assert "Vi får ingen vikarie" in (await town.told())["karin"][0]
    assert (await town.get(Collaboration, BJORKANGEN)).withdraw_reason == "Vi får ingen vikarie"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("återkalla min förfrågan", ""),
        ("återkalla förfrågan om Björkängen", ""),
        ("återkalla Björkängens förfrågan", ""),
        ("återkalla min förfrågan för vi hinner inte", "vi hinner inte"),
        ("withdraw my request for Björkängen", ""),
    ],
)
async def test_small_words(town: Town, bengt: Seat, typed: str, reason: str) -> None:
    """Words that only say that it is a request are no reason."""
    await bengt.says(typed)
    await bengt.confirms()
    request = await town.get(Collaboration, BJORKANGEN)
    assert (request.stage, request.withdraw_reason) == ("withdrawn", reason)


async def test_the_button_in_the_status(bengt: Seat) -> None:
    """How the request stands comes with a button that withdraws it, until it is dealt with."""
    await bengt.says("läget")
    assert bengt.labels == ["Återkalla"]
    await bengt.presses("Återkalla")
    await bengt.confirms()
    assert bengt.labels == ["Ångra"]


async def test_a_stranger_may_start_again(town: Town, anna: Seat) -> None:
    """Who is not known yet can withdraw what was sent, and then ask anew."""
    asking = "begär Nyängsskolan huvudman=kommunal skolform=grundskola syfte=Trygghet effects=Trivsel"
    await anna.says(asking)
    await anna.confirms()
    assert (await anna.says(asking)).startswith("Din förfrågan för Nyängsskolan väntar redan, sedan idag.")
    await anna.says("återkalla")
    assert "återkallad" in await anna.confirms()
    await anna.says(asking)
    assert "skickad" in await anna.confirms()


async def test_nothing_waits(rut: Seat) -> None:
    """Without a request of one's own there is nothing to withdraw."""
    assert await rut.says("återkalla") == "Ingen förfrågan från dig väntar."


async def test_of_another_principal(town: Town, rut: Seat, bengt: Seat) -> None:
    """Nobody withdraws what is not theirs, not even with the button in hand."""
    await bengt.says("läget Björkängen")
    rut.answer = bengt.answer
    await rut.presses("Återkalla")
    assert "inte din" in rut.sees
    assert (await town.get(Collaboration, BJORKANGEN)).stage == "requested"


async def test_dealt_with_meanwhile(town: Town, karin: Seat, bengt: Seat) -> None:
    """A pair appointed between the question and the yes is not undone."""
    await bengt.says("återkalla")
    await karin.says("utse Björkängen Maja och Olle")
    await karin.confirms()
    await bengt.confirms()
    assert (await town.get(Collaboration, BJORKANGEN)).stage == "assigned"


@pytest.mark.parametrize("who", ["maja", "karin"])
async def test_only_for_principals(town: Town, who: str) -> None:
    """Developers and who coordinates are refused; a request is declined in another way."""
    person = town.seat(who)
    assert (await person.says("återkalla Björkängen")).startswith("Det hör inte till din roll.")
