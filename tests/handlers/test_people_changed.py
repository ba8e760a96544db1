"""Somebody's role, home unit and state are changed, and what that leads to is said before it counts."""

from __future__ import annotations

from storage.documents.people import Person, Role


async def test_a_role_is_changed(town, karin):
    """What is left out stays: the home unit, and being active. A value of several words needs no quotes."""
    await karin.says("personer ändra Maja Ekström roll=medverkande från centralt skolstöd")
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.home_unit, maja.active) == ((Role.PARTNER,), "ekdala", True)


async def test_changed_in_a_line(town, karin):
    """The same typed in one line, read back because the name was not whole."""
    await karin.says("people change Maja role=partner")
    assert "Hemenhet: Ekdalaskolan" in karin.sees
    await karin.confirms()
    maja = await town.get(Person, "maja")
    assert (maja.roles, maja.home_unit) == ((Role.PARTNER,), "ekdala")


async def test_the_home_unit_can_be_taken_away(town, karin):
    """An emptied field is emptied, though it was filled in before; also when something else is wrong."""
    await karin.says("personer ändra Maja")
    assert karin.filled_in == {"person": "maja", "role": "developer", "home_unit": "ekdala", "active": "yes"}
    await karin.sends(home_unit="", role="kung")
    assert set(karin.errors) == {"role"}
    assert "home_unit" not in karin.filled_in
    await karin.sends(role="developer")
    assert (await town.get(Person, "maja")).home_unit is None


async def test_pairs_that_somebody_leaves_are_named(town, karin):
    """Who makes one of a pair inactive is told where they are appointed, before it counts."""
    await karin.says("personer ändra Maja Ekström")
    await karin.sends(active="no")
    assert (
        "Maja Ekström är utsedd för Granlidens gymnasium och står kvar där tills du utser någon annan."
        in karin.sees
    )
    assert (await town.get(Person, "maja")).active
    await karin.confirms()
    assert not (await town.get(Person, "maja")).active


async def test_several_roles_are_not_lost_unseen(town, karin):
    """Somebody with two roles keeps one; that is said before it counts."""
    await town.change(await town.get(Person, "maja"), roles=(Role.DEVELOPER, Role.COORDINATOR))
    await karin.says("personer ändra Maja Ekström")
    await karin.sends()
    assert (
        "Maja Ekström har flera roller: kvalitetsutvecklare, samordnare. Bara den här"
        " blir kvar." in karin.sees
    )
    await karin.confirms()
    assert (await town.get(Person, "maja")).roles == (Role.DEVELOPER,)


async def test_no_longer_active(town, karin, maja):
    """Somebody who has left is refused with whom to ask, and can't be appointed."""
    await karin.says("personer ändra Maja")
    await karin.sends(active="no")
    await karin.confirms()
    assert "Läge: inte längre aktiv" in karin.sees
    seen = await maja.says("läget")
    assert seen == "Du har inte längre tillgång här. Fråga Karin Samuelsdotter om det är fel."
    await karin.says("utse Björkängen Maja och Olle")
    assert "Par:" not in karin.sees or karin.errors


async def test_coordinators_dont_shut_themselves_out(town, karin):
    """One's own coordinating role can't be taken away by oneself."""
    await karin.says("personer ändra Karin")
    await karin.sends(role="developer")
    assert set(karin.errors) == {"person"}
    await karin.sends(role="coordinator", active="no")
    assert set(karin.errors) == {"person"}
    assert (await town.get(Person, "karin")).roles == (Role.COORDINATOR,)
