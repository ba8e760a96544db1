"""Asking the principal a question about a request."""

from __future__ import annotations

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account
from tests.handlers.desk import Seat, Town

BJORKANGEN = "c-bjorkangen"


async def test_a_question_and_its_answer(town: Town, karin: Seat, bengt: Seat) -> None:
    """The coordinator asks, the principal answers from the message, the coordinator gets the answer."""
    await karin.says("förfrågningar")
    await karin.presses("Ställ en fråga")
    seen = await karin.sends(question="Vilka arbetslag är med?")
    assert seen == "Frågan om Björkängens förskola är skickad. Svaret kommer till dig här."
    assert "Vilka arbetslag är med?" in await bengt.reads()
    assert bengt.labels == ["Svara på frågan"]
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Båda.") == "Tack, svaret är skickat."
    told = await town.told()
    assert set(told) == {"karin"}
    assert "Vilka arbetslag är med?" in told["karin"][0]
    assert "Båda." in told["karin"][0]


async def test_a_second_question_waits_for_the_first(karin: Seat) -> None:
    """Only one question is open at a time."""
    await karin.says("förfrågningar fråga Björkängen Vilka är med?")
    await karin.confirms()
    await karin.says("förfrågningar fråga Björkängen När då?")
    await karin.confirms()
    assert karin.sees == "En fråga väntar redan på svar. Invänta det innan du ställer nästa."


async def test_a_principal_without_chat(town: Town, karin: Seat) -> None:
    """The coordinator is told that the principal has no chat here, and the question is kept."""
    async with town.store.transaction() as tx:
        account = await tx.get(Account, "terminal:bengt")
        assert account
        tx.remove(account)
    await karin.orders("förfrågningar fråga Björkängens förskola Vilka är med?")
    assert karin.sees.startswith("Frågan om Björkängens förskola är sparad. Ställ den på annat sätt.")
    assert "Bengt Björkegård har ingen chatt och vet inte om det här." in karin.sees
    (asked,) = (await town.get(Collaboration, BJORKANGEN)).enquiries
    assert (asked.text, asked.answer) == ("Vilka är med?", None)
