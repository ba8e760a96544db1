"""What is typed while a form is open: a question of its own, unless it names what the form asks for."""

from __future__ import annotations

from tests.handlers.desk import Seat


async def test_it_names_what_is_asked_for(maja: Seat) -> None:
    """`Granliden` or `nästa träff` answers which session is to be moved."""
    await maja.says("ställ in")
    await maja.says("nästa träff")
    assert "Ställ in en träff" in maja.sees


async def test_a_question_is_no_new_unit(karin: Seat, rut: Seat) -> None:
    """Where anything can be filled in, a question is still answered, and never becomes a unit's name."""
    for seat in (karin, rut):
        await seat.says("begär")
        await seat.says("vem är samordnare")
        assert "Karin Samuelsdotter" in seat.sees
        assert not seat.sees.startswith("Be om ett samarbete")
