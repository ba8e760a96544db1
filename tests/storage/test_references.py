"""Documents that refer to another are found and changed, though nobody wrote code for their kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any, ClassVar

import pytest

from storage.documents.base import Document, Part
from storage.holds import DocumentName, PersonId, Reference, UnitId
from storage.open import opened_store
from storage.references import become, referring
from storage.store import Condition, Transaction


class Entry(Part):
    """Somebody in a list."""

    who: Annotated[str, Reference("person", through="everybody")]


class Club(Document):
    """Found by an index."""

    kind: ClassVar[str] = "club"
    indexed: ClassVar[tuple[str, ...]] = ("everybody", "about", "state")

    everybody: tuple[PersonId, ...] = ()
    entries: tuple[Entry, ...] = ()
    about: DocumentName | None = None
    founder: Annotated[str, Reference("person", past=True)] | None = None
    home: UnitId | None = None
    state: bool = False


class Memo(Document):
    """Without an index: all are read."""

    kind: ClassVar[str] = "memo"
    sought_among: ClassVar = {}

    to: PersonId | None = None


class Wish(Document):
    """Without an index: some are read."""

    kind: ClassVar[str] = "wish"
    indexed: ClassVar[tuple[str, ...]] = ("state",)
    sought_among: ClassVar = {"state": ("open",)}

    to: PersonId
    state: Annotated[str, Reference("wish")]


DOCUMENTS = (
    Club(id="member", everybody=("a", "b"), entries=(Entry(who="a"), Entry(who="b"))),
    Club(id="about", about="person:a"),
    Club(id="other", everybody=("b",), about="unit:a", home="a"),
    Club(id="founded", founder="a", everybody=("b",)),
    Memo(id="to", to="a"),
    Memo(id="to-nobody"),
    Wish(id="open", to="a", state="open"),
    Wish(id="done", to="a", state="done"),
)


@pytest.fixture
async def tx(url: str) -> AsyncIterator[Transaction]:
    """A transaction of a store that holds the documents."""
    async with opened_store(url, (Club, Memo, Wish)) as store:
        async with store.transaction() as tx:
            for one in DOCUMENTS:
                tx.save(one)
        async with store.transaction() as tx:
            yield tx


async def test_those_that_refer_are_found(tx: Transaction) -> None:
    """By index, or where the kind says; not by what only says what was, nor by another kind's id."""
    assert {one.id for one in await referring(tx, "person", "a")} == {"member", "about", "to", "open"}
    assert await referring(tx, "person", "nobody") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DOCUMENTS[0], Club(id="member", everybody=("b",), entries=(Entry(who="b"), Entry(who="b")))),
        (DOCUMENTS[1], Club(id="about", about="person:b")),
        (DOCUMENTS[2], DOCUMENTS[2]),
        (DOCUMENTS[3], DOCUMENTS[3]),
        (DOCUMENTS[4], Memo(id="to", to="b")),
    ],
    ids=lambda one: one.id,
)
def test_one_becomes_another(before: Club | Memo, after: Club | Memo) -> None:
    """Every reference is changed, in parts and names too, and nothing else."""
    assert become(before, "person", "a", "b") == after


async def test_most_documents_are_not_read(tx: Transaction) -> None:
    """Kinds that can't refer are not asked for, and others only by their indexes or where they say."""
    asked = []

    class Counting:
        """Notes what is asked."""

        kinds = tx.kinds

        async def find(self, kind: type[Document], *conditions: Condition) -> list[Any]:
            """Note it."""
            asked.append((kind.kind, *((one.field, one.value) for one in conditions)))
            return await tx.find(kind, *conditions)

    await referring(Counting(), "person", "a")
    assert sorted(asked) == [
        ("_outbox", ("state", "undeliverable")),
        ("_outbox", ("state", "unknown")),
        ("_outbox", ("state", "waiting")),
        ("club", ("about", "person:a")),
        ("club", ("everybody", "a")),
        ("memo",),
        ("wish", ("state", "open")),
    ]
