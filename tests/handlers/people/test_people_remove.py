"""Removing somebody, or making them inactive where something names them."""

from __future__ import annotations

import pytest

from storage.documents.done import Done
from storage.documents.people import Account, Person, Role
from storage.documents.reminders import OwnReminder
from tests.handlers.core.dispatching import working_over
from tests.handlers.desk import Seat, Town


async def _is_there(town: Town, person_id: str) -> bool:
    return person_id in {one.id for one in await town.find(Person)}


@pytest.mark.parametrize(
    ("locale", "line"),
    [("sv-SE", "ta bort Olle"), ("sv-SE", "personer ta bort Olle Lindgård"), ("en-GB", "remove Olle")],
)
async def test_who_is_named_nowhere_goes(town: Town, locale: str, line: str) -> None:
    """With their chat account and what is about them alone; those who coordinate are told."""
    await town.seat("olle").orders("påminn mig imorgon kl 9 att ringa")
    assert [one for one in await town.find(OwnReminder) if one.person_id == "olle"]
    await town.change(await town.get(Person, "henrik"), roles=(Role.COORDINATOR,))
    karin = town.seat("karin", locale)
    await karin.says(line)
    assert "Inget här nämner Olle Lindgård" in karin.sees or "Nothing here names Olle Lindgård" in karin.sees
    await karin.confirms()
    assert not await _is_there(town, "olle")
    accounts = {one.person_id for one in await town.find(Account)}
    reminders = {one.person_id for one in await town.find(OwnReminder)}
    acts = {one.person_id for one in await town.find(Done)}
    assert "olle" not in accounts | reminders | acts
    assert "Karin Samuelsdotter har tagit bort Olle Lindgård" in (await town.told())["henrik"][0]


async def test_who_is_named_stays_inactive(town: Town, karin: Seat) -> None:
    """Whoever leads, wrote or asked for something is kept, and is told that they are let in no more."""
    seen = await karin.says("ta bort Maja")
    assert "Maja Ekström nämns i något som har gjorts här, och blir därför kvar som inaktiv." in seen
    assert "Maja Ekström är kvar i sina par tills du utser någon annan." in seen
    await karin.confirms()
    assert not (await town.get(Person, "maja")).active
    assert "maja" in await town.told()
    assert "redan inaktiv" in await karin.orders("ta bort Maja")


async def test_not_oneself(town: Town, karin: Seat) -> None:
    """Nobody shuts themselves out."""
    assert "Du kan inte ta bort dig själv." in await karin.says("ta bort Karin")


async def test_only_for_who_coordinates(town: Town, maja: Seat) -> None:
    """Nobody else removes anybody."""
    assert "hör inte till din roll" in await maja.says("ta bort Olle")
    assert await _is_there(town, "olle")


async def test_coordinators_who_remove_each_other(town: Town, karin: Seat) -> None:
    """Of two coordinators who remove each other at once one stays."""
    await town.add(Person(id="siv", name="Siv Berg", roles=(Role.COORDINATOR,)))
    await town.add(Account(id="terminal:siv", person_id="siv"))
    siv = town.seat("siv")
    await karin.says("ta bort Siv Berg")
    await siv.says("ta bort Karin")

    async def meanwhile(begun: int) -> None:
        if begun == 1:
            await siv.confirms()

    working_over(town, meanwhile)
    await karin.confirms()
    left = [one.id for one in await town.find(Person) if one.has(Role.COORDINATOR) and one.active]
    assert left == ["siv"]
