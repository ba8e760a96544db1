"""Answering a question about one's request."""

from __future__ import annotations

from tests.handlers.desk import Person, Town


async def test_answered_by_typing(karin: Person, bengt: Person) -> None:
    """An answer can be typed in a line, as the only question waits."""
    await karin.says("requests ask Björkängens förskola Vilka är med?")
    await bengt.says("förfrågningar svara Alla i båda arbetslagen")
    assert bengt.sees == "Tack, svaret är skickat."


async def test_answered_after_the_pair_was_appointed(town: Town, karin: Person, bengt: Person) -> None:
    """A button that is behind the times shows how it stands, with a new button for the answer."""
    await karin.says("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    await karin.says("utse Björkängens förskola Olle Lindgård och Sana Haddadi")
    await bengt.presses("Svara på frågan")
    assert bengt.sees.startswith("Det här har ändrats sedan dess. Så här är det nu.")
    await bengt.presses("Svara på frågan")
    assert await bengt.sends(answer="Båda.") == "Tack, svaret är skickat."


async def test_nothing_to_answer(bengt: Person) -> None:
    """With no question open the principal is told so, instead of being asked which one."""
    await bengt.says("förfrågningar svara Ja")
    assert bengt.sees == "Här väntar ingen fråga på svar."


async def test_a_stranger_only_answers(anna: Person) -> None:
    """A stranger can't see the queue."""
    assert (await anna.says("förfrågningar")).startswith("Jag känner dig inte än.")


async def test_another_principal_cannot_answer(karin: Person, bengt: Person, rut: Person) -> None:
    """A question to one principal is none of another's, even with the button in hand."""
    await karin.says("förfrågningar fråga Björkängens förskola Vilka är med?")
    await bengt.reads()
    rut.answer = bengt.answer
    await rut.presses("Svara på frågan")
    assert rut.sees == "Det samarbetet är inte ett av dina."
