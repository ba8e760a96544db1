"""A refusal names who can do it, as far as whoever asks may know that, and never them."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Role
from storage.documents.people import Person as Somebody
from tests.handlers.desk import Seat, Town


@pytest.mark.parametrize(
    "typed", ["boka Granliden fredag 9", "pausa Granliden", "ställ in Granliden", "reflektera"]
)
async def test_the_pair_is_named(town: Town, greta: Seat, bengt: Seat, typed: str) -> None:
    """The principal hears who leads their own collaboration; another principal whom to turn to."""
    seen = await greta.says(typed)
    assert seen == "Det hör inte till din roll. Det kan de som leder samarbetet: Maja och Petter."
    assert await bengt.says(typed) == "Det hör inte till din roll. Det kan Karin Samuelsdotter."
    english = await town.seat("greta", "en-GB").says(typed)
    assert (
        english == "That is not for your role. It is for those who lead the collaboration: Maja and Petter."
    )


async def test_by_whole_names_where_first_ones_are_alike(town: Town, greta: Seat) -> None:
    """Two of the same first name are told apart."""
    await town.add(Somebody(id="maja2", name="Maja Lind", roles=(Role.DEVELOPER,)))
    await town.change(await town.get(Collaboration, "c-granliden"), developers=("maja", "maja2"))
    assert "Maja Ekström och Maja Lind" in await greta.says("ställ in Granliden")


async def test_never_the_one_who_asks(karin: Seat, henrik: Seat) -> None:
    """Who coordinates is not told to turn to themselves."""
    for one in (karin, henrik):
        assert await one.says("återkalla Björkängen") == (
            "Det hör inte till din roll. Det kan rektorn som bad om samarbetet."
        )


async def test_a_member_who_does_not_lead(town: Town) -> None:
    """A member of the process group hears who leads there; a developer from elsewhere doesn't."""
    await town.add(
        Somebody(id="pia", name="Pia Sten", roles=(Role.DEVELOPER,)),
        Account(id="terminal:pia", person_id="pia"),
    )
    pia = town.seat("pia")
    await pia.says("boka c-granliden fredag 9")
    assert "Maja" not in pia.sees
    await town.change(await town.get(Collaboration, "c-granliden"), process_group=("pia",))
    await pia.says("boka c-granliden fredag 9")
    assert "Det kan de som leder samarbetet: Maja och Petter." in pia.sees


async def test_a_button_of_old_names_them_too(town: Town, maja: Seat, greta: Seat) -> None:
    """Pressed by somebody who may not, a button says the same."""
    await maja.says("nästa träff")
    greta.answer = maja.answer
    assert "Det kan de som leder samarbetet: Maja och Petter." in await greta.presses("Flytta")
