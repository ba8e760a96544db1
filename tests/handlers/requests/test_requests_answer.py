"""Answering a question about one's request."""

from __future__ import annotations

from typing import Any

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role
from tests.handlers.desk import Seat, Town
from tests.handlers.requests.test_requests_ask import BJORKANGEN


async def test_answered_by_typing(karin: Seat, bengt: Seat) -> None:
    """An answer can be typed in a line, as the only question waits."""
    await karin.orders("requests ask Björkängens förskola Vilka är med?")
    await bengt.orders("förfrågningar svara Alla i båda arbetslagen")
    assert bengt.sees == "Tack, svaret är skickat."


async def test_answered_after_the_pair_was_appointed(town: Town, karin: Seat, bengt: Seat) -> None:
    """A button that is behind the times shows how it stands, with a new button for the answer."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    await karin.orders("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    await bengt.presses("Svara på frågan")
    assert bengt.sees.startswith("Det här har ändrats sedan dess. Så här är det nu.")
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Båda.") == "Tack, svaret är skickat."


async def test_nothing_to_answer(bengt: Seat) -> None:
    """With no question open the principal is told so, instead of being asked which one."""
    await bengt.says("förfrågningar svara Ja")
    assert bengt.sees == "Här väntar ingen fråga på svar."


async def test_a_stranger_only_answers(anna: Seat) -> None:
    """A stranger can't see the queue."""
    assert (await anna.says("förfrågningar")).startswith("Jag känner dig inte än.")


async def test_another_principal_cannot_answer(karin: Seat, bengt: Seat, rut: Seat) -> None:
    """A question to one principal is none of another's, even with the button in hand."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    rut.answer = bengt.answer
    await rut.presses("Svara på frågan")
    assert rut.sees == "Det samarbetet är inte ett av dina."


async def test_who_follows_cannot_answer(town: Town, karin: Seat, bengt: Seat, rut: Seat) -> None:
    """A principal who takes part in another's process group doesn't answer in that one's name."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await town.change(await town.get(Collaboration, BJORKANGEN), process_group=("rut",))
    assert await rut.says("förfrågningar svara Alla") == "Här väntar ingen fråga på svar."
    await rut.says(f"förfrågningar svara {BJORKANGEN} Alla")
    assert (await town.get(Collaboration, BJORKANGEN)).enquiries[0].answer is None
    assert await bengt.orders("förfrågningar svara Två arbetslag") == "Tack, svaret är skickat."


async def test_answering_is_the_principals(karin: Seat, maja: Seat) -> None:
    """One of the pair doesn't answer for the principal either."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await karin.orders("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    assert (await maja.says("förfrågningar svara Alla")).startswith("Det hör inte till din roll.")


async def test_a_stranger_answers(waiting: None, karin: Seat, anna: Seat) -> None:
    """Somebody not yet confirmed answers what they are asked about their request."""
    await karin.orders("förfrågningar fråga Almby skola Vilka är med?")
    await anna.reads()
    await anna.presses("Svara på frågan")
    assert await anna.sends(answer="Alla i år 4") == "Tack, svaret är skickat."
    assert "Svar: Alla i år 4" in await karin.reads()
    assert karin.labels == ["Bekräfta person och enhet", "Ställ en fråga", "Avböj"]


@pytest.mark.parametrize("gone", [{"active": False}, {"roles": (Role.PARTNER,)}])
async def test_an_answer_to_who_no_longer_coordinates(
    town: Town, henrik: Seat, bengt: Seat, gone: dict[str, Any]
) -> None:
    """It goes to those who coordinate now, not to who asked."""
    await henrik.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await town.told()
    await town.change(await town.get(Person, "henrik"), **gone)
    await bengt.orders("förfrågningar svara Två arbetslag")
    assert set(await town.told()) == {"karin"}


async def test_an_answer_after_the_pair(town: Town, karin: Seat, bengt: Seat) -> None:
    """An answer that comes after a pair was appointed has no buttons of a request that waits."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await karin.orders("utse Björkängens förskola Maja Ekström och Olle Lindgård")
    await town.told()
    await bengt.orders("förfrågningar svara Två arbetslag")
    assert "Svar: Två arbetslag" in await karin.reads()
    assert karin.labels == []


async def test_answered_with_an_old_button(town: Town, karin: Seat, bengt: Seat) -> None:
    """Who presses the button of a request that has changed can still answer, and does no more than that."""
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    await town.change(await town.get(Collaboration, BJORKANGEN), participants="Andra")
    assert "Det här har ändrats sedan dess." in await bengt.presses("Svara på frågan")
    assert bengt.labels == ["Svara på frågan", "Återkalla"]
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Två arbetslag") == "Tack, svaret är skickat."
