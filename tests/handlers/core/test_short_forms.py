"""Forms are short: what is seldom needed stands behind a button, and what the register knows is not asked."""

from __future__ import annotations

import pytest

import handlers
from handlers.core.replies import Ask
from handlers.core.rooms import rooms_of
from tests.handlers.desk import Seat, Town

MOST_AT_ONCE = 5
OF_A_NEW_UNIT = {"owner", "school_form"}


def _at_once(form: Ask) -> list[str]:
    return [one.name for one in form.fields if not one.more]


@pytest.mark.parametrize("who", ["karin", "henrik", "maja", "olle", "greta", "bengt", "rut", "anna"])
async def test_five_fields_at_most(town: Town, who: str) -> None:
    """No command asks anybody for more than five things before *More details*."""
    seat = town.seat(who)
    forms = []
    for spec in rooms_of(handlers).commands:
        await seat.says(spec.sv)
        forms += [reply for reply in seat.answer.replies if isinstance(reply, Ask)]
    assert forms
    assert {form.title.key: _at_once(form) for form in forms if len(_at_once(form)) > MOST_AT_ONCE} == {}


async def test_five_fields_of_a_unit_that_is_new(anna: Seat) -> None:
    """What the register lacks of a new unit is asked for, must be filled in, and makes the form no longer."""
    await anna.says("begär Nyängsskolan")
    at_once = _at_once(anna.form)
    assert set(at_once) >= OF_A_NEW_UNIT
    assert len(at_once) <= MOST_AT_ONCE
    assert {one.name for one in anna.form.fields if one.required} >= OF_A_NEW_UNIT


async def test_what_the_register_knows_is_not_asked(rut: Seat) -> None:
    """Owner and school form of a unit in the register are asked for nowhere."""
    await rut.says("begär Almby skola")
    assert not OF_A_NEW_UNIT & {one.name for one in rut.form.fields}


async def test_more_details(rut: Seat) -> None:
    """The button shows the whole form, and what is filled in there is kept and shown."""
    await rut.says("begär Almby")
    assert "start" in {one.name for one in rut.form.fields if one.more}
    await rut.presses("Fler uppgifter")
    assert not [one.name for one in rut.form.fields if one.more]
    await rut.sends(start="VT27")
    assert rut.errors == {"purpose": "Fyll i syfte.", "effects": "Fyll i önskade effekter."}
    assert "start" in _at_once(rut.form)


async def test_required_for_a_coordinator(karin: Seat) -> None:
    """A coordinator must say for which principal, and the form shows that from the start."""
    await karin.says("begär Almby")
    assert {one.name for one in karin.form.fields if one.required} == {
        "purpose",
        "effects",
        "principal",
        "unit",
    }
