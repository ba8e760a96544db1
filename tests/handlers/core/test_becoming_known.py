"""What names a stranger names the registered person, once the stranger turns out to be one."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from storage.documents.base import Document, Part
from storage.documents.collaborations import Collaboration
from storage.documents.people import Account, Person
from storage.documents.untold import Untold
from storage.holds import DocumentName, PersonId, Reference
from storage.store import Equal, OutgoingState
from tests.handlers.desk import Seat, Town, a_town


class Guest(Part):
    """Somebody in a guest book."""

    who: Annotated[str, Reference("person", through="guests")]


class GuestBook(Document):
    """A kind that nobody wrote code for."""

    kind: ClassVar[str] = "guest-book"
    indexed: ClassVar[tuple[str, ...]] = ("guests", "about")

    guests: tuple[PersonId, ...] = ()
    signed: tuple[Guest, ...] = ()
    about: tuple[DocumentName, ...] = ()
    first: Annotated[str, Reference("person", past=True)] = ""


@pytest.fixture
async def town(tmp_path: Path, sample_store: Path) -> AsyncIterator[Town]:
    """The sample municipality, with guest books."""
    shutil.copytree(sample_store, tmp_path, dirs_exist_ok=True)
    async with a_town(tmp_path, (GuestBook,)) as town:
        yield town


@pytest.fixture
async def stranger(town: Town, waiting: None) -> str:
    """The id of Anna, who waits."""
    return (await town.get(Account, "terminal:new-anna")).person_id


async def test_a_kind_that_nobody_thought_of(town: Town, karin: Seat, stranger: str) -> None:
    """Its references are changed, in parts and names too; what says what was stays, and so do others'."""
    book = GuestBook(
        id="b",
        guests=("maja", stranger),
        signed=(Guest(who=stranger),),
        about=(f"person:{stranger}", f"unit:{stranger}"),
        first=stranger,
    )
    other = GuestBook(id="o", guests=("maja",))
    await town.add(book, other)
    await becomes_rut(karin)
    after = await town.get(GuestBook, "b")
    assert after.guests == ("maja", "rut")
    assert after.signed == (Guest(who="rut"),)
    assert after.about == ("person:rut", f"unit:{stranger}")
    assert after.first == stranger
    assert (await town.get(GuestBook, "o")).version == 1


async def test_all_that_names_a_stranger(town: Town, karin: Seat, stranger: str) -> None:
    """Their account, request, and what could not be told them become the person's; they are no more."""
    await town.add(
        Untold(id="u", by="karin", to=stranger, body="{}", language="sv", about=(), created_at=town.now)
    )
    await becomes_rut(karin)
    assert (await town.get(Account, "terminal:new-anna")).person_id == "rut"
    assert (await town.get(Untold, "u")).to == "rut"
    assert [one.principal_id for one in await town.find(Collaboration, Equal("members", "rut"))] == ["rut"]
    assert stranger not in {one.id for one in await town.find(Person)}
    for message in await town.store.outgoing(OutgoingState.WAITING):
        assert message.to != stranger
        assert f"person:{stranger}" not in message.about


async def test_they_are_written_to_where_they_wrote_before(
    town: Town, karin: Seat, rut: Seat, stranger: str
) -> None:
    """The stranger's account is the person's, but not the one that the person spoke from last."""
    await rut.says("hej")
    await becomes_rut(karin)
    assert (await town.get(Account, "terminal:rut")).is_latest
    assert not (await town.get(Account, "terminal:new-anna")).is_latest


async def becomes_rut(karin: Seat) -> None:
    """Say that Anna's account is Rut's."""
    await karin.says("personer ändra Rut Almquister")
    await karin.sends(account="terminal:new-anna")
    await karin.confirms()
