"""The developers' own sessions, and who becomes a developer after they were booked."""

from __future__ import annotations

from storage.documents.people import Person, Role
from storage.documents.sessions import Session
from tests.handlers.desk import Seat, Town


async def _own(town: Town, topic: str) -> Session:
    (found,) = [one for one in await town.find(Session) if one.topic == topic]
    return found


async def test_a_new_developer_takes_part(town: Town, maja: Seat, greta: Seat) -> None:
    """They are told once of all to come, see them among theirs, and not those that are over."""
    await maja.orders("boka egen träff måndag v 43 kl 13 Läsecirkel")
    await maja.orders("boka egen träff måndag v 44 kl 13 Samtal")
    await town.told()
    town.later(days=5)
    await town.change(await town.get(Person, "greta"), roles=(Role.PRINCIPAL, Role.DEVELOPER))
    for _ in range(2):
        await town.tick()
    told = (await town.told())["greta"]
    assert len(told) == 1
    assert "Samtal" in told[0]
    assert "Läsecirkel" not in told[0]
    assert "greta" in (await _own(town, "Samtal")).people
    assert "greta" not in (await _own(town, "Läsecirkel")).people
    assert "Samtal" in await greta.says("mina träffar")


async def test_who_takes_part_already_hears_nothing(town: Town, maja: Seat) -> None:
    """Nothing is told, and nothing changes, where all take part."""
    await maja.orders("boka egen träff måndag v 43 kl 13 Läsecirkel")
    before = await _own(town, "Läsecirkel")
    await town.told()
    await town.tick()
    assert not {"olle", "sana"} & set(await town.told())
    assert await _own(town, "Läsecirkel") == before


async def test_who_is_no_developer_does_not(town: Town, maja: Seat) -> None:
    """Who waits to be let in, and who is no longer active, takes no part."""
    await maja.orders("boka egen träff måndag v 43 kl 13 Läsecirkel")
    await town.add(
        Person(id="ny", name="Ny Sten", roles=(Role.DEVELOPER,), approved=False),
        Person(id="gammal", name="Gam Sten", roles=(Role.DEVELOPER,), active=False),
    )
    await town.tick()
    assert not {"ny", "gammal"} & set((await _own(town, "Läsecirkel")).people)
