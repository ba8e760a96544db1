"""What is somebody else's, or over, can't be chosen, by whatever name, id or button."""

from __future__ import annotations

import pytest

from handlers.core.replies import Button
from storage.documents.sessions import Session
from storage.values.texts import typed
from tests.handlers.desk import Seat, Town


def _button(action: str, document_id: str, revision: int = 99) -> Button:
    return Button(label=typed("x"), action=action, id=document_id, revision=revision)


@pytest.mark.parametrize("action", ["move", "cancel", "reflect"])
@pytest.mark.parametrize("session", ["s-ended", "s-coming"])
async def test_an_old_button_of_another_pairs_session(olle: Seat, action: str, session: str) -> None:
    """A developer of no pair is not shown how another pair's session stands."""
    assert await olle.presses(_button(action, session)) == "Den träffen är inte en av dina."


@pytest.mark.parametrize("typed", ["ställ in Sambedömning i par", "ställ in s-ended"])
async def test_a_session_of_the_pair_before(karin: Seat, maja: Seat, typed: str) -> None:
    """Who is no longer of the pair doesn't cancel what they led, though they reflect on it."""
    await karin.says("utse Granliden Petter och Olle")
    await karin.confirms()
    await maja.says(typed)
    assert maja.errors == {"session": "Den träffen är inte en av dina."}
    assert "Sambedömning i par" in await maja.says("reflektera s-ended")


@pytest.mark.parametrize("typed", ["flytta s-held fredag v 44 kl 9", "ställ in s-held"])
async def test_a_session_that_was_held(maja: Seat, typed: str) -> None:
    """A session that was held is neither moved nor cancelled."""
    await maja.says(typed)
    assert maja.errors == {"session": "Träffen har redan en reflektion, så den kan inte ändras."}


@pytest.mark.parametrize(
    ("fields", "labels"),
    [({"state": "held"}, ["Logga reflektion"]), ({"state": "cancelled"}, [])],
)
async def test_an_old_button_of_a_session_that_is_over(
    town: Town, maja: Seat, fields: dict[str, str], labels: list[str]
) -> None:
    """How a session stands that was held or cancelled is shown without what can't be done with it."""
    await town.change(await town.get(Session, "s-ended"), **fields)
    await maja.presses(_button("move", "s-ended"))
    assert maja.sees.startswith("Det här har ändrats sedan dess.")
    assert maja.labels == labels


@pytest.mark.parametrize("command", ["bekräfta", "fråga", "avböj"])
async def test_a_request_that_was_dealt_with(karin: Seat, command: str) -> None:
    """Nothing is done with a request that has been dealt with."""
    await karin.says(f"förfrågningar {command} c-granliden")
    assert karin.errors == {
        "request": "Den här förfrågan är redan avgjord. Skriv ”läget” så ser du vad som har hänt."
    }


@pytest.mark.parametrize("typed", ["återkalla", "återkalla c-granliden"])
async def test_a_request_of_ones_own_that_was_dealt_with(greta: Seat, typed: str) -> None:
    """A principal whose request became a collaboration has none to withdraw."""
    assert await greta.says(typed) == "Ingen förfrågan från dig väntar."


async def test_a_question_that_nobody_asked(bengt: Seat) -> None:
    """A principal who wasn't asked anything is told so before they write an answer."""
    assert await bengt.says("förfrågningar svara") == "Här väntar ingen fråga på svar."


async def test_no_collaboration_is_a_coordinators_own(karin: Seat) -> None:
    """A coordinator says where they book, even where there is one collaboration only."""
    await karin.says("boka")
    assert "collaboration" not in karin.filled_in
