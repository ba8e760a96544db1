"""Making one of two registered people who are the same."""

from __future__ import annotations

import pytest

from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person, Role
from storage.documents.reflections import Reflection
from storage.documents.sessions import Session
from storage.references import referring
from tests.handlers.desk import Seat, Town


@pytest.fixture
async def twice(town: Town) -> Person:
    """Maja is registered once more, with a chat account, a part in a pair, and a reflection of her own."""
    double = Person(id="maja2", name="Maja Ekstrom", roles=(Role.DEVELOPER, Role.HEAD))
    await town.add(double, Account(id="terminal:maja2", person_id="maja2"))
    led = await town.get(Collaboration, "c-granliden")
    await town.change(led, developers=("maja2", "petter"))
    for session in await town.find(Session):
        await town.change(session, people=tuple("maja2" if one == "maja" else one for one in session.people))
    maja2 = town.seat("maja2")
    await maja2.orders("reflektera Granliden 12 okt 4 Bra samtal")
    await town.told()
    return double


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv-SE", "slå ihop Maja Ekstrom med Maja Ekström"),
        ("sv-SE", "personer slå ihop Maja Ekstrom Maja Ekström"),
        ("en-GB", "merge Maja Ekstrom into Maja Ekström"),
    ],
)
async def test_all_names_the_one(town: Town, twice: Person, locale: str, line: str) -> None:
    """Pair, sessions, reflections and accounts are the one's then, who is what both were."""
    karin = town.seat("karin", locale)
    await karin.says(line)
    await karin.confirms()
    async with town.store.transaction() as tx:
        assert await tx.get(Person, twice.id) is None
        assert await referring(tx, Person.kind, twice.id) == []
    assert (await town.get(Collaboration, "c-granliden")).developers == ("maja", "petter")
    assert set((await town.get(Person, "maja")).roles) == {Role.DEVELOPER, Role.HEAD}
    (written,) = [one for one in await town.find(Reflection) if one.happened == "Bra samtal"]
    assert written.id == Reflection.id_of(written.session_id, "maja")
    assert "maja" in await town.told()
    assert "Bra samtal" in await town.seat("maja2").says("reflektioner Granliden")


async def test_both_reflected_on_one_session(town: Town, twice: Person, karin: Seat) -> None:
    """Where both wrote of one session, nothing of either is lost."""
    (written,) = [one for one in await town.find(Reflection) if one.happened == "Bra samtal"]
    mine = Reflection.id_of(written.session_id, "maja")
    await town.add(written.changed(id=mine, version=0, author_id="maja", happened="Fin stund"))
    await karin.orders("slå ihop Maja Ekstrom med Maja Ekström")
    texts = {one.happened for one in await town.find(Reflection) if one.author_id == "maja"}
    assert {"Bra samtal", "Fin stund"} <= texts


async def test_whose_account_comes_along_is_read_back(town: Town, twice: Person, karin: Seat) -> None:
    """A merged account gets the rights of who stays, so it is named before it does."""
    await town.change(await town.get(Account, "terminal:maja2"), name="Maja E", handle="maja.e")
    seen = await karin.says("slå ihop Maja Ekstrom med Maja Ekström")
    assert "Chattkonto: Terminal: Maja E (maja.e)" in seen
    assert await town.get(Person, twice.id)


async def test_not_with_oneself(twice: Person, karin: Seat) -> None:
    """One person is no two, and who acts stays."""
    assert "en och samma person" in await karin.says("slå ihop Olle med Olle")
    assert "som blir kvar" in await karin.says("slå ihop Karin med Olle")


async def test_only_for_who_coordinates(twice: Person, maja: Seat) -> None:
    """Nobody else makes one of two."""
    assert "hör inte till din roll" in await maja.says("slå ihop Maja Ekstrom med Maja Ekström")
