"""Rights are looked at each time: what was begun with a role is not gone on with after it is lost."""

from __future__ import annotations

import pytest

from handlers.core.replies import Ask
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person, Role
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town

NOT_YOURS = "Det hör inte till din roll."


async def _becomes(town: Town, who: str, role: Role) -> None:
    await town.change(await town.get(Person, who), roles=(role,))


async def _appointed(town: Town) -> tuple[str, ...]:
    return (await town.get(Collaboration, "c-granliden")).developers


async def test_a_form_sent_after_it(town: Town, karin: Seat) -> None:
    """Who no longer coordinates can't send the form that they opened, and it doesn't come back either."""
    await karin.says("utse Granliden")
    await _becomes(town, "karin", Role.PARTNER)
    seen = await karin.sends(developers=("olle", "petter"))
    assert seen.startswith(NOT_YOURS)
    assert not any(isinstance(one, Ask) for one in karin.answer.replies)
    assert await _appointed(town) == ("maja", "petter")


@pytest.mark.parametrize("label", ["Bekräfta", "Ändra"])
async def test_a_question_answered_after_it(town: Town, karin: Seat, label: str) -> None:
    """Nor press a button of what was read back to them."""
    await karin.says("utse Granliden Olle och Petter")
    await _becomes(town, "karin", Role.PARTNER)
    assert (await karin.presses(label)).startswith(NOT_YOURS)
    assert await _appointed(town) == ("maja", "petter")


async def test_a_question_answered_in_words_after_it(town: Town, karin: Seat) -> None:
    """Nor say yes to it."""
    await karin.says("utse Granliden Olle och Petter")
    await _becomes(town, "karin", Role.PARTNER)
    await karin.says("ja")
    assert await _appointed(town) == ("maja", "petter")


async def test_a_form_filled_in_in_words_after_it(town: Town, karin: Seat) -> None:
    """Nor fill a form in by what they type."""
    await karin.says("utse Granliden")
    await _becomes(town, "karin", Role.PARTNER)
    assert (await karin.says("Olle och Petter")).startswith("Jag förstår inte ”Olle och Petter”")


async def test_a_search_after_it(town: Town, karin: Seat) -> None:
    """Nor search in the form's list."""
    await karin.says("personer ändra Maja")
    assert await karin.searches("person", "olle") == ["Olle Lindgård (inga samarbeten)"]
    await _becomes(town, "karin", Role.PRINCIPAL)
    assert await karin.searches("person", "olle") == []


async def test_what_was_filled_in_as_somebody_else(town: Town, karin: Seat) -> None:
    """A coordinator who is a principal now asks in their own name, whatever principal they had chosen."""
    await karin.says("begär")
    await karin.sends(unit="almby", purpose="Läsning", effects="", principal="bengt")
    await _becomes(town, "karin", Role.PRINCIPAL)
    assert "Din förfrågan är skickad" in await karin.sends(effects="Läslust")
    (asked,) = [one for one in await town.find(Collaboration) if one.unit_id == "almby"]
    assert asked.principal_id == "karin"


async def test_a_form_sent_after_a_change_by_another(town: Town, maja: Seat, petter: Seat) -> None:
    """A form is read back anew where somebody else has changed what it is about since it was shown."""
    await maja.says("ställ in Elevernas egna mål")
    await maja.presses("Ändra")
    await town.change(await town.get(Session, "s-coming"), topic="Nytt ämne")
    assert "Det här har ändrats sedan du började. Titta en gång till." in await maja.sends(reason="Sjuk")
    assert (await town.get(Session, "s-coming")).state == "booked"


async def test_what_one_wrote_oneself(town: Town, karin: Seat) -> None:
    """A coordinator who is none any more reads what they wrote themselves, and no others' words."""
    await karin.says("reflektera s-ended 4 Karins ord")
    await karin.confirms()
    await _becomes(town, "karin", Role.PARTNER)
    assert "Karins ord" in await karin.says("reflektioner")
    assert "Ämneslagen jämförde" not in karin.sees


async def test_room_for_ones_own(town: Town, maja: Seat, rut: Seat) -> None:
    """However many forms somebody opens, nobody else's is thrown away for them."""
    await rut.says("begär")
    for _ in range(22):
        await maja.says("boka")
    assert "Din förfrågan är skickad" in await rut.sends(purpose="Läsning", effects="Läslust")
